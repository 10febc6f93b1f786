import type { DeliveryObserver } from '../webhooks/delivery-observer.js'
import type { LaneCounts } from '../webhooks/slots.js'

/** What is known of this process's worker: whether it was started, and when it last looked for due events. */
export interface WorkerActivity {
  /** `lastClaimAt` by `performance.now()`: the start, until the first claim. */
  read(): { state: 'off' | 'running' | 'draining'; lastClaimAt: number }
  /** How many lanes this process has in flight. */
  lanesInFlight(): number
  started(): void
  draining(): void
  /** The observer, which also notes each claim. */
  noting(observer: DeliveryObserver): DeliveryObserver
}

export const createWorkerActivity = (): WorkerActivity => {
  let state: 'off' | 'running' | 'draining' = 'off'
  let lastClaimAt = 0
  let inFlight: ReadonlyMap<number, LaneCounts> = new Map()
  return {
    lanesInFlight: () => [...inFlight.values()].reduce((sum, { fresh, retry }) => sum + fresh + retry, 0),
    read: () => ({ state, lastClaimAt }),
    started() {
      if (state === 'off') lastClaimAt = performance.now()
      state = state === 'draining' ? state : 'running'
    },
    draining() {
      state = 'draining'
    },
    noting: (observer) => ({
      ...observer,
      claimed(claim) {
        lastClaimAt = performance.now()
        observer.claimed(claim)
      },
      inFlight(lanes) {
        inFlight = lanes
        observer.inFlight(lanes)
      },
    }),
  }
}
