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
  // alerts then lets one of them raise it.
  const [figures]: Watched[] = await tx.query(
    `with found as (${sql}), over as (
       update content_platforms.alert a set ended_at = clock_timestamp(), tell_after = clock_timestamp(), tell_attempts = 0
       where a.kind = ${kindAt} and a.ended_at is null and not exists (select from found where found.subject = a.subject)
       returning a.id
     ), newer as (
       update content_platforms.alert a
       set count = found.count, since = least(a.since, found.since), examples = found.examples, details = found.details
       from found
       where a.kind = ${kindAt} and a.ended_at is null and a.subject = found.subject
         and (a.count, a.examples, a.details) is distinct from (found.count, found.examples, found.details)
       returning a.id
     ), added as (
       insert into content_platforms.alert (kind, subject, integration_id, job, count, since, examples, details)
       select ${kindAt}, subject, integration_id, job, count, since, examples, details from found
       where not exists (select from content_platforms.alert a
         where a.kind = ${kindAt} and a.ended_at is null and a.subject = found.subject)
       on conflict (kind, subject) where ended_at is null do nothing
       returning id
     )
     select (select count(*)::int from added) as raised, (select count(*)::int from newer) as changed,
       (select count(*)::int from over) as ended`,
    [...bound, kind],
  )
  return figures ?? { raised: 0, changed: 0, ended: 0 }
}
