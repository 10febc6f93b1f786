import type { DataSource, EntityManager } from 'typeorm'
import { type Job, type JobResult, type JobSchedule, LeaseLost } from './job.js'

/** A job that is ours until its lease ends. */
export interface Lease {
  name: string
  token: string
}

const FIRST_RUN_MS = 30_000
const STAGGER_MS = 3_000
const BACKOFF_MS = 30_000
const MAX_BACKOFF_MS = 3_600_000
const MAX_ERROR_LENGTH = 500

const columnsOf = (schedule: JobSchedule): { intervalMs: number | null; hour: number | null } =>
  schedule.kind === 'every'
    ? { intervalMs: schedule.intervalMs, hour: null }
    : { intervalMs: null, hour: schedule.hour }

/** SQL: the first `hour` o'clock of the provider's days after an instant. */
const nextHour = (instant: string, hour: string, timeZone: string): string => `(
  select min(at) from (
    select (date_trunc('day', ${instant} at time zone ${timeZone}) + make_interval(days => d, hours => ${hour}))
      at time zone ${timeZone} as at from generate_series(0, 2) d) days
  where at > ${instant})`

const milliseconds = (count: string): string => `${count}::float8 * interval '1 millisecond'`

/** Makes the rows of new jobs, due a little apart from each other; an earlier date of a known job stays. */
export const registerJobs = async (
  dataSource: DataSource,
  { jobs, timeZone }: { jobs: readonly Job[]; timeZone: string },
): Promise<void> => {
  const columns = jobs.map(({ schedule }) => columnsOf(schedule))
  // Nodes start at once: the second finds the first one's rows and moves no date back.
  await dataSource.query(
    `with given as (
       select g.name, g.interval_ms, $6::int + (g.position - 1) * $7::int as first_ms,
         case when g.interval_ms is null then ${nextHour('now()', 'g.hour', '$5::text')}
           else now() + ${milliseconds('g.interval_ms')} end as due_at
       from unnest($1::text[], $2::float8[], $3::int[], $4::int[]) as g (name, interval_ms, hour, position))
     insert into content_platforms.job as j (name, due_at)
     select name, case when interval_ms is null then due_at else least(due_at, now() + ${milliseconds('first_ms')}) end
     from given order by name
     on conflict (name) do update
     set due_at = least(j.due_at, (select g.due_at from given g where g.name = excluded.name))`,
    [
      jobs.map(({ name }) => name),
      columns.map(({ intervalMs }) => intervalMs),
      columns.map(({ hour }) => hour),
      jobs.map((_, index) => index + 1),
      timeZone,
      FIRST_RUN_MS,
      STAGGER_MS,
    ],
  )
}

/** Takes the job of these that has been due for longest and that nobody runs; undefined without one. */
export const claimDueJob = async (
  dataSource: DataSource,
  { names, token, leaseMs }: { names: readonly string[]; token: string; leaseMs: number },
): Promise<Lease | undefined> => {
  // Of two nodes the second skips the locked row. `for update` also waits out a step of the former holder, which holds
  // a key-share lock: what a step commits it commits as the only leader.
  const [rows]: [{ name: string }[], number] = await dataSource.query(
    `update content_platforms.job
     set lease_token = $2, lease_until = clock_timestamp() + ${milliseconds('$3')}, last_started_at = clock_timestamp()
     where name = (
       select name from content_platforms.job
       where name = any($1) and due_at <= clock_timestamp()
         and (lease_until is null or lease_until <= clock_timestamp())
       order by due_at limit 1 for update skip locked)
     returning name`,
    [names, token, leaseMs],
  )
  const [row] = rows
  return row && { name: row.name, token }
}

/** Prolongs the lease; false when it is another's by now. */
export const renewLease = async (dataSource: DataSource, lease: Lease, leaseMs: number): Promise<boolean> => {
  const [rows]: [unknown[], number] = await dataSource.query(
    `update content_platforms.job set lease_until = clock_timestamp() + ${milliseconds('$3')}
     where name = $1 and lease_token = $2 returning name`,
    [lease.name, lease.token, leaseMs],
  )
  return rows.length === 1
}

/** Keeps the lease from going to another until this transaction ends. Throws `LeaseLost` when it already did. */
export const holdLease = async (tx: EntityManager, { name, token }: Lease): Promise<void> => {
  const rows: unknown[] = await tx.query(
    `select from content_platforms.job where name = $1 and lease_token = $2 for key share`,
    [name, token],
  )
  if (rows.length === 0) throw new LeaseLost(name)
}

/** Writes down a run that succeeded and when the next one is due: at once, if it was asked for meanwhile. */
export const finishRun = async (
  dataSource: DataSource,
  lease: Lease,
  { schedule, timeZone, result }: { schedule: JobSchedule; timeZone: string; result: JobResult },
): Promise<void> => {
  const { intervalMs, hour } = columnsOf(schedule)
  const next =
    intervalMs === null
      ? nextHour('last_started_at', '$4::int', '$5::text')
      : `clock_timestamp() + ${milliseconds('$4')}`
  // Conditional on the token: a holder that lost the lease overwrites nothing of its successor's.
  await dataSource.query(
    `update content_platforms.job
     set lease_token = null, lease_until = null, last_finished_at = clock_timestamp(), last_result = $3,
       last_error = null, failures = 0,
       due_at = case when greatest(requested_at, due_at) > last_started_at then clock_timestamp() else ${next} end
     where name = $1 and lease_token = $2`,
    [lease.name, lease.token, JSON.stringify(result), ...(intervalMs === null ? [hour, timeZone] : [intervalMs])],
  )
}

/** Writes down a run that failed, to be repeated later each time: after 1, 2, 4 … minutes, an hour at most. */
export const failRun = async (dataSource: DataSource, { name, token }: Lease, error: unknown): Promise<void> => {
  const message = (error instanceof Error ? error.message : String(error)).slice(0, MAX_ERROR_LENGTH)
  await dataSource.query(
    `update content_platforms.job
     set lease_token = null, lease_until = null, last_finished_at = clock_timestamp(), last_error = $3,
       failures = failures + 1,
       due_at = clock_timestamp() + ${milliseconds('least($4 * power(2, least(failures + 1, 20)), $5)')}
     where name = $1 and lease_token = $2`,
    [name, token, message, BACKOFF_MS, MAX_BACKOFF_MS],
  )
}

/** Gives the lease back unfinished: the job stays due, here or elsewhere. */
export const releaseLease = async (dataSource: DataSource, { name, token }: Lease): Promise<void> => {
  await dataSource.query(
    `update content_platforms.job set lease_token = null, lease_until = null where name = $1 and lease_token = $2`,
    [name, token],
  )
}
