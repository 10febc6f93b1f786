import { randomUUID } from 'node:crypto'
import { setMaxListeners } from 'node:events'
import { createBreadth } from './breadth.js'
import { createBreakerReports } from './breaker-reports.js'
import { type Claim, claimDueLanes } from './claim.js'
import { claimLimitedLanes } from './claim-limited.js'
import type { ClaimedLane } from './claimed-lane.js'
import { type DispatcherOptions, resolveDispatcherOptions } from './dispatcher-options.js'
import { createLaneHolds, type LaneHold } from './lane-holds.js'
import { prepareLanes } from './prepare-lanes.js'
import { createLaneRunner } from './run-lane.js'
import { createSettler } from './settler.js'
import { createSlots, fillSlots, NONE } from './slots.js'
import { surviveCutConnections } from './survive-cut-connections.js'
import { createWakeSignal } from './wake-signal.js'

/** Delivers recorded events in this process. Any number of them share one database. */
export interface Dispatcher {
  start(): void
  /** A hint that something is due, to be given after a commit. Delivery doesn't depend on it. */
  wake(): void
  /**
   * Claims nothing more, lets requests under way end, writes results down and gives unsent lanes back. What still runs
   * after `deadlineMs` is broken off; its events are sent again. Resolves when nothing of it is left.
   */
  stop(input: { deadlineMs: number }): Promise<void>
}

const WAIT_AFTER_ERROR_MS = 1_000

// Longest time that a free slot waits for others to be refilled with.
const REFILL_MS = 5

// So many are refilled at once.
const REFILL_LANES = 32

// A probe's answer may take the request's deadline, and is written after it.
const PROBE_MARGIN_MS = 5_000

export const createDispatcher = (given: DispatcherOptions): Dispatcher => {
  const options = resolveDispatcherOptions(given)
  const { dataSource, logger, observer } = options
  const signal = createWakeSignal()
  const stopping = new AbortController()
  const abandoned = new AbortController()
  setMaxListeners(0, stopping.signal, abandoned.signal) // every lane that waits for its turn or its settling listens
  const slots = createSlots(options)
  const breadth = createBreadth(options)
  const holds = createLaneHolds(options)
  const running = new Set<Promise<void>>()
  let saturated = false
  let freed = 0
  let refillTimer: NodeJS.Timeout | undefined
  let loop: Promise<void> | undefined

  const settler = createSettler({ ...options, onMoreDue: (lanes) => moreIsDue(lanes), interrupted: abandoned.signal })
  const reports = createBreakerReports({
    ...options,
    policy: options.breaker,
    onOpened: (integrationId) => runner.hush(integrationId),
    onClosed: signal.wake,
  })
  const runner = createLaneRunner({ ...options, settler, reports, breadth, stopping: stopping.signal })

  const claimUntilStopped = async () => {
    while (!stopping.signal.aborted) {
      const again = await claimOnce().catch(async (error) => {
        logger.error({ err: error }, 'delivery.claim_failed')
        await signal.wait(Math.max(options.pollMs, WAIT_AFTER_ERROR_MS))
        return true
      })
      if (!again) await signal.wait(options.pollMs)
    }
  }

  /** Whether another claim may find more at once. */
  const claimOnce = async (): Promise<boolean> => {
    const now = breadth.narrow(slots.read())
    if (now.free.fresh + now.free.retry <= 0) return false
    const { maxEventsPerLane, leaseMs, sender } = options
    const input = { slots: now, maxEventsPerLane, leaseMs, probeMs: sender.deadlineMs + PROBE_MARGIN_MS }
    // Together they may take more than the free slots; the next claim waits until it is less.
    const [unlimited, limited] = await Promise.all([
      claimDueLanes(dataSource, { ...input, token: randomUUID() }),
      claimLimitedLanes(dataSource, { ...input, token: randomUUID() }),
    ])
    const lanes = [...unlimited.lanes, ...(limited?.lanes ?? [])]
    saturated = limited !== undefined || fillSlots(lanes, now)
    take(unlimited)
    if (limited) take(limited)
    const widensAfterMs = breadth.widensAfterMs(slots.read())
    if (widensAfterMs !== undefined) refillTimer ??= setTimeout(refill, widensAfterMs)
    // What one integration left of its share the others may have.
    const isShared = new Set(lanes.map(({ integrationId }) => integrationId)).size > 1
    return isShared && slots.read().free.fresh > 0
  }

  const take = (claim: Claim) => {
    observer.claimed({ lanes: claim.lanes.length, durationMs: performance.now() - claim.claimedAt })
    slots.take(claim.lanes)
    breadth.claimed(claim.lanes)
    if (claim.lanes.length > 0) track(deliver(claim))
  }

  const deliver = async (claim: Claim) => {
    const held = claim.lanes.map((lane) => ({ lane, hold: holds.hold(lane, claim.claimedAt) }))
    const preparations = stopping.signal.aborted ? new Map() : await prepareLanes({ ...options, lanes: claim.lanes })
    const preparedAt = performance.now()
    for (const { lane, hold } of held) {
      const run = preparations ? runner.run({ lane, hold, claim, preparations, preparedAt }) : giveBack(lane, hold)
      track(run.finally(() => laneEnded(lane)))
    }
  }

  const giveBack = async ({ id: laneId, token }: ClaimedLane, hold: LaneHold) =>
    settler.add({ hold, laneId, token, results: [], keepLease: false, giveBackAfterMs: WAIT_AFTER_ERROR_MS })

  // A claim for an integration that may have no more lanes in flight would find nothing.
  const moreIsDue = (holds: readonly LaneHold[]) => {
    const { busy, maxPerIntegration } = breadth.narrow(slots.read())
    for (const { integrationId } of holds) {
      const { fresh, retry } = busy.get(integrationId) ?? NONE
      if (Math.max(fresh, retry) < maxPerIntegration) return signal.wake()
    }
    saturated = true // the next lane that ends makes room
  }

  // A claim costs the same for one lane as for many: slots that get free are refilled together, soon.
  const laneEnded = (lane: ClaimedLane) => {
    slots.give(lane)
    if (!saturated) return
    freed += 1
    if (freed >= REFILL_LANES) refill()
    else refillTimer ??= setTimeout(refill, REFILL_MS)
  }

  const refill = () => {
    clearTimeout(refillTimer)
    refillTimer = undefined
    freed = 0
    signal.wake()
  }

  const track = (work: Promise<void>) => {
    running.add(work)
    work.catch((error) => logger.error({ err: error }, 'delivery.failed')).finally(() => running.delete(work))
  }

  const drain = async () => {
    await loop
    while (running.size > 0) await Promise.allSettled(running)
    await settler.flushed()
    await reports.flush()
  }

  return {
    start() {
      surviveCutConnections(dataSource)
      holds.start()
      observer.inFlight(slots.busy())
      loop ??= claimUntilStopped()
    },
    wake: signal.wake,
    async stop({ deadlineMs }) {
      stopping.abort()
      signal.wake()
      const timer = setTimeout(() => {
        abandoned.abort()
        holds.abandon()
      }, deadlineMs)
      await drain().finally(() => {
        clearTimeout(timer)
        clearTimeout(refillTimer)
        holds.stop()
      })
    },
  }
}
