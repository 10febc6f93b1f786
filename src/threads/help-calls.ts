import type { WorkerActivity } from '../api/worker-activity.js'
import type { DeliveryObserver } from '../webhooks/delivery-observer.js'

/** Has other threads look for due events when this one has enough to do: each that looks asks the database. */
export interface HelpCalls {
  /** The observer, which also takes a claim that found many as a sign that it left more. */
  noting(observer: DeliveryObserver): DeliveryObserver
  /** To be called when something new is due. */
  hinted(): void
}

const MANY_LANES = 64

export const createHelpCalls = (activity: Pick<WorkerActivity, 'lanesInFlight'>, callHelp: () => void): HelpCalls => {
  const callIfMany = (lanes: number): void => {
    if (lanes >= MANY_LANES) callHelp()
  }
  return {
    noting: (observer) => ({
      ...observer,
      claimed(claim) {
        observer.claimed(claim)
        callIfMany(claim.lanes)
      },
    }),
    hinted: () => callIfMany(activity.lanesInFlight()),
  }
}
