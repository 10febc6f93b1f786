import { plainArray, textArray } from '../database/array-literal.js'
import { createStatement } from '../database/statement.js'
import { attemptParameters, insertAttemptsSql } from './attempt-log.js'
import { endStateOf, type LaneResult } from './lane-result.js'

/** A lane whose lease was still held: `due` if it was given back with an event due now. */
interface MovedLane {
  token: string
  id: number
  due: boolean
}

/** How long a settle may stand still between two statements: less than a lease, so that its lanes are free by then. */
const MAX_IDLE_MS = 5_000

const MOVED = `, limited as materialized (
    select set_config('idle_in_transaction_session_timeout', '${MAX_IDLE_MS}', true)
  )
  select token, id, due from moved, limited`

/** Division by zero: how {@link SETTLE_ALL}, which must move all its lanes, undoes itself when one was taken over. */
export const IS_STALE = '22012'

const ALL_MOVED = `
  select bool_or(due) as due, 1 / (case when count(*) = cardinality($1::int[]) then 1 else 0 end) as all_moved from moved`

// The lane's token is the condition of everything but the log: a worker that was overtaken (stopped for longer than its
// lease) changes no lane and no event, while its attempts stay on record, because the requests were made. Lanes are
// locked in the order of their ids, as `recordEvents` locks them, or the two might wait for each other. A worker that
// stands still, or whose node is gone, before it commits would hold them for hours: the server ends its session.
const settleSql = ({ unlessKnown = false, answer = MOVED } = {}) => `
  with result as (
    select * from unnest($1::int[], $2::uuid[], $3::int[], $4::int[], $5::boolean[], $6::float8[], $7::text[])
      as result (lane_id, token, head_sequence, attempts, keep_lease, after_ms, parked_reason)
  ), held as (
    select result.*
    from content_platforms.delivery_lane lane
    join result on result.lane_id = lane.id and result.token = lane.lease_token
    order by lane.id
    for update of lane
  ), moved as (
    update content_platforms.delivery_lane lane
    set head_sequence = coalesce(held.head_sequence, lane.head_sequence),
        attempts = coalesce(held.attempts, lane.attempts),
        earlier_attempts = case when held.head_sequence > lane.head_sequence then 0 else lane.earlier_attempts end,
        requested_by = case when held.attempts is null then lane.requested_by end,
        lease_token = case when held.keep_lease then lane.lease_token end,
        lease_until = case when held.keep_lease then lane.lease_until end,
        holds_slot = held.keep_lease and lane.holds_slot,
        ready_at = case when held.keep_lease then lane.ready_at
                        else clock_timestamp() + held.after_ms * interval '1 millisecond' end,
        parked_at = case when held.parked_reason is not null then clock_timestamp() end,
        parked_reason = held.parked_reason
    from held
    where lane.id = held.lane_id
    returning held.token, lane.id, lane.lease_token is null and held.after_ms = 0 and lane.parked_at is null
      and lane.head_sequence <= lane.last_sequence as due
  ), ended as (
    update content_platforms.webhook_event event
    set state = result.state, settled_at = clock_timestamp()
    from unnest($8::uuid[], $9::int[], $10::text[]) as result (event_id, lane_id, state)
    where event.id = result.event_id and result.lane_id in (select id from moved)
  ), logged as (
    ${insertAttemptsSql(11, { unlessKnown })}
  ) ${answer}`

/** Moves the lanes that are still held, and returns them. */
export const SETTLE = createStatement<MovedLane>(settleSql())
/** The same where an earlier try may have been committed. */
export const SETTLE_AGAIN = createStatement<MovedLane>(settleSql({ unlessKnown: true }))
/** Moves all lanes or fails; returns whether one of them has an event due. */
export const SETTLE_ALL = createStatement(settleSql({ answer: ALL_MOVED }))

/** The parameters of each of them. */
export const settleParameters = (lanes: readonly LaneResult[]): string[] => {
  const moves = lanes.map(moveOf)
  const results = lanes.flatMap(({ results }) => results)
  const ended = results.filter(({ step }) => endStateOf(step) !== undefined)
  return [
    plainArray(lanes.map(({ laneId }) => laneId)),
    plainArray(lanes.map(({ token }) => token)),
    plainArray(moves.map(({ headSequence }) => headSequence)),
    plainArray(moves.map(({ attempts }) => attempts)),
    plainArray(lanes.map(({ keepLease }) => keepLease)),
    plainArray(moves.map(({ afterMs }) => afterMs)),
    textArray(moves.map(({ parkedReason }) => parkedReason)),
    plainArray(ended.map(({ event }) => event.id)),
    plainArray(ended.map(({ event }) => event.laneId)),
    plainArray(ended.map(({ step }) => endStateOf(step) ?? null)),
    ...attemptParameters(results),
  ]
}

interface LaneMove {
  /** Null leaves the head, its attempts and who asked for the next one as they are. */
  headSequence: number | null
  attempts: number | null
  afterMs: number
  parkedReason: string | null
}

const moveOf = ({ results, giveBackAfterMs = 0 }: LaneResult): LaneMove => {
  const last = results.at(-1)
  if (!last) return { headSequence: null, attempts: null, afterMs: giveBackAfterMs, parkedReason: null }
  const { event, step } = last
  if (endStateOf(step) !== undefined)
    return { headSequence: (event.sequence ?? 0) + 1, attempts: 0, afterMs: 0, parkedReason: null }
  return {
    headSequence: event.sequence,
    attempts: event.attempt,
    afterMs: step.kind === 'retry' ? step.afterMs : 0,
    parkedReason: step.kind === 'park' ? step.reason : null,
  }
}
