import type { AttemptResult } from './lane-result.js'
import type { LaneCounts } from './slots.js'

/** Told of what a dispatcher does, for figures. Called within delivery's own work: must be quick and must not throw. */
export interface DeliveryObserver {
  attempted(attempt: AttemptResult): void
  claimed(claim: { lanes: number; durationMs: number }): void
  settled(batch: { lanes: number; durationMs: number }): void
  /** Given once, at the start: what this process has in flight by integration, kept up to date. */
  inFlight(lanes: ReadonlyMap<number, LaneCounts>): void
  /** By what this process saw, delivery to a platform was interrupted or is resumed. */
  breakerTurned(integrationId: number): void
}

export const NO_OBSERVER: DeliveryObserver = {
  attempted: () => {},
  claimed: () => {},
  settled: () => {},
  inFlight: () => {},
  breakerTurned: () => {},
}
