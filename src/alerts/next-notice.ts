import type { EntityManager } from 'typeorm'
import type { AlertNotice } from './alert-notice.js'

/** What had ended for so long before anybody could be told is told to nobody any more. */
const STALE_HOURS = 24
/** An open alert is told again when its count is so many times what was told. */
const GROWTH = 10
const FIRST_WAIT_MS = 30_000
const MAX_WAIT_MS = 3_600_000

/** The alert that the host has to be told of next; undefined when there is none. */
export const readNextNotice = async (tx: EntityManager): Promise<AlertNotice | undefined> => {
  const [notice]: AlertNotice[] = await tx.query(
    `select a.id, a.kind, a.integration_id as "integrationId", i.description as integration, a.job, a.count, a.examples,
       a.details, a.since, a.raised_at as "raisedAt", a.ended_at as "endedAt",
       case when a.ended_at is not null then 'ended' when a.told_at is null then 'raised' else 'grown' end as change
     from content_platforms.alert a left join content_platforms.integration i on i.id = a.integration_id
     where a.tell_after <= clock_timestamp() and case
       when a.ended_at is null then a.told_at is null or a.count >= a.told_count::float8 * ${GROWTH}
       else a.told_end_at is null and a.ended_at > now() - make_interval(hours => ${STALE_HOURS}) end
     order by a.raised_at, a.id limit 1`,
  )
  return notice
}

/** Writes down that the host was told. */
export const recordTold = async (tx: EntityManager, { id, count, change }: AlertNotice): Promise<void> => {
  // What was told and no more: an alert that grew or ended meanwhile is told again.
  await tx.query(
    `update content_platforms.alert set told_at = clock_timestamp(), told_count = $2, tell_attempts = 0,
       told_end_at = case when $3 then clock_timestamp() end where id = $1`,
    [id, count, change === 'ended'],
  )
}

/** Writes down that the host's function failed: it is called again after 30 s, 1, 2 … minutes, an hour at most. */
export const recordNotTold = async (tx: EntityManager, { id }: AlertNotice): Promise<void> => {
  await tx.query(
    `update content_platforms.alert set tell_attempts = tell_attempts + 1,
       tell_after = clock_timestamp() + least($2::float8 * power(2, least(tell_attempts, 20)), $3::float8)
         * interval '1 millisecond'
     where id = $1`,
    [id, FIRST_WAIT_MS, MAX_WAIT_MS],
  )
}
