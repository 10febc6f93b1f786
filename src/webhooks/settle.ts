import type { Database } from '../database/database.js'
import { runTogether } from '../database/run-together.js'
import { type AttemptOutcome, describeFailure } from './attempt-outcome.js'
import type { RecordConfirmations, SettledEvent, SettledResult } from './delivery-contract.js'
import type { AttemptResult, LaneResult } from './lane-result.js'
import type { NextStep } from './retry-policy.js'
import { IS_STALE, SETTLE, SETTLE_AGAIN, SETTLE_ALL, settleParameters } from './settle-statement.js'

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
export const settleLanes = async (dataSource: Database, input: SettleInput): Promise<Settled> =>
  (await settleTogether(dataSource, input)) ?? settleInTurn(dataSource, input)

/**
 * With one message there and back, as it nearly always can be: undefined, with nothing done, where a lane was taken over,
 * or where more is to be written than statements that know nothing of each other can.
 */
const settleTogether = async (
  dataSource: Database,
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
  dataSource: Database,
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
