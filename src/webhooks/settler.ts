import pRetry from 'p-retry'
import type { Database } from '../database/database.js'
import { isUnreachable } from '../database/is-unreachable.js'
import type { DeliveryLogger, RecordConfirmations } from './delivery-contract.js'
import type { DeliveryObserver } from './delivery-observer.js'
import type { LaneHold } from './lane-holds.js'
import type { LaneResult } from './lane-result.js'
import { settleLanes } from './settle.js'

export interface SettlerOptions {
  dataSource: Database
  recordConfirmations: RecordConfirmations
  logger: DeliveryLogger
  observer: DeliveryObserver
  maxLanesPerSettle: number
  settlePatienceMs: number
  /** Called when one of these, which were given back, has an event due. */
  onMoreDue: (lanes: readonly LaneHold[]) => void
  /** Aborted when nobody waits for the database any more. */
  interrupted: AbortSignal
}

interface PendingLane extends LaneResult {
  /** Released once the lane is given back and that is written down or was given up. */
  hold: LaneHold
}

/** Gathers results while others are being written, so that batches grow with the load and a lone result waits for none. */
export interface Settler {
  add(lane: PendingLane): void
  /** Resolves when everything added so far is written, or was given up loudly. */
  flushed(): Promise<void>
}

// While the loop is busy with requests, a batch's round trip costs a turn of it: several batches at once use that time, once
// there are results enough for another one. Few to a batch cost the database more than they gain.
const MAX_WRITERS = 3
const LANES_FOR_ANOTHER_WRITER = 256

/** Writes a few batches at a time, of different lanes: results of one lane are written one after the other. */
export const createSettler = (options: SettlerOptions): Settler => {
  const { logger, maxLanesPerSettle, onMoreDue } = options
  // By lease and not by lane: after a lease ended unsettled, the same process may hold the lane anew.
  const pending = new Map<LaneHold, PendingLane>()
  const beingWritten = new Set<LaneHold>()
  const writers = new Set<Promise<void>>()

  const add = (lane: PendingLane) => {
    const earlier = pending.get(lane.hold)
    pending.set(lane.hold, earlier ? mergeLanes(earlier, lane) : lane)
    const isWorthAnother = pending.size >= LANES_FOR_ANOTHER_WRITER && writers.size < MAX_WRITERS
    if (writers.size === 0 || isWorthAnother) startWriter()
  }

  const startWriter = () => {
    const writer = writeUntilEmpty().finally(() => writers.delete(writer))
    writers.add(writer)
  }

  const writeUntilEmpty = async () => {
    await undefined // whatever else ends in this turn of the event loop comes along
    for (let lanes = takeBatch(); lanes.length > 0; lanes = takeBatch()) {
      await writeBatch(lanes)
      for (const { hold } of lanes) beingWritten.delete(hold)
    }
  }

  const takeBatch = (): PendingLane[] => {
    const lanes: PendingLane[] = []
    for (const [hold, lane] of pending) {
      if (lanes.length === maxLanesPerSettle) break
      if (beingWritten.has(hold)) continue
      lanes.push(lane)
      beingWritten.add(hold)
      pending.delete(hold)
    }
    return lanes
  }

  const writeBatch = async (lanes: readonly PendingLane[]): Promise<void> => {
    try {
      await write(lanes, false)
    } catch (error) {
      logger.warn({ err: error, lanes: lanes.length }, 'delivery.settle_failed')
      // One result that can't be written must not hold the others: with the database there, each lane is tried by itself.
      await writeAgain(lanes, () => isUnreachable(options.dataSource)).catch(() => Promise.all(lanes.map(writeAlone)))
    }
  }

  // Worth waiting for the database: what can't be written is sent again, with the same id, which is what we promise.
  const writeAgain = (lanes: readonly PendingLane[], shouldRetry: () => boolean | Promise<boolean>) =>
    pRetry(() => write(lanes, true), {
      retries: Number.POSITIVE_INFINITY,
      minTimeout: 100,
      maxTimeout: 500,
      signal: options.interrupted,
      maxRetryTime: options.settlePatienceMs,
      shouldRetry,
    })

  const writeAlone = (lane: PendingLane) =>
    writeAgain([lane], () => true).catch((error) => {
      logger.error({ err: error, laneId: lane.laneId }, 'delivery.settle_lost')
      if (!lane.keepLease) lane.hold.release()
    })

  const write = async (lanes: readonly PendingLane[], isRepetition: boolean) => {
    const startedAt = performance.now()
    const { staleLaneIds, moreIsDue } = await settleLanes(options.dataSource, {
      lanes,
      recordConfirmations: options.recordConfirmations,
      isRepetition,
    })
    options.observer.settled({ lanes: lanes.length, durationMs: performance.now() - startedAt })
    for (const laneId of staleLaneIds) logger.warn({ laneId }, 'delivery.settle_stale')
    for (const lane of lanes) if (!lane.keepLease) lane.hold.release()
    if (moreIsDue) onMoreDue(lanes.filter(({ keepLease }) => !keepLease).map(({ hold }) => hold))
  }

  return {
    add,
    async flushed() {
      while (writers.size > 0) await Promise.all(writers)
    },
  }
}

const mergeLanes = (earlier: PendingLane, later: PendingLane): PendingLane => ({
  ...later,
  results: [...earlier.results, ...later.results],
})
