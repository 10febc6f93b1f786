import type { EntityManager } from 'typeorm'
import { DomainError } from '../errors.js'
import { auditDelivery, type DeliveryActor } from './audit-delivery.js'
import { lockHead } from './lock-head.js'

/**
 * BR-89: makes the head of a lane due now, with the whole retry schedule before it again; a worker sends it with the
 * same id. Refuses with the codes of `lockHead`, with `EVENT_IN_FLIGHT` also while an earlier request of this kind waits
 * for a worker (two clicks send once), and with `INTEGRATION_INACTIVE` where nothing would be sent.
 */
export const redeliverEvent = async (
  tx: EntityManager,
  { eventId, actor }: { eventId: string; actor: DeliveryActor },
): Promise<void> => {
  const head = await lockHead(tx, eventId)
  if (!head.integrationActive) throw new DomainError('INTEGRATION_INACTIVE', { eventId })
  if (head.requestedBy !== null && head.isDue) throw new DomainError('EVENT_IN_FLIGHT', { eventId })

  // The lane is locked. The token goes, so that a worker whose lease ended can't settle over this.
  await tx.query(
    `update content_platforms.delivery_lane
     set earlier_attempts = earlier_attempts + attempts, attempts = 0, ready_at = clock_timestamp(), parked_at = null, parked_reason = null,
         lease_token = null, lease_until = null, requested_by = $2
     where id = $1`,
    [head.laneId, actor.id],
  )
  await auditDelivery(tx, {
    actor,
    action: 'redeliver',
    eventId,
    reason: null,
    before: { attempts: head.attempts, parkedReason: head.parkedReason },
    after: { attempts: 0, parkedReason: null },
  })
}
