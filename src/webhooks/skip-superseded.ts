import type { EntityManager } from 'typeorm'
import { auditDelivery, type DeliveryActor } from './audit-delivery.js'

const MAX_SKIPPED = 200

interface Head {
  id: string
  type: string
  laneId: number
  subscriptionId: number | null
}

/**
 * Gives up the heads of a lane as long as they are about one subscription and of a type that `isSuperseded`, up to the
 * first that is not: for whoever tells that subscription's state anew behind them. To be called after `skipEvent` of the
 * event before, which has locked the lane and found it idle. Audited one by one.
 */
export const skipSuperseded = async (
  tx: EntityManager,
  input: {
    /** The event that was skipped. */
    afterEventId: string
    reason: string
    isSuperseded: (type: string) => boolean
    actor: DeliveryActor
  },
): Promise<number> => {
  // The lane is locked by `skipEvent`, and nobody else moves its head.
  const heads: (Head & { about: number | null })[] = await tx.query(
    `select e.id, e.type, e.lane_id as "laneId", e.subscription_id as "subscriptionId", skipped.subscription_id as about
     from content_platforms.webhook_event skipped
     join content_platforms.delivery_lane l on l.id = skipped.lane_id
     join content_platforms.webhook_event e on e.lane_id = l.id and e.sequence >= l.head_sequence
     where skipped.id = $1 order by e.sequence limit $2`,
    [input.afterEventId, MAX_SKIPPED],
  )
  const end = heads.findIndex(
    ({ type, subscriptionId, about }) =>
      subscriptionId === null || subscriptionId !== about || !input.isSuperseded(type),
  )
  const superseded = end < 0 ? heads : heads.slice(0, end)
  const [first] = superseded
  if (!first) return 0
  await tx.query(
    `with lane as (
       update content_platforms.delivery_lane set head_sequence = head_sequence + $2 where id = $1
     )
     update content_platforms.webhook_event set state = 'skipped', settled_at = clock_timestamp() where id = any($3)`,
    [first.laneId, superseded.length, superseded.map(({ id }) => id)],
  )
  for (const { id } of superseded) {
    await auditDelivery(tx, {
      actor: input.actor,
      action: 'skip',
      eventId: id,
      reason: input.reason,
      before: { state: 'pending' },
      after: { state: 'skipped' },
    })
  }
  return superseded.length
}
