import type { DataSource } from 'typeorm'
import { plainArray, textArray } from '../database/array-literal.js'
import { runTogether } from '../database/run-together.js'
import { createStatement } from '../database/statement.js'
import { attemptParameters, insertAttemptsSql, type LoggedAttempt } from './attempt-log.js'
import { type AttemptOutcome, describeFailure } from './attempt-outcome.js'
import type { RecordConfirmations, SettledEvent, SettledResult } from './delivery-contract.js'
import type { NextStep } from './retry-policy.js'

/** One attempt for one event and what follows from it. */
export interface AttemptResult extends LoggedAttempt {
  step: NextStep
}

/** What a worker did with a lane under its lease. */
export interface LaneResult {
  laneId: number
  token: string
  /** In the lane's order; empty if the lane is only given back. */
  results: readonly AttemptResult[]
  /** The lane's next event is being sent already. Otherwise the lane is given back. */
  keepLease: boolean
  /** Wait before a lane that is given back without a result may be claimed again. */
  giveBackAfterMs?: number
}

export interface Settled {
  /** Lanes whose lease another worker took over: nothing of them was changed. */
  staleLaneIds: readonly number[]
  /** Whether a lane that was given back has an event due now. */
  moreIsDue: boolean
}

export interface SettleInput {
  lanes: readonly LaneResult[]
  recordConfirmations: RecordConfirmations
  /** An earlier try may have been committed although its answer was lost. */
  isRepetition?: boolean
}

/** Settles results of different lanes in one transaction, with what the domain writes about them. */
export const settleLanes = async (dataSource: DataSource, input: SettleInput): Promise<Settled> =>
  (await settleTogether(dataSource, input)) ?? settleInTurn(dataSource, input)

/**
 * With one message there and back, as it nearly always can be: undefined, with nothing done, where a lane was taken over,
 * or where more is to be written than statements that know nothing of each other can.
 */
const settleTogether = async (
  dataSource: DataSource,
  { lanes, recordConfirmations, isRepetition = false }: SettleInput,
): Promise<Settled | undefined> => {
  if (isRepetition || !recordConfirmations.statementsFor) return undefined
  const settled = lanes.flatMap(({ results }) => results.map(settledEventOf))
  const statements = [SETTLE_ALL.with(settleParameters(lanes)), ...recordConfirmations.statementsFor(settled)]
  try {
    const answers = await runTogether(dataSource, statements)
    return answers && { staleLaneIds: [], moreIsDue: answers[0]?.[0]?.[0] === 't' }
  } catch (error) {
    if ((error as { code?: string }).code === IS_STALE) return undefined
    throw error
  }
}

const settleInTurn = (
  dataSource: DataSource,
  { lanes, recordConfirmations, isRepetition = false }: SettleInput,
): Promise<Settled> =>
  dataSource.transaction(async (tx) => {
    const settle = isRepetition ? SETTLE_AGAIN : SETTLE
    const moved = await settle.run(tx, settleParameters(lanes))
    const keys = new Set(moved.map(({ token, id }) => `${token} ${id}`))
    const isHeld = ({ token, laneId }: LaneResult) => keys.has(`${token} ${laneId}`)
    const held = lanes.filter(isHeld)
    const settled = held.flatMap(({ results }) => results).map(settledEventOf)
    if (settled.length > 0) await recordConfirmations(tx, settled)
    return {
      staleLaneIds: lanes.filter((lane) => !isHeld(lane)).map(({ laneId }) => laneId),
      moreIsDue: moved.some(({ due }) => due),
    }
  })

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

/** Division by zero: how a statement that must move all its lanes undoes itself when one was taken over. */
const IS_STALE = '22012'

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

const SETTLE = createStatement<MovedLane>(settleSql())
const SETTLE_AGAIN = createStatement<MovedLane>(settleSql({ unlessKnown: true }))
const SETTLE_ALL = createStatement(settleSql({ answer: ALL_MOVED }))

const settleParameters = (lanes: readonly LaneResult[]): string[] => {
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

/** The state in which a step leaves its event for good; undefined while the event stays its lane's head. */
export const endStateOf = (step: NextStep): 'delivered' | 'failed' | undefined => {
  if (step.kind === 'done') return 'delivered'
  if (step.kind === 'fail') return 'failed'
  return undefined
}

const settledEventOf = ({ event, sent, step }: AttemptResult): SettledEvent => ({
  ...event,
  result: resultOf(sent.outcome, step),
})

const resultOf = (outcome: AttemptOutcome, step: NextStep): SettledResult => {
  if (outcome.kind === 'accepted') {
    const { kind: _, status: __, ...learned } = outcome
    return { kind: 'delivered', ...learned }
  }
  return { kind: FAILED_RESULTS[step.kind], error: describeFailure(outcome) }
}

const FAILED_RESULTS = { done: 'failed', retry: 'retrying', park: 'parked', fail: 'failed' } as const
