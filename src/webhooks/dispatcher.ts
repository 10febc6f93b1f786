import { randomUUID } from 'node:crypto'
import { setMaxListeners } from 'node:events'
import { type Claim, claimDueLanes } from './claim.js'
import { type DispatcherOptions, resolveDispatcherOptions } from './dispatcher-options.js'
import { prepareLanes } from './prepare-lanes.js'
import { createLaneRunner } from './run-lane.js'
import { createSettler } from './settler.js'
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

export const createDispatcher = (given: DispatcherOptions): Dispatcher => {
  const options = resolveDispatcherOptions(given)
  const { dataSource, logger, observer, maxInFlight, maxInFlightPerIntegration } = options
  const signal = createWakeSignal()
  const interrupter = new AbortController()
  setMaxListeners(0, interrupter.signal) // every request under way listens
  const inFlight = new Map<number, number>()
  const running = new Set<Promise<void>>()
  let lanesInFlight = 0
  let saturated = false
  let stopping = false
  let loop: Promise<void> | undefined

  const settler = createSettler({
    ...options,
    onMoreDue: signal.wake,
    interrupted: interrupter.signal,
  })
  const runner = createLaneRunner({
    ...options,
    settler,
    isStopping: () => stopping,
    interrupted: interrupter.signal,
  })

  const claimUntilStopped = async () => {
    while (!stopping) {
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
    const maxLanes = maxInFlight - lanesInFlight
    if (maxLanes === 0) return false
    const taken = new Map(inFlight) // as this claim sees it; lanes end while it is under way
    const claim = await claimDueLanes(dataSource, {
      ...options,
      token: randomUUID(),
      maxLanes,
      maxPerIntegration: maxInFlightPerIntegration,
      inFlight: taken,
    })
    observer.claimed({ lanes: claim.lanes.length, durationMs: performance.now() - claim.claimedAt })
    for (const { integrationId } of claim.lanes) {
      countLane(integrationId, 1)
      taken.set(integrationId, (taken.get(integrationId) ?? 0) + 1)
    }
    saturated = claim.lanes.length === maxLanes || [...taken.values()].some((n) => n >= maxInFlightPerIntegration)
    track(deliver(claim))
    return claim.lanes.length === maxLanes && lanesInFlight < maxInFlight
  }

  const deliver = async (claim: Claim) => {
    if (claim.lanes.length === 0) return
    const preparations = stopping ? new Map() : await prepareLanes({ ...options, lanes: claim.lanes })
    const preparedAt = performance.now()
    for (const lane of claim.lanes) {
      const run = preparations ? runner.run({ lane, claim, preparations, preparedAt }) : giveBack(claim, lane)
      track(run.finally(() => laneEnded(lane.integrationId)))
    }
  }

  const giveBack = async ({ leaseEndsAt }: Claim, { id: laneId, token }: Claim['lanes'][number]) =>
    settler.add({ laneId, token, leaseEndsAt, results: [], keepLease: false, giveBackAfterMs: WAIT_AFTER_ERROR_MS })

  const countLane = (integrationId: number, change: 1 | -1) => {
    const lanes = (inFlight.get(integrationId) ?? 0) + change
    if (lanes === 0) inFlight.delete(integrationId)
    else inFlight.set(integrationId, lanes)
    lanesInFlight += change
    observer.inFlight(inFlight)
  }

  // A free slot is refilled at once if the last claim wanted more slots than there were.
  const laneEnded = (integrationId: number) => {
    countLane(integrationId, -1)
    if (saturated) signal.wake()
  }

  const track = (work: Promise<void>) => {
    running.add(work)
    work.catch((error) => logger.error({ err: error }, 'delivery.failed')).finally(() => running.delete(work))
  }

  const drain = async () => {
    await loop
    while (running.size > 0) await Promise.allSettled(running)
    await settler.flushed()
  }

  return {
    start() {
      surviveCutConnections(dataSource)
      loop ??= claimUntilStopped()
    },
    wake: signal.wake,
    async stop({ deadlineMs }) {
      stopping = true
      signal.wake()
      const timer = setTimeout(() => interrupter.abort(), deadlineMs)
      await drain().finally(() => clearTimeout(timer))
    },
  }
}
