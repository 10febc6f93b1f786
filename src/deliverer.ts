import type { Check } from './api/checks.js'
import type { Figures } from './metrics/own-figures.js'

/** Who delivers for a process: its own thread, or several beside it. */
export interface Deliverer {
  /** Rejects where nothing of it could be started. */
  start(): Promise<void>
  /** A hint that an event is due. */
  wake(): void
  /** Drains: takes up nothing more, and waits for what is under way until the deadline. */
  stop(input: { deadlineMs: number }): Promise<void>
  /** Whether other processes should be told too of what is due. */
  wantsHelp(): boolean
  /** Whether it goes on; undefined where it was not started. */
  readCheck(): Promise<Check | undefined>
  /** What other threads than the process's own counted. */
  readFigures(): Promise<Figures[]>
  /** Resolves with the reason when it can't go on. */
  crashed: Promise<Error>
}

// A claim may have to wait until a slot is free, which is a request's deadline away.
const CLAIM_GRACE_MS = 15_000

/** Age of the last claim from which a dispatcher counts as stuck. */
export const maxClaimAgeMs = ({ deadlineMs, pollMs }: { deadlineMs: number; pollMs: number }): number =>
  deadlineMs + pollMs + CLAIM_GRACE_MS
