import type { RemovedPage, RemovePage } from './in-pages.js'

const NIL = '00000000-0000-0000-0000-000000000000'

/**
 * Of events `e` in a lane `l`, what the present still rests on: the lane's newest, which tells whether anything is under
 * way; the newest of each subscription there, which tells that the platform was told of it; the one that recorded its
 * state, which a comparison and the panel read; and where a platform never took a new id, all that says by which one it
 * knows whom (see `gateways/known-ids.ts`).
 */
const IS_NEEDED = `
  e.sequence = l.last_sequence
  or (e.subscription_id is not null and (
    select true from content_platforms.webhook_event later
    where later.subscription_id = e.subscription_id and later.lane_id = e.lane_id and later.sequence > e.sequence
    limit 1) is null)
  or (
    select true from content_platforms.package_subscription s
    where s.recorded_account_id = l.account_id and s.recorded_sequence = e.sequence limit 1) is not null
  or (e.type in ('content.subscription.relinked', 'content.subscription.created')
    and e.lane_id = any(array(select lane_id from lost)))`

/**
 * Removes old events that are settled, whose attempts are gone already, and on which nothing rests any more. One that a
 * person redelivered or skipped stays with its audit, by which its customer is found when he is forgotten (BR-76).
 */
export const removeEvents: RemovePage = async (tx, { keepDays, after, limit }) => {
  // A settled event is never changed again, and what makes it needless (a newer one) only grows: between the choice and
  // the removal nothing can begin to rest on it. Locked rows are left, so that nobody waits for this. Arrays and single
  // look-ups with `limit`, since the planner would else join a page with the whole of a table.
  const [page]: RemovedPage[] = await tx.query(
    `with page as (
       select id, lane_id, occurred_at from content_platforms.webhook_event
       where occurred_at >= $2::timestamptz and (occurred_at, id) > ($2::timestamptz, $3::uuid)
         and occurred_at < now() - make_interval(days => $1)
       order by occurred_at, id limit $4
     ), lost as (
       select distinct r.lane_id from content_platforms.webhook_event r
       where r.lane_id = any(array(select distinct lane_id from page)) and r.type = 'content.subscription.relinked'
         and r.state in ('failed', 'skipped')
     ), due as (
       select e.id from content_platforms.webhook_event e
       left join content_platforms.delivery_lane l on l.id = e.lane_id
       where e.id = any(array(select id from page)) and e.state <> 'pending'
         and e.settled_at < now() - make_interval(days => $1)
         and (select true from content_platforms.delivery_attempt t where t.event_id = e.id limit 1) is null
         and (
           select true from content_platforms.audit_entry a
           where a.resource = 'webhook_event' and a.record_id = e.id::text limit 1) is null
         and (e.lane_id is null or not (${IS_NEEDED}))
       for update of e skip locked
     ), gone as (
       delete from content_platforms.webhook_event e where e.id = any(array(select id from due)) returning e.id
     )
     select (select count(*)::int from gone) as removed,
       (select json_build_object('at', occurred_at::text, 'id', id::text) from page
        order by occurred_at desc, page.id desc limit 1) as end`,
    [keepDays, after.at, after.id || NIL, limit],
  )
  return page ?? { removed: 0, end: null }
}
