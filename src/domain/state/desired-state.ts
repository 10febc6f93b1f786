import type { SubscriptionState } from '../../entities/package-subscription.js'
import type { BlockKind } from '../../entities/service-block.js'
import type { ContentEffect } from '../../entities/service-status.js'

/** Where a subscription belongs on a platform. */
export interface Target {
  integrationId: number
  customerId: number
  productId: number
}

/** All that a subscription's desired state depends on, as of one instant. */
export interface SubscriptionFacts {
  unlinked: boolean
  /** `expiresOn` lies before today. */
  expired: boolean
  contentEffect: ContentEffect
  /** The service was closed because another one goes on with its plan's successor. */
  migratedAway: boolean
  openBlocks: readonly BlockKind[]
  trustUnlocked: boolean
  suspendOnDebt: boolean
  target: Target | null
  /** The switch is on and the platform takes these events. */
  sendSuspendResume: boolean
  suspendOnPartial: boolean
  /** The platform takes `changed`; another one is told of another product by a removal and a creation. */
  sendChanged: boolean
}

/** What events were last recorded for: the state, and the target where it was provisioned. */
export interface Recorded {
  state: SubscriptionState
  target: Target | null
}

export const REMOVAL_CAUSES = ['unlinked', 'canceled', 'migrated', 'expired', 'retargeted', 'holder_changed'] as const
export type RemovalCause = (typeof REMOVAL_CAUSES)[number]

export type DesiredState =
  | { kind: 'absent'; cause: RemovalCause }
  | { kind: 'waiting' }
  | { kind: 'suspended'; reasons: readonly BlockKind[] }
  | { kind: 'active' }

/** A `created` was recorded and no `removed` since. */
export const isProvisioned = (state: SubscriptionState): boolean => state === 'active' || state === 'suspended'

/** BR-31, BR-33: the open blocks that count for this package. Several can; one is enough to suspend. */
const countingBlocks = (facts: SubscriptionFacts): BlockKind[] =>
  facts.openBlocks.filter((kind) => {
    if (kind === 'debt') return facts.suspendOnDebt && !facts.trustUnlocked
    if (kind === 'partial') return facts.suspendOnPartial
    return true
  })

const absence = (facts: SubscriptionFacts): RemovalCause | null => {
  if (facts.unlinked) return 'unlinked'
  if (facts.contentEffect === 'remove') return facts.migratedAway ? 'migrated' : 'canceled'
  if (facts.expired) return 'expired'
  return facts.target === null ? 'retargeted' : null
}

/**
 * The state a subscription should have on its platform, computed from facts and never typed in.
 *
 * `current` is the state recorded at this same account; `absent` when nothing was created there.
 */
export const resolveDesiredState = (facts: SubscriptionFacts, current: SubscriptionState): DesiredState => {
  const cause = absence(facts)
  if (cause) return { kind: 'absent', cause }
  const reasons = countingBlocks(facts)
  if (!isProvisioned(current)) {
    // BR-27: nothing was sent yet, so nothing needs to be blocked: the creation itself waits.
    return facts.contentEffect === 'waiting' || reasons.length > 0 ? { kind: 'waiting' } : { kind: 'active' }
  }
  if (facts.contentEffect === 'waiting')
    return current === 'suspended' ? { kind: 'suspended', reasons } : { kind: 'active' }
  return reasons.length > 0 && facts.sendSuspendResume ? { kind: 'suspended', reasons } : { kind: 'active' }
}
