import type { EntityManager } from 'typeorm'
import { SubscriptionDiscount } from '../../entities/subscription-discount.js'
import { DomainError, refuseIssues } from '../../errors.js'
import type { Actor } from '../actor.js'
import { readToday } from '../clock.js'
import type { DomainContext } from '../context.js'
import { isDay } from '../day.js'
import { createFieldChecks } from '../field-checks.js'
import { loadForUpdate, loadRecord } from '../load-record.js'
import { recordAudit } from '../record-audit.js'
import { lockLinked, toAuditedDiscount } from './discount-rules.js'

export interface EndDiscountInput {
  id: number
  /** Last day on which it counts, `yyyy-mm-dd`; today when left out. */
  lastDay?: string | null
  actor: Actor
}

const checkLastDay = (lastDay: string, today: string, { endsOn }: SubscriptionDiscount): void => {
  const checks = createFieldChecks()
  if (!isDay(lastDay)) checks.refuse('lastDay', 'invalidDate')
  else if (lastDay < today) checks.refuse('lastDay', 'dateInPast')
  else if (endsOn !== null && lastDay > endsOn) checks.refuse('lastDay', 'alreadyEndsBefore')
  refuseIssues(checks.issues)
}

/**
 * Ends a discount earlier than planned. One that would end before it began is removed; one that was in force stays on
 * record until its last day. Throws `DISCOUNT_ENDED`, `NOTHING_CHANGED`, `PACKAGE_NOT_LINKED`, `SERVICE_CANCELED`.
 */
export const endDiscount = async (
  tx: EntityManager,
  { id, lastDay: given, actor }: EndDiscountInput,
  { timeZone }: Pick<DomainContext, 'timeZone'>,
): Promise<{ removed: boolean }> => {
  const { subscriptionId } = await loadRecord(tx, SubscriptionDiscount, id)
  await lockLinked(tx, subscriptionId)
  const discount = await loadForUpdate(tx, SubscriptionDiscount, { id })
  const today = await readToday(tx, timeZone)
  if (discount.endsOn !== null && discount.endsOn < today) throw new DomainError('DISCOUNT_ENDED', { id })
  const lastDay = given ?? today
  checkLastDay(lastDay, today, discount)
  if (discount.endsOn === lastDay) throw new DomainError('NOTHING_CHANGED', { id })

  const before = toAuditedDiscount(discount)
  const removed = discount.startsOn > lastDay
  if (removed) await tx.getRepository(SubscriptionDiscount).delete(id)
  else await tx.getRepository(SubscriptionDiscount).save(Object.assign(discount, { endsOn: lastDay }))
  await recordAudit(tx, {
    actor,
    action: removed ? 'discount.removed' : 'discount.ended',
    resource: 'package_subscription',
    recordId: subscriptionId,
    before,
    after: removed ? null : toAuditedDiscount(discount),
  })
  return { removed }
}
