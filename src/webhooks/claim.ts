import type { DataSource } from 'typeorm'
import { type DatabaseClock, startDatabaseClock } from './database-clock.js'
import type { ClaimedEvent } from './delivery-contract.js'

/** A lane that this process may send for, and nobody else, until its lease ends. */
export interface ClaimedLane {
  id: number
  integrationId: number
  token: string
  /** Asked for by hand; belongs to the head's attempt only. */
  requestedBy: string | null
  /** Attempts for the head before its retry schedule last began. */
  earlierAttempts: number
  /** The head and those behind it, in order. Empty if the head committed after this claim began. */
  events: readonly ClaimedEvent[]
}

export interface Claim {
  lanes: readonly ClaimedLane[]
  /** By `performance.now()`; a little earlier than in the database, so that we never outstay it. */
  leaseEndsAt: number
  claimedAt: number
  clock: DatabaseClock
}

export interface ClaimInput {
  token: string
  maxLanes: number
  /** Lanes of one integration that may be in flight in this process. */
  maxPerIntegration: number
  /** How many are in flight now, by integration. */
  inFlight: ReadonlyMap<number, number>
  maxEventsPerLane: number
  leaseMs: number
}

// Read per active integration, so that the lanes of a paused one cost nothing, and in random order, so that none comes
// first every time when slots are scarce. `skip locked` keeps two workers off one lane; a lane that was claimed
// meanwhile has a later `ready_at`, which is checked again on its newest version once it is locked. Lease and token are
// set by the same statement: a crash after it needs no cleaning up.
// A lane whose head failed before brings its head only: the rest would be rendered for nothing if it fails again.
const CLAIM = `
  with due as (
    select lane.id
    from (
      select integration.id, $2::int - coalesce(busy.lanes, 0) as free
      from content_platforms.integration
      left join unnest($3::int[], $4::int[]) as busy (integration_id, lanes) on busy.integration_id = integration.id
      where integration.active
      order by random()
    ) as integration
    cross join lateral (
      select candidate.id
      from content_platforms.delivery_lane candidate
      where candidate.integration_id = integration.id
        and candidate.head_sequence <= candidate.last_sequence
        and candidate.parked_at is null
        and candidate.ready_at <= statement_timestamp()
      order by candidate.ready_at
      limit greatest(integration.free, 0)
      for update skip locked
    ) as lane
    limit $1
  ), claimed as (
    update content_platforms.delivery_lane lane
    set lease_token = $5::uuid,
        lease_until = statement_timestamp() + $6 * interval '1 millisecond',
        ready_at = statement_timestamp() + $6 * interval '1 millisecond'
    from due
    where lane.id = due.id
    returning lane.id, lane.integration_id, lane.head_sequence, lane.attempts,
      lane.earlier_attempts, lane.requested_by
  )
  select claimed.id as lane_id, claimed.integration_id, claimed.attempts, claimed.earlier_attempts, claimed.requested_by,
    event.id, event.type, event.sequence, event.subscription_id, event.occurred_at, event.data,
    (extract(epoch from clock_timestamp()) * 1000)::float8 as now_ms
  from claimed
  left join content_platforms.webhook_event event
    on event.lane_id = claimed.id
    and event.sequence >= claimed.head_sequence
    and event.sequence < claimed.head_sequence + case when claimed.attempts = 0 then $7::int else 1 end
  order by claimed.id, event.sequence`

interface ClaimRow {
  lane_id: number
  integration_id: number
  attempts: number
  earlier_attempts: number
  requested_by: string | null
  /** Null with the rest of the event. */
  id: string | null
  type: string
  sequence: number
  subscription_id: number | null
  occurred_at: Date
  data: Record<string, unknown>
  now_ms: number
}

/** Leases due lanes of active integrations and reads their next events; one statement, committed when it returns. */
export const claimDueLanes = async (dataSource: DataSource, input: ClaimInput): Promise<Claim> => {
  const claimedAt = performance.now()
  const rows: ClaimRow[] = await dataSource.query(CLAIM, [
    input.maxLanes,
    input.maxPerIntegration,
    [...input.inFlight.keys()],
    [...input.inFlight.values()],
    input.token,
    input.leaseMs,
    input.maxEventsPerLane,
  ])
  return {
    lanes: groupByLane(rows, input.token),
    claimedAt,
    leaseEndsAt: claimedAt + input.leaseMs,
    clock: startDatabaseClock(rows[0]?.now_ms ?? 0),
  }
}

const groupByLane = (rows: readonly ClaimRow[], token: string): ClaimedLane[] => {
  const lanes = new Map<number, ClaimedLane & { events: ClaimedEvent[] }>()
  for (const row of rows) {
    const lane = lanes.get(row.lane_id) ?? {
      id: row.lane_id,
      integrationId: row.integration_id,
      token,
      requestedBy: row.requested_by,
      earlierAttempts: row.earlier_attempts,
      events: [],
    }
    lanes.set(row.lane_id, lane)
    if (row.id !== null) lane.events.push(eventOf({ ...row, id: row.id }, lane.events.length === 0))
  }
  return [...lanes.values()]
}

const eventOf = (row: ClaimRow & { id: string }, isHead: boolean): ClaimedEvent => ({
  id: row.id,
  type: row.type,
  laneId: row.lane_id,
  sequence: row.sequence,
  integrationId: row.integration_id,
  subscriptionId: row.subscription_id,
  occurredAt: row.occurred_at,
  data: row.data,
  attempt: isHead ? row.attempts + 1 : 1,
})
