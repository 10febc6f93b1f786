import type { EntityManager } from 'typeorm'
import { DomainError } from '../errors.js'
import { auditDelivery, type DeliveryActor } from './audit-delivery.js'
import { lockHead } from './lock-head.js'

/** What a skipped event was about. */
export interface SkippedEvent {
  subscriptionId: number | null
  accountId: number
}

/**
 * BR-86: gives up the head of a lane, which then goes on with its next event. Refuses with `REASON_REQUIRED`, the codes
 * of `lockHead`, and `EVENT_NOT_PARKED` for a head that has not failed yet. Tells what the event was about.
 */
export const skipEvent = async (
  tx: EntityManager,
  { eventId, reason, actor }: { eventId: string; reason: string; actor: DeliveryActor },
): Promise<SkippedEvent> => {
  if (reason.trim() === '') throw new DomainError('REASON_REQUIRED')
  const head = await lockHead(tx, eventId)
  if (!head.isParked && head.attempts === 0) throw new DomainError('EVENT_NOT_PARKED', { eventId })

  // The lane is locked, and with it its head. The token goes, so that a worker whose lease ended can't settle over this.
  await tx.query(
    `with lane as (
       update content_platforms.delivery_lane
       set head_sequence = head_sequence + 1, attempts = 0, earlier_attempts = 0, ready_at = clock_timestamp(), parked_at = null,
           parked_reason = null, lease_token = null, lease_until = null, requested_by = null
       where id = $1
     )
     update content_platforms.webhook_event set state = 'skipped', settled_at = clock_timestamp() where id = $2`,
    [head.laneId, eventId],
  )
  await auditDelivery(tx, {
    actor,
    action: 'skip',
    eventId,
    reason: reason.trim(),
    before: { state: 'pending', attempts: head.attempts, parkedReason: head.parkedReason },
    after: { state: 'skipped' },
  })
  return { subscriptionId: head.subscriptionId, accountId: head.accountId }
}
