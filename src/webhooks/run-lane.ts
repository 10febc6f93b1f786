import { attemptEvent } from './attempt-event.js'
import type { LoggedAttempt } from './attempt-log.js'
import type { AttemptOutcome } from './attempt-outcome.js'
import type { Claim, ClaimedLane } from './claim.js'
import type { ClaimedEvent, Preparation, Preparations } from './delivery-contract.js'
import type { DispatcherParts, DispatcherSettings } from './dispatcher-options.js'
import { logAttempt } from './log-attempt.js'
import { decideNextStep } from './retry-policy.js'
import { type AttemptResult, endStateOf } from './settle.js'
import type { Settler } from './settler.js'

export interface LaneRun {
  lane: ClaimedLane
  claim: Claim
  preparations: Preparations
  preparedAt: number
}

export interface LaneRunner {
  /** Sends a claimed lane's events in order while the lease lasts, and hands every result and the lane itself to the settler. */
  run(run: LaneRun): Promise<void>
}

export interface LaneRunnerOptions extends DispatcherParts, DispatcherSettings {
  settler: Settler
  isStopping: () => boolean
  interrupted: AbortSignal
}

export const createLaneRunner = (options: LaneRunnerOptions): LaneRunner => {
  const { sender, settler, logger, interrupted } = options
  const pausedAt = new Map<number, number>()

  const run = async (laneRun: LaneRun) => {
    const { lane, claim } = laneRun
    const settle = (results: AttemptResult[], keepLease: boolean, giveBackAfterMs = 0) =>
      settler.add({
        laneId: lane.id,
        token: lane.token,
        leaseEndsAt: claim.leaseEndsAt,
        results,
        keepLease,
        giveBackAfterMs,
      })

    if (lane.events.length === 0) return settle([], false, options.pollMs)
    if (!mayBegin(laneRun)) return settle([], false)
    for (const [index, event] of lane.events.entries()) {
      const result = await attempt(laneRun, event, index === 0)
      const goesOn = index + 1 < lane.events.length && letsNextGo(result) && mayBegin(laneRun) && isFresh(laneRun)
      settle([result], goesOn)
      if (!goesOn) return
    }
  }

  const attempt = async ({ lane, claim, preparations }: LaneRun, event: ClaimedEvent, isHead: boolean) => {
    const preparation = preparations.get(event.id)
    const sent = await attemptEvent({ event, preparation, sender, clock: claim.clock, logger, interrupted })
    const { retryPolicy: policy, random } = options
    const stateful = options.isStateful(event.type)
    const step = decideNextStep({ outcome: sent.outcome, attempt: event.attempt, stateful, policy, random })
    const ofHead = isHead ? lane : { earlierAttempts: 0, requestedBy: null }
    const number = ofHead.earlierAttempts + event.attempt
    const result: AttemptResult = { event, number, sent, step, requestedBy: ofHead.requestedBy }
    logAttempt(logger, result, step)
    options.observer.attempted(result)
    if (isGone(result, preparation)) await pause(claim, event)
    return result
  }

  const mayBegin = ({ lane, claim }: LaneRun) =>
    !options.isStopping() &&
    (pausedAt.get(lane.integrationId) ?? 0) < claim.claimedAt &&
    performance.now() + sender.deadlineMs + options.settleMarginMs < claim.leaseEndsAt

  const isFresh = ({ preparedAt }: LaneRun) => performance.now() - preparedAt < options.maxPreparationAgeMs

  // Lanes of the integration that are in memory already were claimed while it was active; they must not go out either.
  const pause = async (claim: Claim, { id: eventId, integrationId }: ClaimedEvent) => {
    if ((pausedAt.get(integrationId) ?? 0) >= claim.claimedAt) return
    pausedAt.set(integrationId, performance.now())
    logger.warn({ integrationId, eventId }, 'delivery.integration_gone')
    await options
      .pauseIntegration({ integrationId, eventId })
      .catch((error) => logger.error({ err: error, integrationId }, 'delivery.pause_failed'))
    pausedAt.set(integrationId, performance.now())
  }

  return { run }
}

// An id or a login in the answer belongs into the next body, which was rendered without, and so does that an informative
// event was never taken: it is claimed anew once they are stored.
const letsNextGo = ({ sent: { outcome }, step }: AttemptResult) => {
  return endStateOf(step) === 'delivered' && !hasTaught(outcome)
}

const hasTaught = (outcome: AttemptOutcome) =>
  outcome.kind === 'accepted' &&
  [outcome.externalId, outcome.login, outcome.subscriptionExternalId].some((learned) => learned !== undefined)

const isGone = ({ sent: { outcome } }: LoggedAttempt, preparation: Preparation | undefined) =>
  outcome.kind === 'refused' &&
  outcome.status === 410 &&
  preparation?.kind === 'ready' &&
  preparation.request.pausesOnGone
