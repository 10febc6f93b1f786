import { type AttemptOutcome, errorClassOf } from './attempt-outcome.js'

/** When delivery to a platform is interrupted, and when it is tried again. */
export interface BreakerPolicy {
  /** Attempts that are looked at: those of the last so many ms. */
  windowMs: number
  /** Fewer failures than this within the window say nothing. */
  minFailures: number
  /** Part of the attempts in the window, from 0 to 1, that must have failed. */
  failureShare: number
  /** Wait before the first probe; doubled with each failed probe. */
  probeAfterMs: number
  maxProbeAfterMs: number
}

export const DEFAULT_BREAKER_POLICY: BreakerPolicy = {
  windowMs: 60_000,
  minFailures: 20,
  failureShare: 0.5,
  probeAfterMs: 15_000,
  maxProbeAfterMs: 5 * 60_000,
}

/** How long the number in flight is limited after a platform came back: from `RAMP_START`, doubled every second. */
export const RAMP_MS = 8_000
const RAMP_START = 4

/** Lanes that may be in flight so long after a platform came back; undefined once there is no limit any more. */
export const rampCap = (sinceMs: number): number | undefined =>
  sinceMs >= RAMP_MS ? undefined : Math.floor(RAMP_START * 2 ** (Math.max(0, sinceMs) / 1_000))

const PLATFORM_STATUSES = new Set([401, 403, 407, 408, 425, 429])

/**
 * The class of a failure that tells of the platform as a whole, such as `timeout` or `http_503`; undefined for a success
 * and for what it says of one customer (404, 422 …). `null` if nothing was learned: this process broke the attempt off.
 */
export const platformFailureOf = (outcome: AttemptOutcome): string | undefined | null => {
  switch (outcome.kind) {
    case 'accepted':
      return undefined
    case 'refused':
      return outcome.status >= 500 || PLATFORM_STATUSES.has(outcome.status) ? `http_${outcome.status}` : undefined
    case 'unreachable':
      return outcome.cause === 'interrupted' ? null : outcome.cause
    case 'blocked':
      return errorClassOf(outcome) ?? 'address'
    case 'unsendable':
      return null
  }
}
