import type { SubscriptionState } from '../../entities/package-subscription.js'
import type { BlockKind } from '../../entities/service-block.js'
import {
  isProvisioned,
  type Recorded,
  type RemovalCause,
  resolveDesiredState,
  type SubscriptionFacts,
  type Target,
} from './desired-state.js'

/** One thing a platform must learn about a subscription, in words of the domain. */
export type SubscriptionChange =
  | { kind: 'created'; state: 'active' }
  | { kind: 'suspended'; state: 'suspended'; reasons: readonly BlockKind[] }
  | { kind: 'resumed'; state: 'active' }
  | { kind: 'changed'; state: 'active' | 'suspended' }
  | { kind: 'removed'; state: 'absent'; cause: RemovalCause }

export interface Decision {
  /** In the order in which the platform must learn them; `at` says which account they go to. */
  changes: readonly { at: 'recorded' | 'desired'; change: SubscriptionChange }[]
  state: SubscriptionState
}

/** Whether two targets are one customer's user on one platform; so are two of none. */
export const isSameAccount = (a: Target | null, b: Target | null): boolean =>
  a?.integrationId === b?.integrationId && a?.customerId === b?.customerId

const moveCause = (recorded: Recorded, facts: SubscriptionFacts): RemovalCause =>
  recorded.target?.integrationId === facts.target?.integrationId &&
  recorded.target?.customerId !== facts.target?.customerId
    ? 'holder_changed'
    : 'retargeted'

/**
 * The difference between what was recorded and what the facts ask for (BR-30): one transition yields at most one event,
 * the same facts again yield none. Only a move to another account, or to another product of a platform that does not
 * take `changed`, yields two: removed there, created here.
 */
export const decideChanges = (recorded: Recorded, facts: SubscriptionFacts): Decision => {
  const wasProvisioned = isProvisioned(recorded.state)
  const sameProduct = recorded.target?.productId === facts.target?.productId
  const stays = wasProvisioned && isSameAccount(recorded.target, facts.target) && (sameProduct || facts.sendChanged)
  const desired = resolveDesiredState(facts, stays ? recorded.state : 'absent')

  if (wasProvisioned && desired.kind === 'absent') {
    const removed: SubscriptionChange = { kind: 'removed', state: 'absent', cause: desired.cause }
    return { changes: [{ at: 'recorded', change: removed }], state: 'absent' }
  }
  if (!stays) {
    const removed: SubscriptionChange = { kind: 'removed', state: 'absent', cause: moveCause(recorded, facts) }
    const created: SubscriptionChange = { kind: 'created', state: 'active' }
    return {
      changes: [
        ...(wasProvisioned ? [{ at: 'recorded' as const, change: removed }] : []),
        ...(desired.kind === 'active' ? [{ at: 'desired' as const, change: created }] : []),
      ],
      state: desired.kind,
    }
  }

  const changes: { at: 'desired'; change: SubscriptionChange }[] = []
  const before = recorded.state as 'active' | 'suspended'
  if (!sameProduct) {
    changes.push({ at: 'desired', change: { kind: 'changed', state: before } })
  }
  if (desired.kind === 'suspended' && before === 'active') {
    changes.push({ at: 'desired', change: { kind: 'suspended', state: 'suspended', reasons: desired.reasons } })
  }
  if (desired.kind === 'active' && before === 'suspended') {
    changes.push({ at: 'desired', change: { kind: 'resumed', state: 'active' } })
  }
  return { changes, state: desired.kind }
}
