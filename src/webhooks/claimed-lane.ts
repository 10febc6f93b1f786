import type { ClaimedEvent } from './delivery-contract.js'
import type { PacedPlace } from './pace.js'

/** A lane that this process may send for, and nobody else, until its lease ends. */
export interface ClaimedLane {
  id: number
  integrationId: number
  token: string
  /** Its head failed before. */
  isRetry: boolean
  /** Sent to learn whether an interrupted platform is back. */
  isProbe: boolean
  /** When the head may be sent by the integration's rate limit, from the claim on; undefined without one. */
  place: PacedPlace | undefined
  /** Asked for by hand; belongs to the head's attempt only. */
  requestedBy: string | null
  /** Attempts for the head before its retry schedule last began. */
  earlierAttempts: number
  /** The head and those behind it, in order. Empty if the head committed after this claim began. */
  events: readonly ClaimedEvent[]
}

/** One lane and one event of it, as the claim's statements return them. */
export interface ClaimRow {
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

type OwnFields = Pick<ClaimedLane, 'isProbe' | 'place'>

const eventOf = (row: ClaimRow, id: string, isHead: boolean): ClaimedEvent => ({
  id,
  type: row.type,
  laneId: row.lane_id,
  sequence: row.sequence,
  integrationId: row.integration_id,
  subscriptionId: row.subscription_id,
  occurredAt: row.occurred_at,
  data: row.data,
  attempt: isHead ? row.attempts + 1 : 1,
})

/** The lanes in rows that come lane by lane, each in its order; `own` adds what only some claims know. */
export const groupByLane = (
  rows: readonly ClaimRow[],
  token: string,
  own: (row: ClaimRow) => OwnFields = () => ({ isProbe: false, place: undefined }),
): ClaimedLane[] => {
  const lanes: (ClaimedLane & { events: ClaimedEvent[] })[] = []
  let lane: (ClaimedLane & { events: ClaimedEvent[] }) | undefined
  for (const row of rows) {
    if (lane?.id !== row.lane_id) {
      lane = {
        id: row.lane_id,
        integrationId: row.integration_id,
        token,
        isRetry: row.attempts > 0,
        ...own(row),
        requestedBy: row.requested_by,
        earlierAttempts: row.earlier_attempts,
        events: [],
      }
      lanes.push(lane)
    }
    if (row.id !== null) lane.events.push(eventOf(row, row.id, lane.events.length === 0))
  }
  return lanes
}
