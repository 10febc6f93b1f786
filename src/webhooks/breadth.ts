import { performance } from 'node:perf_hooks'
import { type FreeSlots, type LaneCounts, NONE } from './slots.js'

/** How many lanes of each integration are worth having in flight. */
export interface Breadth {
  /** To be told how long each request took, in ms. */
  attempted(integrationId: number, durationMs: number): void
  /** Slots less those that would only make requests wait for this thread. To be asked before each claim. */
  narrow(slots: FreeSlots): FreeSlots
}

export interface BreadthOptions {
  /** The most that one integration may have. */
  maxInFlightPerIntegration: number
  /** Part of the time since it was last asked, from 0 to 1, in which this thread was busy. */
  readUtilization?: () => number
  /** In ms. */
  now?: () => number
}

/** So many are enough for a platform that answers at once, while claims and results are on their way. */
const LEAST = 64
/** A platform that takes longer is what its lanes wait for. */
const FAST_MS = 50
const EVERY_MS = 25
const SATURATED = 0.95
const SMOOTHING = 1 / 32

interface Share {
  lanes: number
  durationMs: number
}

/**
 * A lane in flight waits for its platform, and the more do so at once the more is sent; or it waits for this thread, and
 * then it only holds memory that each collection of garbage copies. So every integration begins with few lanes; one that
 * uses them all gets more while the thread has time left, and fewer, step by step, once there is none and its platform is
 * fast.
 */
export const createBreadth = ({
  maxInFlightPerIntegration: most,
  readUtilization = createUtilization(),
  now = () => performance.now(),
}: BreadthOptions): Breadth => {
  const shares = new Map<number, Share>()
  const least = Math.min(LEAST, most)
  let adaptedAt = now()

  const adapt = ({ busy }: FreeSlots) => {
    const at = now()
    if (at - adaptedAt < EVERY_MS) return
    adaptedAt = at
    const isSaturated = readUtilization() > SATURATED
    for (const [integrationId, share] of shares) {
      const { fresh } = busy.get(integrationId) ?? NONE
      if (!isSaturated && fresh > share.lanes / 2) share.lanes = Math.min(most, share.lanes * 2)
      if (isSaturated && share.durationMs < FAST_MS) share.lanes = Math.max(least, Math.floor((share.lanes * 7) / 8))
    }
  }

  return {
    attempted(integrationId, durationMs) {
      const share = shares.get(integrationId)
      if (share) share.durationMs += (durationMs - share.durationMs) * SMOOTHING
      else shares.set(integrationId, { lanes: least, durationMs })
    },
    narrow(slots) {
      adapt(slots)
      const busy = new Map<number, LaneCounts>(slots.busy)
      for (const [integrationId, { lanes }] of shares) {
        const { fresh, retry } = busy.get(integrationId) ?? NONE
        busy.set(integrationId, { fresh: fresh + least - lanes, retry: retry + least - most })
      }
      return { ...slots, maxPerIntegration: least, busy }
    },
  }
}

const createUtilization = () => {
  let last = performance.eventLoopUtilization()
  return () => {
    const now = performance.eventLoopUtilization()
    const { utilization } = performance.eventLoopUtilization(now, last)
    last = now
    return utilization
  }
}
