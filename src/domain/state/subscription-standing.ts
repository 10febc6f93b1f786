import type { SubscriptionState } from '../../entities/package-subscription.js'
import type { ContentEffect } from '../../entities/service-status.js'

/** How a package of a service stands, in the words that people use for it; labels are in the locale. */
export const STANDINGS = [
  'active',
  'suspended',
  'removed',
  'local',
  'waiting_installation',
  'waiting_unblock',
  'awaiting_created',
  'awaiting_suspended',
  'awaiting_resumed',
  'awaiting_changed',
  'awaiting_removed',
  'error',
  'not_applied',
] as const
export type Standing = (typeof STANDINGS)[number]

/** A position in the lane of one account; sequences of different accounts can't be compared. */
export interface LanePosition {
  accountId: number
  sequence: number
}

export interface StandingFacts {
  /** Whether the service is to have the package: linked, not expired, service not cancelled. */
  wanted: boolean
  /** Whether the package belongs to a platform. */
  hasPlatform: boolean
  serviceEffect: ContentEffect
  recordedState: SubscriptionState
  /** Newest event of this subscription; null when nothing was ever sent. */
  recorded: LanePosition | null
  /** Newest event of it that a platform acknowledged. */
  confirmed: LanePosition | null
  /** Lane of the recorded account: its first event that is not settled, and whether a person must decide about it. */
  lane: { headSequence: number; parked: boolean } | null
  /** Type of the newest event, such as `content.subscription.created`. */
  eventType: string | null
}

const AWAITING: Readonly<Record<string, Standing>> = {
  created: 'awaiting_created',
  suspended: 'awaiting_suspended',
  resumed: 'awaiting_resumed',
  changed: 'awaiting_changed',
  removed: 'awaiting_removed',
}

const isApplied = ({ recorded, confirmed }: StandingFacts): boolean =>
  recorded === null ||
  (confirmed !== null && confirmed.accountId === recorded.accountId && confirmed.sequence >= recorded.sequence)

const awaited = ({ eventType, recordedState }: StandingFacts): Standing =>
  AWAITING[eventType?.split('.').at(-1) ?? ''] ??
  (recordedState === 'absent'
    ? 'awaiting_removed'
    : recordedState === 'suspended'
      ? 'awaiting_suspended'
      : 'awaiting_created')

/**
 * What people are told of a subscription: recorded and acknowledged → its state; recorded only → what is awaited; its
 * lane stopped → `error`; passed over by a person → `not_applied`. What was not applied never looks like success.
 */
export const resolveStanding = (facts: StandingFacts): Standing => {
  const { recorded, lane } = facts
  if (recorded && !isApplied(facts)) {
    const isPassed = !lane || lane.headSequence > recorded.sequence
    if (isPassed) return 'not_applied'
    return lane.parked ? 'error' : awaited(facts)
  }
  if (facts.recordedState === 'active' || facts.recordedState === 'suspended') return facts.recordedState
  if (!facts.wanted) return 'removed'
  if (facts.serviceEffect === 'waiting') return 'waiting_installation'
  if (!facts.hasPlatform) return 'local'
  return facts.serviceEffect === 'block' ? 'waiting_unblock' : 'awaiting_created'
}
