import type { Database } from '../database/database.js'
import type { BreakerPolicy } from './breaker.js'
import type { DeliveryLogger } from './delivery-contract.js'
import type { DeliveryObserver } from './delivery-observer.js'

/** What one attempt says of its platform as a whole. */
export interface PlatformReport {
  integrationId: number
  /** Class of the platform's failure; undefined if it works. */
  failure: string | undefined
  /** How long it asked us to wait. */
  retryAfterMs: number
  isProbe: boolean
}

/** Carries what this process sees of platforms to their breakers, which all processes share. */
export interface BreakerReports {
  report(report: PlatformReport): void
  /** Writes what is left. */
  flush(): Promise<void>
}

export interface BreakerReportsOptions {
  dataSource: Database
  policy: BreakerPolicy
  logger: DeliveryLogger
  observer: Pick<DeliveryObserver, 'breakerTurned'>
  /** Told of an integration that failed here and whose breaker is open, whoever opened it. */
  onOpened: (integrationId: number) => void
  /** Told when one closed: its lanes are due. */
  onClosed: () => void
}

interface Tally {
  attempts: number
  failures: number
  cause: string | undefined
  retryAfterMs: number
  /** What the probe said, if one was among them. */
  probe: 'failed' | 'answered' | undefined
}

const REPORT_MS = 250
const BUCKET_MS = 10_000

const COUNT = `
  insert into content_platforms.delivery_window as bucket (integration_id, started_at, attempts, failures)
  select id, date_bin('${BUCKET_MS} milliseconds', clock_timestamp(), 'epoch'), attempts, failures
  from unnest($1::int[], $2::int[], $3::int[]) as seen (id, attempts, failures)
  where exists (select from content_platforms.integration where integration.id = seen.id)
  order by id
  on conflict (integration_id, started_at) do update
  set attempts = bucket.attempts + excluded.attempts, failures = bucket.failures + excluded.failures`

// Each statement takes the gate's row lock and looks at its newest state, so that of two workers which see the same trouble
// one opens, and what a person did meanwhile stays.
const OPEN = `
  with seen as (
    select * from unnest($1::int[], $2::text[], $3::float8[]) as seen (id, cause, retry_after_ms)
  ), sick as (
    select seen.* from seen
    where (select sum(failures) >= $5::float8 and sum(failures) >= $6::float8 * sum(attempts)
      from content_platforms.delivery_window bucket
      where bucket.integration_id = seen.id and started_at > clock_timestamp() - $4::float8 * interval '1 millisecond')
  )
  insert into content_platforms.delivery_gate as gate (integration_id, breaker, opened_at, openings, probe_at, cause)
  select id, 'open', clock_timestamp(), 1,
    clock_timestamp() + greatest($7::float8, least(retry_after_ms, $8::float8)) * interval '1 millisecond', cause
  from sick order by id
  on conflict (integration_id) do update
  set breaker = 'open', opened_at = excluded.opened_at, cause = excluded.cause, ramp_from = null,
      openings = case when gate.ramp_from > clock_timestamp() - $4::float8 * interval '1 millisecond' then gate.openings + 1 else 1 end,
      probe_at = greatest(excluded.probe_at, case when gate.ramp_from > clock_timestamp() - $4::float8 * interval '1 millisecond'
        then clock_timestamp() + least($8::float8, $7::float8 * 2 ^ least(gate.openings, 20)) * interval '1 millisecond' end)
  where gate.breaker = 'closed'
  returning integration_id as id`

// Also what another process opened: its lanes in this one's memory must stay as well.
const INTERRUPTED = `
  select integration_id as id from content_platforms.delivery_gate
  where integration_id = any($1::int[]) and breaker <> 'closed'`

const REOPEN = `
  update content_platforms.delivery_gate gate
  set breaker = 'open', openings = gate.openings + 1, cause = seen.cause,
      probe_at = clock_timestamp()
        + greatest(least($5::float8, $4::float8 * 2 ^ least(gate.openings, 20)), least(seen.retry_after_ms, $5::float8)) * interval '1 millisecond'
  from unnest($1::int[], $2::text[], $3::float8[]) as seen (id, cause, retry_after_ms)
  where gate.integration_id = seen.id and gate.breaker = 'half_open'`

const CLOSE = `
  with closed as (
    update content_platforms.delivery_gate gate
    set breaker = 'closed', opened_at = null, probe_at = null, cause = null, ramp_from = clock_timestamp()
    where integration_id = any($1::int[]) and breaker = 'half_open'
    returning integration_id
  ), forgotten as (
    delete from content_platforms.delivery_window where integration_id in (select integration_id from closed)
  )
  select integration_id as id from closed`

/** Gathers reports and writes them four times a second, or at once when they alone may open a breaker. */
export const createBreakerReports = (options: BreakerReportsOptions): BreakerReports => {
  const { dataSource, policy, logger, observer } = options
  let tallies = new Map<number, Tally>()
  let timer: NodeJS.Timeout | undefined
  let writing = Promise.resolve()

  const report = ({ integrationId, failure, retryAfterMs, isProbe }: PlatformReport) => {
    const tally = tallies.get(integrationId) ?? emptyTally()
    tallies.set(integrationId, tally)
    tally.attempts += 1
    tally.failures += failure === undefined ? 0 : 1
    tally.cause = failure ?? tally.cause
    tally.retryAfterMs = Math.max(tally.retryAfterMs, retryAfterMs)
    if (isProbe) tally.probe = failure === undefined ? 'answered' : 'failed'
    if (isProbe || tally.failures >= policy.minFailures) write()
    else timer ??= setTimeout(write, REPORT_MS)
  }

  const write = () => {
    clearTimeout(timer)
    timer = undefined
    const taken = [...tallies]
    tallies = new Map()
    if (taken.length === 0) return
    writing = writing
      .then(() => writeTallies(taken))
      .catch((error) => logger.warn({ err: error }, 'delivery.breaker_not_written'))
  }

  const writeTallies = async (taken: readonly (readonly [number, Tally])[]) => {
    await dataSource.query(COUNT, [
      taken.map(([id]) => id),
      taken.map(([, { attempts }]) => attempts),
      taken.map(([, { failures }]) => failures),
    ])
    await open(taken.filter(([, { failures }]) => failures > 0))
    await reopen(taken.filter(([, { probe }]) => probe === 'failed'))
    await close(taken.filter(([, { probe }]) => probe === 'answered'))
  }

  const open = async (sick: readonly (readonly [number, Tally])[]) => {
    if (sick.length === 0) return
    const { windowMs, minFailures, failureShare, probeAfterMs, maxProbeAfterMs } = policy
    const opened: { id: number }[] = await dataSource.query(OPEN, [
      ...columnsOf(sick),
      windowMs,
      minFailures,
      failureShare,
      probeAfterMs,
      maxProbeAfterMs,
    ])
    for (const { id } of opened) {
      logger.warn({ integrationId: id, cause: sick.find(([own]) => own === id)?.[1].cause }, 'delivery.breaker_opened')
      observer.breakerTurned(id)
    }
    const interrupted: { id: number }[] = await dataSource.query(INTERRUPTED, [sick.map(([id]) => id)])
    for (const { id } of interrupted) options.onOpened(id)
  }

  const reopen = async (failed: readonly (readonly [number, Tally])[]) => {
    if (failed.length === 0) return
    await dataSource.query(REOPEN, [...columnsOf(failed), policy.probeAfterMs, policy.maxProbeAfterMs])
  }

  const close = async (answered: readonly (readonly [number, Tally])[]) => {
    if (answered.length === 0) return
    const closed: { id: number }[] = await dataSource.query(CLOSE, [answered.map(([id]) => id)])
    for (const { id } of closed) {
      logger.info({ integrationId: id }, 'delivery.breaker_closed')
      observer.breakerTurned(id)
    }
    if (closed.length > 0) options.onClosed()
  }

  return {
    report,
    async flush() {
      write()
      await writing
    },
  }
}

const emptyTally = (): Tally => ({ attempts: 0, failures: 0, cause: undefined, retryAfterMs: 0, probe: undefined })

const columnsOf = (tallies: readonly (readonly [number, Tally])[]) => [
  tallies.map(([id]) => id),
  tallies.map(([, { cause }]) => cause ?? null),
  tallies.map(([, { retryAfterMs }]) => retryAfterMs),
]
