import type { RemovedPage, RemovePage } from './in-pages.js'

/**
 * Removes old attempts of events that are settled. Those of an event that still waits stay, however old: they say why.
 * Reads as many index entries as a page holds, whatever it removes.
 */
export const removeAttempts: RemovePage = async (tx, { keepDays, after, limit }) => {
  // Attempts are only ever added, and an event that is settled stays so: what was chosen can't have become live. One that
  // is being masked, or forgotten with its customer, right now is left for the next run. Arrays and single look-ups, since
  // the planner would else join a page with the whole of a table.
  const [page]: RemovedPage[] = await tx.query(
    `with page as (
       select id, event_id, started_at from content_platforms.delivery_attempt
       where started_at >= $2::timestamptz and (started_at, id) > ($2::timestamptz, $3::bigint)
         and started_at < now() - make_interval(days => $1)
       order by started_at, id limit $4
     ), due as (
       select t.id from content_platforms.delivery_attempt t
       where t.id = any(array(
         select page.id from page
         where (select e.state from content_platforms.webhook_event e where e.id = page.event_id)
           is distinct from 'pending'))
       for update skip locked
     ), gone as (
       delete from content_platforms.delivery_attempt t where t.id = any(array(select id from due)) returning t.id
     )
     select (select count(*)::int from gone) as removed,
       (select json_build_object('at', started_at::text, 'id', id::text) from page
        order by started_at desc, page.id desc limit 1) as end`,
    [keepDays, after.at, after.id || '0', limit],
  )
  return page ?? { removed: 0, end: null }
}
