import type { EntityManager } from 'typeorm'
import type { AlertSource, WatchSettings } from './alert-sources.js'

/** How many alerts of a kind began, changed and ended. */
export interface Watched {
  raised: number
  changed: number
  ended: number
}

/**
 * Makes the alerts of one kind those that the state shows now: raises what is new, brings counts up to date, and ends
 * what is over. One statement, however many things a single alert stands for.
 */
export const watchSource = async (
  tx: EntityManager,
  { kind, sql, parameters }: AlertSource,
  settings: WatchSettings,
): Promise<Watched> => {
  const bound = parameters(settings)
  const kindAt = `$${bound.length + 1}::text`
  // One snapshot for all of it. Two processes may come here at once only after a lost lease: the unique index on open
  // alerts then makes the second one's row the first one's.
  const [figures]: Watched[] = await tx.query(
    `with found as (${sql}), over as (
       update content_platforms.alert a set ended_at = clock_timestamp(), tell_after = clock_timestamp(), tell_attempts = 0
       where a.kind = ${kindAt} and a.ended_at is null and not exists (select from found where found.subject = a.subject)
       returning a.id
     ), written as (
       insert into content_platforms.alert as a (kind, subject, integration_id, job, count, since, examples, details)
       select ${kindAt}, subject, integration_id, job, count, since, examples, details from found
       on conflict (kind, subject) where ended_at is null do update
       set count = excluded.count, since = least(a.since, excluded.since), examples = excluded.examples,
         details = excluded.details
       where (a.count, a.examples, a.details) is distinct from (excluded.count, excluded.examples, excluded.details)
       returning (xmax = 0) as is_new
     )
     select (select count(*)::int from written where is_new) as raised,
       (select count(*)::int from written where not is_new) as changed, (select count(*)::int from over) as ended`,
    [...bound, kind],
  )
  return figures ?? { raised: 0, changed: 0, ended: 0 }
}
