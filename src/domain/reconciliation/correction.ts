import type { SubscriptionState } from '../../entities/package-subscription.js'
import type { DifferenceKind } from '../../entities/reconciliation-difference.js'
import { isProvisioned } from '../state/desired-state.js'

/** Why a platform is told anew: a difference that was found, or a person who wants its current state to be sent again. */
export type CorrectionReason = DifferenceKind | 'resend'

/** One event of a correction: what it says, not what is recorded; that stays as it is. */
export type CorrectionStep =
  | { kind: 'created' | 'resumed'; state: 'active'; previousState: SubscriptionState }
  | { kind: 'suspended'; state: 'suspended'; previousState: SubscriptionState }
  | { kind: 'removed'; state: 'absent'; previousState: SubscriptionState }
  | { kind: 'snapshot'; state: SubscriptionState; previousState: SubscriptionState }

export interface CorrectionFacts {
  reason: CorrectionReason
  /** What was recorded for this subscription at the account that is to be told. */
  ours: SubscriptionState
  /** What the platform has, as far as it is known. */
  theirs: SubscriptionState
  /** Whether the platform ever had it: else there is nothing to take back. */
  wasThere: boolean
  /** The integration takes `snapshot`. */
  sendSnapshot: boolean
  /** The integration takes `resumed`. */
  sendResumed: boolean
}

const created = (previousState: SubscriptionState = 'absent'): CorrectionStep => ({
  kind: 'created',
  state: 'active',
  previousState,
})
const suspended = (previousState: SubscriptionState): CorrectionStep => ({
  kind: 'suspended',
  state: 'suspended',
  previousState,
})
const removed = (previousState: SubscriptionState): CorrectionStep => ({
  kind: 'removed',
  state: 'absent',
  previousState,
})

/** What makes a platform that doesn't have it, or has it otherwise, have what was recorded. */
const anew = (ours: SubscriptionState): CorrectionStep[] =>
  ours === 'suspended' ? [created(), suspended('active')] : [created()]

const inPlace = ({ ours, theirs, sendResumed }: CorrectionFacts): CorrectionStep[] => {
  if (ours === 'suspended') return isProvisioned(theirs) ? [suspended(theirs)] : anew(ours)
  // A platform that has the user may answer a second `created` with "exists" and leave him suspended.
  if (theirs === 'suspended' && sendResumed) return [{ kind: 'resumed', state: 'active', previousState: theirs }]
  return [created(theirs)]
}

/**
 * The events that make a platform's state ours, in their order. With the four default events alone: what is missing is
 * created (and suspended after that), what is extra removed, what differs told by the event that leads to our state; with
 * `snapshot`, one of those does for what the platform already has. Empty where there is nothing to tell.
 *
 * `resend` of what is active and was never suspended there is a `created`: receivers take one for a known subscription
 * as its update, as they must for an event that is delivered twice (BR-93).
 */
export const decideCorrection = (facts: CorrectionFacts): CorrectionStep[] => {
  const { reason, ours, theirs, wasThere, sendSnapshot } = facts
  if (!isProvisioned(ours)) {
    if (reason === 'resend' && sendSnapshot && wasThere)
      return [{ kind: 'snapshot', state: 'absent', previousState: theirs }]
    return wasThere ? [removed(theirs)] : []
  }
  if (reason === 'missing_there') return anew(ours)
  if (sendSnapshot) return [{ kind: 'snapshot', state: ours, previousState: theirs }]
  if (reason === 'different_product') return [removed(ours), ...anew(ours)]
  return inPlace(facts)
}
