import type { EntityManager } from 'typeorm'

/** How many subscriptions a comparison covered. */
export interface Compared {
  compared: number
  /** Left out because something for their user is not delivered yet. */
  underWay: number
}

/**
 * A lane has something undelivered, or delivered something after the comparison began (`$2`): what the other side said
 * then may be from before it. Only the lane's newest event is asked for; its others were settled earlier.
 */
export const UNDER_WAY = `coalesce(l.head_sequence <= l.last_sequence or e.settled_at >= $2, false)`

/** The lane of account `a`, and its newest event. */
export const LANE_OF_ACCOUNT = `
  left join content_platforms.delivery_lane l on l.account_id = a.id
  left join content_platforms.webhook_event e on e.lane_id = l.id and e.sequence = l.last_sequence`

/**
 * Writes the differences between what was recorded for an integration and what its platform last acknowledged: for
 * platforms without a list of their own. In one statement, however many subscriptions there are.
 */
export const compareWithConfirmed = async (
  tx: EntityManager,
  { reconciliationId, integrationId, startedAt }: { reconciliationId: number; integrationId: number; startedAt: Date },
): Promise<Compared> => {
  // One snapshot: a settle that commits meanwhile is seen whole or not at all. A `changed` that a person skipped leaves
  // the states alike and the products apart.
  const [counts]: Compared[] = await tx.query(
    `with ours as (
       select s.id, a.id as account_id, s.recorded_state as state, ${UNDER_WAY} as under_way,
         case when c.account_id = a.id then c.state else 'absent' end as theirs,
         r.state = 'skipped' and r.type = 'content.subscription.changed' as product_skipped,
         r.data->>'previousProductId' as previous_product_id, s.recorded_product_id
       from content_platforms.platform_account a
       join content_platforms.package_subscription s on s.recorded_account_id = a.id ${LANE_OF_ACCOUNT}
       left join content_platforms.subscription_confirmation c on c.subscription_id = s.id
       left join content_platforms.webhook_event r on r.lane_id = l.id and r.sequence = s.recorded_sequence
       where a.integration_id = $1
     ), facts as (
       select *, state in ('active', 'suspended') as here, coalesce(theirs in ('active', 'suspended'), false) as there
       from ours where not under_way
     ), written as (
       insert into content_platforms.reconciliation_difference
         (reconciliation_id, kind, account_id, subscription_id, ours, theirs)
       select $3, case
           when here and not there then 'missing_there'
           when there and not here then 'extra_there'
           when state <> theirs then 'different_state'
           else 'different_product' end,
         account_id, id,
         case when here and there and state = theirs
           then (select external_id from content_platforms.product where id = recorded_product_id) else state end,
         case when here and there and state = theirs
           then (select external_id from content_platforms.product where id = previous_product_id::int)
           when there then theirs end
       from facts
       where here <> there or (here and there and (state <> theirs or coalesce(product_skipped, false)))
       order by id
     )
     select count(*) filter (where not under_way and state in ('active', 'suspended'))::int as compared,
       count(*) filter (where under_way)::int as "underWay"
     from ours`,
    [integrationId, startedAt, reconciliationId],
  )
  return counts ?? { compared: 0, underWay: 0 }
}
