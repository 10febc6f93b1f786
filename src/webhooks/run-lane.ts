import { attemptEvent } from './attempt-event.js'
import type { LoggedAttempt } from './attempt-log.js'
import type { AttemptOutcome } from './attempt-outcome.js'
import type { Breadth } from './breadth.js'
import { platformFailureOf } from './breaker.js'
import type { BreakerReports } from './breaker-reports.js'
import type { Claim } from './claim.js'
import type { ClaimedLane } from './claimed-lane.js'
import type { ClaimedEvent, Preparation, Preparations } from './delivery-contract.js'
import type { DispatcherParts, DispatcherSettings } from './dispatcher-options.js'
import type { Interruption } from './interruption.js'
import type { LaneHold } from './lane-holds.js'
import { type AttemptResult, endStateOf } from './lane-result.js'
import { logAttempt } from './log-attempt.js'
import { createSpacing } from './pace.js'
import { decideNextStep } from './retry-policy.js'
import type { Settler } from './settler.js'

export interface LaneRun {
  lane: ClaimedLane
  hold: LaneHold
  claim: Claim
  preparations: Preparations
  preparedAt: number
}

export interface LaneRunner {
  /** Sends a claimed lane's events in order while the lease is kept, and hands every result and the lane itself to the settler. */
  run(run: LaneRun): Promise<void>
  /** Begins with nothing more of an integration that was claimed so far. */
  hush(integrationId: number): void
}

export interface LaneRunnerOptions extends DispatcherParts, DispatcherSettings {
  settler: Settler
  reports: BreakerReports
  breadth: Breadth
  /** Aborted when nothing more may begin. */
  stopping: AbortSignal
}

export const createLaneRunner = (options: LaneRunnerOptions): LaneRunner => {
  const { sender, settler, logger, stopping } = options
  const hushedAt = new Map<number, number>()
  const spacing = createSpacing()

  const run = async (laneRun: LaneRun) => {
    const { lane, hold } = laneRun
    const settle = (results: AttemptResult[], keepLease: boolean, giveBackAfterMs = 0) =>
      settler.add({ hold, laneId: lane.id, token: lane.token, results, keepLease, giveBackAfterMs })

    if (lane.events.length === 0) return settle([], false, options.pollMs)
    await turnOf(laneRun)
    if (!mayBegin(laneRun)) return settle([], false)
    for (const [index, event] of lane.events.entries()) {
      const result = await attempt(laneRun, event, index === 0)
      const goesOn = index + 1 < lane.events.length && letsNextGo(result) && mayBegin(laneRun) && isFresh(laneRun)
      settle([result], goesOn)
      if (!goesOn) return
    }
  }

  /** By a rate limit each lane has its own place in time. */
  const turnOf = async ({ lane, claim, hold }: LaneRun) => {
    if (!lane.place) return
    const isOver = () => stopping.aborted || hold.lost.aborted
    let waitMs = lane.place.afterMs - (performance.now() - claim.claimedAt)
    while (!isOver()) {
      if (waitMs > 0) await waitUnlessAborted(waitMs, [stopping, hold.lost])
      waitMs = spacing.take(lane.integrationId, lane.place.intervalMs)
      if (waitMs === 0) return
    }
  }

  const attempt = async (laneRun: LaneRun, event: ClaimedEvent, isHead: boolean) => {
    const { lane, hold, claim, preparations } = laneRun
    const preparation = preparations.get(event.id)
    const interrupted = hold.lost
    const sent = await attemptEvent({ event, preparation, sender, clock: claim.clock, logger, interrupted })
    const { retryPolicy: policy, random } = options
    const stateful = options.isStateful(event.type)
    const step = decideNextStep({ outcome: sent.outcome, attempt: event.attempt, stateful, policy, random })
    const ofHead = isHead ? lane : { earlierAttempts: 0, requestedBy: null }
    const number = ofHead.earlierAttempts + event.attempt
    const result: AttemptResult = { event, number, sent, step, requestedBy: ofHead.requestedBy }
    logAttempt(logger, result, step)
    options.observer.attempted(result)
    if (sent.requestSha256) options.breadth.attempted(lane.integrationId, sent.durationMs)
    reportPlatform(lane, sent.outcome)
    if (isGone(result, preparation)) await pause(claim, event)
    return result
  }

  const reportPlatform = ({ integrationId, isProbe }: ClaimedLane, outcome: AttemptOutcome) => {
    const failure = platformFailureOf(outcome)
    if (failure === null) return
    const retryAfterMs = outcome.kind === 'refused' ? (outcome.retryAfterMs ?? 0) : 0
    options.reports.report({ integrationId, failure, retryAfterMs, isProbe })
  }

  const mayBegin = ({ lane, claim, hold }: LaneRun) =>
    !stopping.aborted && hold.mayBegin() && (hushedAt.get(lane.integrationId) ?? 0) < claim.claimedAt

  const isFresh = ({ preparedAt }: LaneRun) => performance.now() - preparedAt < options.maxPreparationAgeMs

  // Lanes of the integration that are in memory already were claimed while it was active; they must not go out either.
  const hush = (integrationId: number) => void hushedAt.set(integrationId, performance.now())

  const pause = async (claim: Claim, { id: eventId, integrationId }: ClaimedEvent) => {
    if ((hushedAt.get(integrationId) ?? 0) >= claim.claimedAt) return
    hush(integrationId)
    logger.warn({ integrationId, eventId }, 'delivery.integration_gone')
    await options
      .pauseIntegration({ integrationId, eventId })
      .catch((error) => logger.error({ err: error, integrationId }, 'delivery.pause_failed'))
    hush(integrationId)
  }

  return { run, hush }
}

// Not `AbortSignal.any`: what it makes of a signal that lives as long as the process is kept as long.
const waitUnlessAborted = (waitMs: number, signals: readonly Interruption[]): Promise<void> =>
  new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer)
      for (const signal of signals) signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, waitMs)
    for (const signal of signals) signal.addEventListener('abort', end)
  })

// An id or a login in the answer belongs into the next body, which was rendered without, and so does that an informative
// event was never taken: it is claimed anew once they are stored.
const letsNextGo = ({ sent: { outcome }, step }: AttemptResult) => {
  return endStateOf(step) === 'delivered' && !hasTaught(outcome)
}

const hasTaught = (outcome: AttemptOutcome) =>
  outcome.kind === 'accepted' && (outcome.externalId ?? outcome.login ?? outcome.subscriptionExternalId) !== undefined

const isGone = ({ sent: { outcome } }: LoggedAttempt, preparation: Preparation | undefined) =>
  outcome.kind === 'refused' &&
  outcome.status === 410 &&
  preparation?.kind === 'ready' &&
  preparation.request.pausesOnGone
