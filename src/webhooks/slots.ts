import type { ClaimedLane } from './claimed-lane.js'

export interface SlotLimits {
  /** Lanes in flight in this process whose head is sent for the first time. */
  maxInFlight: number
  /** Lanes in flight beside them whose head failed before: a platform that is down takes no slot from the others' news. */
  maxRetriesInFlight: number
  /** The part of each that one integration may hold, so that a slow platform leaves slots to the others. */
  maxInFlightPerIntegration: number
}

type LaneKind = 'fresh' | 'retry'

/** How many lanes of each kind. */
export type LaneCounts = Readonly<Record<LaneKind, number>>

/** What a process may take up, as of one moment; lanes end while a claim is under way. */
export interface FreeSlots {
  free: LaneCounts
  /** Lanes of either kind that one integration may have in flight in this process. */
  maxPerIntegration: number
  /** What each integration has in flight. */
  busy: ReadonlyMap<number, LaneCounts>
}

export interface Slots {
  read(): FreeSlots
  take(lanes: readonly ClaimedLane[]): void
  give(lane: ClaimedLane): void
  /** By integration; only those that hold any. */
  busy(): ReadonlyMap<number, LaneCounts>
}

export const NONE: LaneCounts = { fresh: 0, retry: 0 }

const kindOf = ({ isRetry }: ClaimedLane): LaneKind => (isRetry ? 'retry' : 'fresh')

const add = (counts: LaneCounts, lane: ClaimedLane, change: 1 | -1): LaneCounts => {
  const kind = kindOf(lane)
  return { ...counts, [kind]: counts[kind] + change }
}

/** Counts what this process has in flight. */
export const createSlots = (limits: SlotLimits): Slots => {
  const busy = new Map<number, LaneCounts>()
  let held = NONE
  const count = (lane: ClaimedLane, change: 1 | -1) => {
    const own = add(busy.get(lane.integrationId) ?? NONE, lane, change)
    held = add(held, lane, change)
    if (own.fresh + own.retry === 0) busy.delete(lane.integrationId)
    else busy.set(lane.integrationId, own)
  }
  return {
    read: () => ({
      free: { fresh: limits.maxInFlight - held.fresh, retry: limits.maxRetriesInFlight - held.retry },
      maxPerIntegration: limits.maxInFlightPerIntegration,
      busy: new Map(busy),
    }),
    take: (lanes) => {
      for (const lane of lanes) count(lane, 1)
    },
    give: (lane) => count(lane, -1),
    busy: () => busy,
  }
}

/** Whether slots are what keeps us from claiming more, once these lanes are taken: then one that gets free is wanted at once. */
export const fillSlots = (lanes: readonly ClaimedLane[], { free, maxPerIntegration, busy }: FreeSlots): boolean => {
  const own = new Map(busy)
  let all = NONE
  for (const lane of lanes) {
    own.set(lane.integrationId, add(own.get(lane.integrationId) ?? NONE, lane, 1))
    all = add(all, lane, 1)
  }
  const isFull = ({ fresh, retry }: LaneCounts) => fresh >= maxPerIntegration || retry >= maxPerIntegration
  return all.fresh >= free.fresh || all.retry >= free.retry || [...own.values()].some(isFull)
}
