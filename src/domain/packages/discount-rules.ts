import type { EntityManager } from 'typeorm'
import { PackageSubscription } from '../../entities/package-subscription.js'
import type { SubscriptionDiscount } from '../../entities/subscription-discount.js'
import { DomainError } from '../../errors.js'
import { loadRecord } from '../load-record.js'
import { lockService, shareStatuses } from '../services/service-lock.js'

/** What of a discount counts for a price. */
export type DiscountTerm = Pick<SubscriptionDiscount, 'amountCents' | 'startsOn' | 'endsOn'>

/** A discount as the audit keeps it. */
export const toAuditedDiscount = ({
  id,
  description,
  amountCents,
  startsOn,
  endsOn,
}: SubscriptionDiscount): Record<string, unknown> => ({ discountId: id, description, amountCents, startsOn, endsOn })

const isOn = ({ startsOn, endsOn }: DiscountTerm, day: string): boolean =>
  startsOn <= day && (endsOn === null || endsOn >= day)

/** The most that the other discounts take off on any day of this one. Sums only rise on days on which one begins. */
export const heaviestBeside = (term: DiscountTerm, others: readonly DiscountTerm[]): number => {
  const days = [term.startsOn, ...others.map(({ startsOn }) => startsOn).filter((day) => isOn(term, day))]
  const sumOn = (day: string): number =>
    others.reduce((sum, other) => (isOn(other, day) ? sum + other.amountCents : sum), 0)
  return Math.max(...days.map(sumOn))
}

/**
 * A subscription whose price and discounts nobody else changes until the transaction ends: its service is locked.
 * Throws `NOT_FOUND`, `SERVICE_CANCELED`, or `PACKAGE_NOT_LINKED` when it was taken off.
 */
export const lockLinked = async (tx: EntityManager, subscriptionId: number): Promise<PackageSubscription> => {
  const { serviceId } = await loadRecord(tx, PackageSubscription, subscriptionId)
  await shareStatuses(tx)
  await lockService(tx, serviceId)
  // Read again: whoever held the service may have taken it off just now.
  const subscription = await loadRecord(tx, PackageSubscription, subscriptionId)
  if (subscription.removedAt) throw new DomainError('PACKAGE_NOT_LINKED', { id: subscriptionId })
  return subscription
}
