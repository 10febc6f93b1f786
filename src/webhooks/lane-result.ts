import type { LoggedAttempt } from './attempt-log.js'
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

/** The state in which a step leaves its event for good; undefined while the event stays its lane's head. */
export const endStateOf = (step: NextStep): 'delivered' | 'failed' | undefined => {
  if (step.kind === 'done') return 'delivered'
  if (step.kind === 'fail') return 'failed'
  return undefined
}
