import type { Database } from '../database/database.js'
import { createStatement } from '../database/statement.js'
import { claimSql, FIRST_DUE, IS_LIMITED } from './claim-sql.js'
import { type ClaimedLane, type ClaimRow, groupByLane } from './claimed-lane.js'
import { type DatabaseClock, startDatabaseClock } from './database-clock.js'
import type { FreeSlots } from './slots.js'

export interface Claim {
  lanes: readonly ClaimedLane[]
  /** By `performance.now()`; a little earlier than in the database, so that we never outstay a lease that begins here. */
  claimedAt: number
  clock: DatabaseClock
}

export interface ClaimInput {
  token: string
  slots: FreeSlots
  maxEventsPerLane: number
  leaseMs: number
}

// Read per active integration, so that the lanes of a paused one cost nothing. Free slots are shared out evenly among
// those that have something due; what one doesn't use the next claim gives to the others. Integrations with limits of
// their own or a breaker that isn't closed are claimed apart, under a lock.
const FREE_QUOTAS = `
  asked as (
    select integration.id, kind.is_retry, kind.slots,
      least(kind.slots, $3::int - coalesce(case when kind.is_retry then busy.retry else busy.fresh end, 0)) as free
    from content_platforms.integration
    left join content_platforms.delivery_gate gate on gate.integration_id = integration.id
    left join unnest($4::int[], $5::int[], $6::int[]) as busy (id, fresh, retry) on busy.id = integration.id
    cross join (values (false, $1::int), (true, $2::int)) as kind (is_retry, slots)
    ${FIRST_DUE}
    where integration.active and not (${IS_LIMITED})
  ), placed as (
    select *, count(*) over kinds as integrations, row_number() over (kinds order by random()) as place
    from asked where free > 0
    window kinds as (partition by is_retry)
  ), quota as (
    select id, is_retry, case when is_retry then 1 else $7::int end as max_events,
      least(free, slots / integrations + case when place <= slots % integrations then 1 else 0 end) as lanes
    from placed
  )`

const CLAIM = createStatement<ClaimRow>(
  claimSql({ quotas: FREE_QUOTAS, token: '$8::uuid', leaseMs: '$9', holdsSlot: false }),
)

/** Leases due lanes of unlimited active integrations and reads their next events; one statement, committed when it returns. */
export const claimDueLanes = async (dataSource: Database, input: ClaimInput): Promise<Claim> => {
  const claimedAt = performance.now()
  const { free, maxPerIntegration } = input.slots
  const busy = [...input.slots.busy]
  const rows = await CLAIM.run(dataSource, [
    Math.max(0, free.fresh),
    Math.max(0, free.retry),
    maxPerIntegration,
    busy.map(([id]) => id),
    busy.map(([, { fresh }]) => fresh),
    busy.map(([, { retry }]) => retry),
    input.maxEventsPerLane,
    input.token,
    input.leaseMs,
  ])
  return {
    lanes: groupByLane(rows, input.token),
    claimedAt,
    clock: startDatabaseClock(rows[0]?.now_ms ?? 0),
  }
}
