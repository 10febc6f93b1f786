import pRetry from 'p-retry'
import type { DataSource } from 'typeorm'
import type { DeliveryLogger, RecordConfirmations } from './delivery-contract.js'
import type { DeliveryObserver } from './delivery-observer.js'
import { type LaneResult, settleLanes } from './settle.js'

export interface SettlerOptions {
  dataSource: DataSource
  recordConfirmations: RecordConfirmations
  logger: DeliveryLogger
  observer: DeliveryObserver
  maxLanesPerSettle: number
  settlePatienceMs: number
  /** Called when a lane that was given back has an event due. */
  onMoreDue: () => void
  /** Aborted when nobody waits for the database any more. */
  interrupted: AbortSignal
}

interface PendingLane extends LaneResult {
  /** Called once the lane is given back and that is written down or was given up. */
  release: () => void
}

/** Gathers results while a batch is being written, so that batches grow with the load and a lone result waits for none. */
export interface Settler {
  add(lane: PendingLane): void
  /** Resolves when everything added so far is written, or was given up loudly. */
  flushed(): Promise<void>
}

/** One batch at a time, which keeps results of one lane in order. */
export const createSettler = (options: SettlerOptions): Settler => {
  const { logger, maxLanesPerSettle, onMoreDue } = options
  let pending = new Map<string, PendingLane>()
  let writing: Promise<void> | undefined

  const add = (lane: PendingLane) => {
    const key = keyOf(lane)
    const earlier = pending.get(key)
    pending.set(key, earlier ? mergeLanes(earlier, lane) : lane)
    writing ??= writeAll().finally(() => {
      writing = undefined
    })
  }

  const writeAll = async () => {
    await undefined // whatever else ends in this turn of the event loop comes along
    while (pending.size > 0) {
      const lanes = [...pending.values()].slice(0, maxLanesPerSettle)
      if (lanes.length === pending.size) pending = new Map()
      else for (const lane of lanes) pending.delete(keyOf(lane))
      await writeBatch(lanes)
    }
  }

  const writeBatch = async (lanes: readonly PendingLane[]): Promise<void> => {
    try {
      await write(lanes)
    } catch (error) {
      // One result that can't be written must not hold the others: each lane is tried again by itself.
      logger.warn({ err: error, lanes: lanes.length }, 'delivery.settle_failed')
      await Promise.all(lanes.map(writeAlone))
    }
  }

  // Worth waiting for the database: what can't be written is sent again, with the same id, which is what we promise.
  const writeAlone = (lane: PendingLane) =>
    pRetry(() => write([lane]), {
      retries: Number.POSITIVE_INFINITY,
      minTimeout: 200,
      maxTimeout: 2_000,
      signal: options.interrupted,
      maxRetryTime: options.settlePatienceMs,
    }).catch((error) => {
      logger.error({ err: error, laneId: lane.laneId }, 'delivery.settle_lost')
      if (!lane.keepLease) lane.release()
    })

  const write = async (lanes: readonly PendingLane[]) => {
    const startedAt = performance.now()
    const { staleLaneIds, moreIsDue } = await settleLanes(options.dataSource, lanes, options.recordConfirmations)
    options.observer.settled({ lanes: lanes.length, durationMs: performance.now() - startedAt })
    for (const laneId of staleLaneIds) logger.warn({ laneId }, 'delivery.settle_stale')
    for (const lane of lanes) if (!lane.keepLease) lane.release()
    if (moreIsDue) onMoreDue()
  }

  return { add, flushed: () => writing ?? Promise.resolve() }
}

// By lease and not by lane alone: after a lease ended unsettled, the same process may hold the lane anew.
const keyOf = ({ token, laneId }: LaneResult) => `${token} ${laneId}`

const mergeLanes = (earlier: PendingLane, later: PendingLane): PendingLane => ({
  ...later,
  results: [...earlier.results, ...later.results],
})
