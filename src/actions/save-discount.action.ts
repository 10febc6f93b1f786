import { saveDiscount } from '../domain/packages/save-discount.js'
import { type FieldIssue, refuseIssues } from '../errors.js'
import type { PanelContext } from '../panel/panel-context.js'
import { readValue, type ValueRule } from '../panel/read-value.js'
import { recordAction } from '../panel/record-action.js'
import { ownSubscriptionId } from './own-subscription.js'

interface DiscountForm {
  description: string
  amountCents: number
  startsOn: string
  endsOn: string | null
}

const RULES: Record<keyof DiscountForm, ValueRule> = {
  description: { kind: 'text', isNullable: false },
  amountCents: { kind: 'money', isNullable: true },
  startsOn: { kind: 'date', isNullable: true },
  endsOn: { kind: 'date', isNullable: true },
}

const readForm = (payload: Readonly<Record<string, unknown>>): DiscountForm => {
  const issues: FieldIssue[] = []
  const form = Object.fromEntries(
    Object.entries(RULES).map(([path, rule]) => {
      const read = readValue(payload[path], rule)
      if (read.kind === 'value') return [path, read.value]
      issues.push({ path, code: read.code, ...(read.params ? { params: read.params } : {}) })
      return [path, null]
    }),
  )
  refuseIssues(issues)
  // Each rule above yields the form's type at its path, an issue, or null, which the use case refuses.
  return form as unknown as DiscountForm
}

/** *Adicionar desconto* (BR-18) to a package of the service in the address. */
export const saveDiscountAction = ({ dataSource, domain }: PanelContext) => ({
  actionType: 'record' as const,
  isVisible: false,
  component: false as const,
  handler: recordAction(dataSource, async (serviceId, payload, { tx, actor }) => {
    const subscriptionId = await ownSubscriptionId(tx, { serviceId, entered: payload.subscriptionId })
    await saveDiscount(tx, { values: { ...readForm(payload), subscriptionId }, actor }, domain)
    return { message: 'discountAdded' }
  }),
})
