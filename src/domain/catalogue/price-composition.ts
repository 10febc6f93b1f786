import { DOCUMENT_MODELS, type PriceComponent, REVENUE_TYPES } from '../../entities/price-component.js'
import type { FieldChecks } from '../field-checks.js'
import { formatPercent, parsePercent, splitPrice, WHOLE } from './split-price.js'

/** How a package's price is split: each part an amount of its own, or a share from which its amount follows. */
export const SPLITS = ['amount', 'percent'] as const
export type Split = (typeof SPLITS)[number]

/** A part of a package's price. With a percentage (`33.33`, at most two decimals) its amount is computed. */
export type ComponentInput = Pick<PriceComponent, 'description' | 'revenueType' | 'documentModel'> & {
  amountCents?: number | null
  percent?: number | string | null
}

/** A part as it is stored. */
export type Component = Pick<
  PriceComponent,
  'description' | 'revenueType' | 'amountCents' | 'percent' | 'documentModel'
>

const isGiven = (percent: ComponentInput['percent']): percent is number | string => percent != null && percent !== ''

/** A composition goes by percentages where any part has one. */
export const resolveSplit = (components: readonly ComponentInput[]): Split =>
  components.some(({ percent }) => isGiven(percent)) ? 'percent' : 'amount'

const readShares = (components: readonly ComponentInput[], checks: FieldChecks): number[] | null => {
  const shares = components.map(({ percent }, index) => {
    const path = `components.${index}.percent`
    const share = isGiven(percent) ? parsePercent(percent) : null
    if (share === null) checks.refuse(path, isGiven(percent) ? 'invalidPercent' : 'required')
    return share
  })
  if (shares.includes(null)) return null
  const whole = shares.filter((share) => share !== null)
  if (whole.reduce((sum, share) => sum + share, 0) === WHOLE) return whole
  checks.refuse('components', 'percentMismatch')
  return null
}

const checkAmounts = (components: readonly ComponentInput[], priceCents: number, checks: FieldChecks): void => {
  for (const [index, { amountCents }] of components.entries())
    checks.cents(`components.${index}.amountCents`, amountCents)
  const sum = components.reduce((total, { amountCents }) => total + (amountCents ?? 0), 0)
  if (sum !== priceCents) checks.refuse('components', 'compositionMismatch')
}

/**
 * BR-16: the parts of a price as they are stored. Amounts must sum to the price, or the invoice would be of another
 * amount than was sold; percentages must sum to 100 %, and the amounts follow. What is refused is added to `checks`.
 */
export const resolveComposition = (
  components: readonly ComponentInput[],
  { priceCents, split, checks }: { priceCents: number; split: Split; checks: FieldChecks },
): Component[] => {
  for (const [index, component] of components.entries()) {
    const path = `components.${index}`
    checks.text(`${path}.description`, component.description, 120)
    checks.choice(`${path}.revenueType`, component.revenueType, REVENUE_TYPES)
    checks.choice(`${path}.documentModel`, component.documentModel, DOCUMENT_MODELS)
  }
  const shares = split === 'percent' && components.length > 0 ? readShares(components, checks) : null
  if (split === 'amount' && components.length > 0) checkAmounts(components, priceCents, checks)
  const amounts = shares && splitPrice(priceCents, shares)
  return components.map(({ description, revenueType, documentModel, amountCents }, index) => {
    const share = shares?.[index]
    return {
      description: description?.trim(),
      revenueType,
      documentModel,
      amountCents: amounts?.[index] ?? amountCents ?? 0,
      percent: share === undefined ? null : formatPercent(share),
    }
  })
}
