import type { discountWords as source } from '../pt-br/discounts.js'
import type { PanelWords } from '../words.js'

export const discounts: Pick<PanelWords['resources'], 'SubscriptionDiscount'> = {
  SubscriptionDiscount: {
    plural: 'Discounts',
    singular: 'Discount',
    empty: 'No discounts. Add one on the page Packages of a customer’s service.',
    properties: {
      id: 'Code',
      subscriptionId: 'Customer’s package',
      description: 'Description',
      amountCents: 'Amount',
      startsOn: 'First day',
      endsOn: 'Last day',
      version: 'Version',
      createdAt: 'Created at',
    },
    labels: {},
  },
}

/** Words of the page *Packages* about discounts. */
export const discountWords: Record<keyof typeof source, string> = {
  addDiscount: 'Add discount',
  addDiscountTo: 'Add discount: {{name}}',
  discountFrom: 'from {{from}}',
  discountFromUntil: 'from {{from}} to {{until}}',
  discountOnDay: 'on {{from}}',
  discountHint: 'The customer may read this text, for example “Anniversary offer”.',
  discountUpTo: 'Price of the package: {{price}}.',
  discounts: 'Discounts',
  endDiscount: 'End',
  endDiscountButton: 'End discount',
  endDiscountNamed: 'End discount: {{name}}',
  endDiscountText: 'The discount counts until its last day, inclusive. After that the price of the package is back.',
  endDiscountUnstarted: 'If the last day is before its start, on {{from}}, the discount is removed.',
  discountLastDay: 'Last day of the discount',
  priceWithoutDiscount: 'without discount {{price}}',
  saveDiscountButton: 'Add discount',
}
