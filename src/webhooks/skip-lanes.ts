import type { EntityManager } from 'typeorm'
import type { DeliveryActor } from './audit-delivery.js'

/**
 * Gives up every event that waits in these accounts' lanes, parked or not, and audits each with the reason. Returns how
 * many. To be called for lanes of which none is being sent: what a worker sends meanwhile, it can't settle any more.
 */
export const skipLanes = async (
  tx: EntityManager,
  { customerId, reason, actor }: { customerId: number; reason: string; actor: DeliveryActor },
): Promise<number> => {
  // Locked in the order of their ids, as everybody locks lanes. The tokens go, so that no worker settles over this.
  const skipped: { id: string }[] = await tx.query(
    `with locked as (
       select l.id, l.head_sequence, l.last_sequence from content_platforms.delivery_lane l
       where l.account_id in (select id from content_platforms.platform_account where customer_id = $1)
       order by l.id for update
     ), lane as (
       update content_platforms.delivery_lane l
       set head_sequence = locked.last_sequence + 1, attempts = 0, ready_at = clock_timestamp(), parked_at = null,
         parked_reason = null, lease_token = null, lease_until = null, requested_by = null
       from locked where l.id = locked.id
     ), event as (
       update content_platforms.webhook_event e set state = 'skipped', settled_at = clock_timestamp()
       from locked where e.lane_id = locked.id and e.state = 'pending'
       returning e.id
     )
     insert into content_platforms.audit_entry (at, actor, action, resource, record_id, reason, before, after)
     select clock_timestamp(), $2, 'skip', 'webhook_event', id::text, $3, '{"state":"pending"}', '{"state":"skipped"}'
     from event returning id`,
    [customerId, actor.id, reason],
  )
  return skipped.length
}
