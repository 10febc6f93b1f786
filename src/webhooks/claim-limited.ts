import type { Database, Transaction } from '../database/database.js'
import { createStatement } from '../database/statement.js'
import type { Claim, ClaimInput } from './claim.js'
import { claimSql, FIRST_DUE, IS_LIMITED } from './claim-sql.js'
import { type ClaimRow, groupByLane } from './claimed-lane.js'
import { startDatabaseClock } from './database-clock.js'
import type { PacedPlace } from './pace.js'
import { type Gate, type LimitedIntegration, type Quota, quotaOf } from './quota.js'
import { NONE } from './slots.js'

// Joined with both kinds, since a condition on one alone would be simplified until the index no longer fits it.
const LIMITED = createStatement<LimitedIntegration>(`
  select integration.id, gate.integration_id is not null as has_gate, integration.max_in_flight,
    integration.rate_limit_per_minute, bool_or(not kind.is_retry) as has_fresh, bool_or(kind.is_retry) as has_retries
  from content_platforms.integration
  left join content_platforms.delivery_gate gate on gate.integration_id = integration.id
  cross join (values (false), (true)) as kind (is_retry)
  ${FIRST_DUE}
  where integration.active and (${IS_LIMITED})
  group by integration.id, gate.integration_id`)

// One worker at a time works out what a gate lets through; the others go on without it. The count of what is in flight is
// read after the lock was had, or it would miss what the one before us took.
const LOCK_GATES = `
  select integration_id as id, breaker,
    breaker <> 'closed' and coalesce(probe_at <= clock_timestamp(), false) as may_probe,
    (extract(epoch from clock_timestamp() - ramp_from) * 1000)::float8 as ramp_ms,
    (extract(epoch from next_send_at) * 1000)::float8 as next_send_ms,
    (extract(epoch from clock_timestamp()) * 1000)::float8 as now_ms
  from content_platforms.delivery_gate where integration_id = any($1::int[])
  order by integration_id for update skip locked`

const IN_FLIGHT = `
  select integration_id as id, count(*)::int as lanes from content_platforms.delivery_lane
  where integration_id = any($1::int[]) and holds_slot and lease_until > clock_timestamp() group by integration_id`

const CLAIM = claimSql({
  quotas: `quota as (
    select * from unnest($1::int[], $2::boolean[], $3::int[], $4::int[]) as quota (id, is_retry, max_events, lanes)
  )`,
  token: '$5::uuid',
  leaseMs: '$6',
  holdsSlot: true,
})

// `probe_at` of a breaker that is half open says until when its probe is waited for.
const PASS_GATES = `
  update content_platforms.delivery_gate gate
  set next_send_at = coalesce(to_timestamp(passed.next_send_ms / 1000), gate.next_send_at),
      breaker = case when passed.is_probe then 'half_open' else gate.breaker end,
      probe_at = case when passed.is_probe then clock_timestamp() + $4 * interval '1 millisecond' else gate.probe_at end
  from unnest($1::int[], $2::float8[], $3::boolean[]) as passed (id, next_send_ms, is_probe)
  where gate.integration_id = passed.id`

export interface LimitedClaimInput extends ClaimInput {
  /** How long the answer to a probe is waited for. */
  probeMs: number
}

/**
 * Leases due lanes of integrations that are limited, by what their caps in flight, rate limits and breakers let through
 * over all workers. Undefined if none of them has anything due.
 */
export const claimLimitedLanes = async (dataSource: Database, input: LimitedClaimInput): Promise<Claim | undefined> => {
  const limited = await LIMITED.run(dataSource, [])
  if (limited.length === 0) return undefined
  return dataSource.transaction(async (tx) => {
    const claimedAt = performance.now()
    const quotas = await readQuotas(tx, limited, input)
    const rows = await claimByQuotas(tx, quotas, input)
    const counts = countLanes(rows)
    const passed = quotas.filter(({ id }) => counts.has(id))
    if (passed.length > 0) await tx.query(PASS_GATES, passParameters(passed, counts, input.probeMs))
    const sent = new Map<number, number>()
    const lanes = groupByLane(rows, input.token, ({ integration_id: id }) => {
      const quota = passed.find((one) => one.id === id)
      const place = sent.get(id) ?? 0
      sent.set(id, place + 1)
      return { isProbe: quota?.isProbe ?? false, place: quota && placeOf(quota, place) }
    })
    return { lanes, claimedAt, clock: startDatabaseClock(rows[0]?.now_ms ?? 0) }
  })
}

const readQuotas = async (tx: Transaction, limited: readonly LimitedIntegration[], input: ClaimInput) => {
  const missing = limited.filter(({ has_gate }) => !has_gate).map(({ id }) => id)
  if (missing.length > 0)
    await tx.query(
      `insert into content_platforms.delivery_gate (integration_id) select unnest($1::int[]) on conflict do nothing`,
      [missing],
    )
  const ids = limited.map(({ id }) => id)
  const gates: Gate[] = await tx.query(LOCK_GATES, [ids])
  const inFlight: { id: number; lanes: number }[] = await tx.query(IN_FLIGHT, [ids])
  const lanesOf = new Map(inFlight.map(({ id, lanes }) => [id, lanes]))
  let left = input.slots.free
  return gates.flatMap((gate) => {
    const integration = limited.find(({ id }) => id === gate.id)
    if (!integration) return []
    const { maxPerIntegration, busy } = input.slots
    const own = busy.get(gate.id) ?? NONE
    const free = {
      fresh: Math.min(left.fresh, maxPerIntegration - own.fresh),
      retry: Math.min(left.retry, maxPerIntegration - own.retry),
    }
    const { maxEventsPerLane } = input
    const quota = quotaOf({ integration, gate, inFlight: lanesOf.get(gate.id) ?? 0, free, maxEventsPerLane })
    if (!quota) return []
    left = { fresh: left.fresh - quota.lanes.fresh, retry: left.retry - quota.lanes.retry }
    return [quota]
  })
}

const claimByQuotas = async (tx: Transaction, quotas: readonly Quota[], input: ClaimInput): Promise<ClaimRow[]> => {
  const asked = quotas
    .flatMap((quota) => [
      { ...quota, isRetry: false, lanes: quota.lanes.fresh },
      { ...quota, isRetry: true, lanes: quota.lanes.retry, maxEvents: 1 },
    ])
    .filter(({ lanes }) => lanes > 0)
  if (asked.length === 0) return []
  return tx.query(CLAIM, [
    asked.map(({ id }) => id),
    asked.map(({ isRetry }) => isRetry),
    asked.map(({ maxEvents }) => maxEvents),
    asked.map(({ lanes }) => lanes),
    input.token,
    input.leaseMs,
  ])
}

const countLanes = (rows: readonly ClaimRow[]): Map<number, number> => {
  const lanes = new Map(rows.map(({ lane_id, integration_id }) => [lane_id, integration_id]))
  const counts = new Map<number, number>()
  for (const id of lanes.values()) counts.set(id, (counts.get(id) ?? 0) + 1)
  return counts
}

const passParameters = (passed: readonly Quota[], counts: ReadonlyMap<number, number>, probeMs: number) => [
  passed.map(({ id }) => id),
  passed.map(({ id, pace }) => (pace ? pace.startsAtMs + (counts.get(id) ?? 0) * pace.intervalMs : null)),
  passed.map(({ isProbe }) => isProbe),
  probeMs,
]

const placeOf = ({ pace, nowMs }: Quota, place: number): PacedPlace | undefined =>
  pace && { afterMs: pace.startsAtMs + place * pace.intervalMs - nowMs, intervalMs: pace.intervalMs }
