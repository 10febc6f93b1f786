import type { EntityManager } from 'typeorm'

/** Width of a sum; also of the steps in which a day is looked back on. */
const BUCKET = `interval '5 minutes'`
const BUCKET_OF = (instant: string): string => `date_bin(${BUCKET}, ${instant}, timestamptz '2000-01-01 00:00:00+00')`
/** An attempt is written down once it is over: later than this after it began there is none to come. */
const LATEST = `interval '2 minutes'`
/** How far back sums are made and kept. */
const KEPT = `interval '25 hours'`

const SUMS = `count(*)::int as attempts, (count(*) filter (where outcome = 'accepted'))::int as accepted,
  (count(*) filter (where outcome in ('accepted', 'refused')))::int as answered,
  coalesce(sum(duration_ms) filter (where outcome in ('accepted', 'refused')), 0)::bigint as duration_ms,
  coalesce(max(duration_ms) filter (where outcome in ('accepted', 'refused')), 0)::int as slowest_ms`

// Everything before it is summed up already, as far as there was anything.
const SUMMED_UP_TO = `greatest(${BUCKET_OF(`now() - ${KEPT}`)},
  (select max(started_at) + ${BUCKET} from content_platforms.delivery_figure))`

/** From when on attempts aren't summed up yet. */
export const findUnsummed = async (tx: EntityManager): Promise<Date> => {
  const [row]: { from: Date }[] = await tx.query(`select ${SUMMED_UP_TO} as from`)
  if (!row) throw new TypeError('the database answered no instant')
  return row.from
}

/**
 * Sums up at most an hour of attempts from an instant that `findUnsummed` gave, or the call before. Answers from where to
 * go on, null once all that is complete is summed up; and how many attempts it read.
 */
export const sumUpDeliveries = async (
  tx: EntityManager,
  from: Date,
): Promise<{ attempts: number; next: Date | null }> => {
  // One process at a time does this; one that went on without its lease would insert the same sums.
  const [row]: { attempts: number; next: Date; done: boolean }[] = await tx.query(
    `with span as (
       select $1::timestamptz as begins, least($1::timestamptz + interval '1 hour', ${BUCKET_OF(`now() - ${LATEST}`)}) as ends
     ), sums as (
       insert into content_platforms.delivery_figure
         (integration_id, started_at, attempts, accepted, answered, duration_ms, slowest_ms)
       select attempt.integration_id, ${BUCKET_OF('attempt.started_at')}, ${SUMS}
       from span join content_platforms.delivery_attempt attempt
         on attempt.started_at >= span.begins and attempt.started_at < span.ends
       join content_platforms.integration on integration.id = attempt.integration_id
       group by 1, 2
       on conflict (integration_id, started_at) do nothing
       returning attempts
     )
     select coalesce((select sum(attempts) from sums), 0)::int as attempts, span.ends as next,
       span.ends <= span.begins or span.ends >= ${BUCKET_OF(`now() - ${LATEST}`)} as done
     from span`,
    [from],
  )
  if (!row) throw new TypeError('the database answered no sums')
  return { attempts: row.attempts, next: row.done ? null : row.next }
}

/** Forgets sums that nobody looks back on any more. */
export const forgetOldSums = async (tx: EntityManager): Promise<void> => {
  await tx.query(`delete from content_platforms.delivery_figure where started_at < now() - ${KEPT}`)
}

/** How deliveries to a platform went in one hour. */
export interface HourOfDeliveries {
  /** When the hour began. */
  at: Date
  attempts: number
  accepted: number
  /** Those that the platform answered, whether or not it accepted. */
  answered: number
  /** Of those answered; null without one. */
  averageMs: number | null
  slowestMs: number | null
}

/**
 * The last 24 hours, oldest first and each of them there, as hours of `timeZone`; the newest is under way. Reads sums, and
 * single attempts only where they aren't summed up yet.
 */
export const readDeliveryFigures = async (
  tx: EntityManager,
  { integrationId, timeZone }: { integrationId: number; timeZone: string },
): Promise<HourOfDeliveries[]> =>
  // Given as a value, so that the planner knows how few attempts lie after it.
  tx.query(
    `with hours as (
       select generate_series(hour - interval '23 hours', hour, interval '1 hour') as at
       from (select date_trunc('hour', now(), $2) as hour) as newest
     ), figures as (
       select started_at, attempts, accepted, answered, duration_ms, slowest_ms
       from content_platforms.delivery_figure
       where integration_id = $1 and started_at >= (select min(at) from hours)
       union all
       select ${BUCKET_OF('started_at')}, ${SUMS}
       from content_platforms.delivery_attempt
       where integration_id = $1 and started_at >= $3
       group by 1
     )
     select hours.at, coalesce(sum(attempts), 0)::int as attempts, coalesce(sum(accepted), 0)::int as accepted,
       coalesce(sum(answered), 0)::int as answered,
       round(sum(duration_ms) / nullif(sum(answered), 0))::int as "averageMs",
       case when sum(answered) > 0 then max(slowest_ms) end as "slowestMs"
     from hours
     left join figures on figures.started_at >= hours.at and figures.started_at < hours.at + interval '1 hour'
     group by hours.at order by hours.at`,
    [integrationId, timeZone, await findUnsummed(tx)],
  )
