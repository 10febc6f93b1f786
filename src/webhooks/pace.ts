/** Places in the even row of sends that a rate limit allows. All times in ms by the database's clock. */
export interface Pace {
  /** When the first place is; not in the past. */
  startsAtMs: number
  /** Between two places. */
  intervalMs: number
  /** Places that lie near enough to be given away now. */
  places: number
}

/** How far ahead places are given away: long enough for the next claim to come, short enough for a body to stay fresh. */
const PACE_AHEAD_MS = 1_000

/**
 * What a limit of `perMinute` requests leaves to give away now. Sends are spread evenly, not let through in bursts, so
 * that over any second no more than its share arrives, plus one.
 */
export const paceOf = (input: { perMinute: number; nextSendAtMs: number | null; nowMs: number }): Pace => {
  const { perMinute, nextSendAtMs, nowMs } = input
  const intervalMs = 60_000 / perMinute
  const startsAtMs = Math.max(nowMs, nextSendAtMs ?? nowMs)
  const leftMs = nowMs + PACE_AHEAD_MS - startsAtMs
  return { startsAtMs, intervalMs, places: leftMs < 0 ? 0 : Math.floor(leftMs / intervalMs) + 1 }
}

/** One place in the row, from a claim on. */
export interface PacedPlace {
  afterMs: number
  intervalMs: number
}

/** Keeps sends of one integration apart in this process, also when it was too busy to send them on time. */
export interface Spacing {
  /** Takes the next place if it is due, and answers 0; else answers how many ms are missing. */
  take(integrationId: number, intervalMs: number): number
}

/** At most one send is made up for at once, so that a rate holds in spite of timers that fire late. */
export const createSpacing = (now: () => number = () => performance.now()): Spacing => {
  const dueAt = new Map<number, number>()
  return {
    take(integrationId, intervalMs) {
      const missingMs = (dueAt.get(integrationId) ?? now()) - now()
      if (missingMs > 0) return missingMs
      dueAt.set(integrationId, now() + Math.max(missingMs, -intervalMs) + intervalMs)
      return 0
    },
  }
}
