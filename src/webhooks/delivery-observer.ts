import type { AttemptResult } from './settle.js'

/** Told of what a dispatcher does, for figures. Called within delivery's own work: must be quick and must not throw. */
export interface DeliveryObserver {
  attempted(attempt: AttemptResult): void
  claimed(claim: { lanes: number; durationMs: number }): void
  settled(batch: { lanes: number; durationMs: number }): void
}

export const NO_OBSERVER: DeliveryObserver = {
  attempted: () => {},
  claimed: () => {},
  settled: () => {},
}
