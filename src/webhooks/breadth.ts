import { performance } from 'node:perf_hooks'
import type { ClaimedLane } from './claimed-lane.js'
import { type FreeSlots, type LaneCounts, NONE } from './slots.js'

/** How many lanes of each integration are worth having in flight. */
export interface Breadth {
  /** To be told which lanes were claimed. */
  claimed(lanes: readonly Pick<ClaimedLane, 'integrationId' | 'events'>[]): void
  /** To be told how long each request took, in ms. */
  attempted(integrationId: number, durationMs: number): void
  /** Slots less those that would only make requests wait for this thread. To be asked before each claim. */
  narrow(slots: FreeSlots): FreeSlots
  /** When to ask again for an integration that uses all it has and may get more, in ms; undefined if there is none. */
  widensAfterMs(slots: FreeSlots): number | undefined
}

export interface BreadthOptions {
  /** The most that one integration may have. */
  maxInFlightPerIntegration: number
  /** Part of the time since it was last asked, from 0 to 1, in which this thread was busy. */
  readUtilization?: () => number
  /** In ms. */
  now?: () => number
}

/** So many are enough for a platform that answers at once, while claims and results are on their way: lanes, and events. */
const LEAST_LANES = 64
const LEAST_EVENTS = 512
/** A platform that takes longer is what its lanes wait for. */
const FAST_MS = 50
const EVERY_MS = 25
const SATURATED = 0.95
const SMOOTHING = 1 / 32

/** Events of one lane, and time of one request, are what they lately were. */
interface Share {
  lanes: number
  events: number
  durationMs: number
}

/**
 * A lane in flight waits for its platform, and the more do so at once the more is sent; or it waits for this thread, and
 * then its events only hold memory that each collection of garbage copies. So every integration begins with few lanes; one
 * that uses them all gets more while the thread has time left, and fewer, step by step, once there is none and its platform
 * is fast.
 */
export const createBreadth = ({
  maxInFlightPerIntegration: most,
  readUtilization = createUtilization(),
  now = () => performance.now(),
}: BreadthOptions): Breadth => {
  const shares = new Map<number, Share>()
  let adaptedAt = now()
  let isSaturated = false

  const shareOf = (integrationId: number): Share => {
    const known = shares.get(integrationId)
    if (known) return known
    const share = { lanes: Math.min(LEAST_LANES, most), events: LEAST_EVENTS / LEAST_LANES, durationMs: 0 }
    shares.set(integrationId, share)
    return share
  }

  const adapt = ({ busy }: FreeSlots) => {
    const at = now()
    if (at - adaptedAt < EVERY_MS) return
    adaptedAt = at
    isSaturated = readUtilization() > SATURATED
    for (const [integrationId, share] of shares) {
      const { fresh } = busy.get(integrationId) ?? NONE
      if (!isSaturated && fresh > share.lanes / 2) share.lanes *= 2
      if (isSaturated && share.durationMs < FAST_MS) share.lanes *= 7 / 8
      const least = Math.max(LEAST_LANES, LEAST_EVENTS / share.events)
      share.lanes = Math.min(most, Math.max(least, share.lanes))
    }
  }

  return {
    claimed(lanes) {
      for (const { integrationId, events } of lanes) {
        const share = shareOf(integrationId)
        share.events += (Math.max(1, events.length) - share.events) * SMOOTHING
      }
    },
    attempted(integrationId, durationMs) {
      const share = shareOf(integrationId)
      share.durationMs += (durationMs - share.durationMs) * SMOOTHING
    },
    narrow(slots) {
      adapt(slots)
      const first = Math.min(LEAST_LANES, most) // what one that nothing is known of has
      const busy = new Map<number, LaneCounts>(slots.busy)
      for (const [integrationId, { lanes }] of shares) {
        const { fresh, retry } = busy.get(integrationId) ?? NONE
        busy.set(integrationId, { fresh: fresh + first - Math.floor(lanes), retry: retry + first - most })
      }
      return { ...slots, maxPerIntegration: first, busy }
    },
    widensAfterMs({ busy }) {
      const isFull = ([integrationId, { lanes }]: [number, Share]) =>
        lanes < most && (busy.get(integrationId) ?? NONE).fresh >= Math.floor(lanes)
      return !isSaturated && [...shares].some(isFull) ? EVERY_MS : undefined
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
