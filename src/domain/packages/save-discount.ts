import { type EntityManager, Not } from 'typeorm'
import { SubscriptionDiscount } from '../../entities/subscription-discount.js'
import { DomainError, refuseIssues } from '../../errors.js'
import { readToday } from '../clock.js'
import type { DomainContext } from '../context.js'
import { isDay } from '../day.js'
import { createFieldChecks } from '../field-checks.js'
import { loadForUpdate, loadRecord, type SaveInput } from '../load-record.js'
import { recordAudit } from '../record-audit.js'
import { heaviestBeside, lockLinked, toAuditedDiscount } from './discount-rules.js'

export type DiscountInput = Pick<
  SubscriptionDiscount,
  'subscriptionId' | 'description' | 'amountCents' | 'startsOn' | 'endsOn'
>

const checkDiscount = (
  record: SubscriptionDiscount,
  { priceCents, others }: { priceCents: number; others: readonly SubscriptionDiscount[] },
): void => {
  const checks = createFieldChecks()
  const { description, amountCents, startsOn, endsOn } = record
  checks.text('description', description, 120)
  checks.cents('amountCents', amountCents)
  if (amountCents === 0) checks.refuse('amountCents', 'mustBePositive')
  if (!startsOn) checks.refuse('startsOn', 'required')
  else if (!isDay(startsOn)) checks.refuse('startsOn', 'invalidDate')
  if (endsOn !== null && !isDay(endsOn)) checks.refuse('endsOn', 'invalidDate')
  else if (endsOn !== null && endsOn < startsOn) checks.refuse('endsOn', 'endsBeforeStart')
  refuseIssues(checks.issues)
  if (heaviestBeside(record, others) + amountCents > priceCents) checks.refuse('amountCents', 'discountExceedsPrice')
  refuseIssues(checks.issues)
}

/**
 * Gives a discount on a package of a service, or changes one that has not begun (BR-18): an amount above zero with a
 * description, a first and perhaps a last day. On no day may the discounts of a package exceed its price. Throws
 * `DISCOUNT_STARTED`, `PACKAGE_NOT_LINKED`, `SERVICE_CANCELED`.
 */
export const saveDiscount = async (
  tx: EntityManager,
  { id, version, values, actor }: SaveInput<DiscountInput>,
  { timeZone }: Pick<DomainContext, 'timeZone'>,
): Promise<{ id: number }> => {
  const discounts = tx.getRepository(SubscriptionDiscount)
  const subscriptionId =
    id === undefined ? values.subscriptionId : (await loadRecord(tx, SubscriptionDiscount, id)).subscriptionId
  if (subscriptionId == null) {
    throw new DomainError('INVALID_INPUT', { issues: [{ path: 'subscriptionId', code: 'required' }] })
  }
  const { priceCents } = await lockLinked(tx, subscriptionId)
  const existing = id === undefined ? null : await loadForUpdate(tx, SubscriptionDiscount, { id, version })
  if (existing && existing.startsOn <= (await readToday(tx, timeZone)))
    throw new DomainError('DISCOUNT_STARTED', { id })

  const before = existing && toAuditedDiscount(existing)
  const endsOn = values.endsOn === undefined ? (existing?.endsOn ?? null) : values.endsOn || null
  const record = discounts.merge(existing ?? discounts.create(), { ...values, subscriptionId, endsOn })
  const others = await discounts.findBy({ subscriptionId, ...(id === undefined ? {} : { id: Not(id) }) })
  checkDiscount(record, { priceCents, others })

  const saved = await discounts.save(Object.assign(record, { description: record.description.trim() }))
  await recordAudit(tx, {
    actor,
    action: existing ? 'discount.changed' : 'discount.added',
    resource: 'package_subscription',
    recordId: subscriptionId,
    before,
    after: toAuditedDiscount(saved),
  })
  return { id: saved.id }
}
