import type { Target } from '../domain/desired-state.js'
import type { SubscriptionChange } from '../domain/subscription-changes.js'
import type { SubscriptionRow } from '../domain/subscription-facts.js'
import type { EventData, SubscriptionEventName } from '../events/catalogue.js'
import { createEventId } from '../webhooks/event-id.js'
import type { EventDraft } from '../webhooks/outbox.js'

/** A change of a subscription, with the account that must learn it. */
export interface PlacedChange {
  row: SubscriptionRow
  change: SubscriptionChange
  target: Target
  accountId: number
}

const EVENT_OF = {
  created: 'content.subscription.created',
  suspended: 'content.subscription.suspended',
  resumed: 'content.subscription.resumed',
  changed: 'content.subscription.changed',
  removed: 'content.subscription.removed',
} as const satisfies Record<SubscriptionChange['kind'], SubscriptionEventName>

/** How many subscriptions an account holds while events are applied one after the other. */
export interface AccountLoad {
  /** Applies the change and returns how many others the account holds after it. */
  others(accountId: number, change: SubscriptionChange): number
}

export const createAccountLoad = (provisioned: ReadonlyMap<number, number>): AccountLoad => {
  const counts = new Map(provisioned)
  return {
    others(accountId, change) {
      const before = counts.get(accountId) ?? 0
      if (change.kind === 'created') counts.set(accountId, before + 1)
      if (change.kind === 'removed') counts.set(accountId, before - 1)
      return change.kind === 'created' ? before : before - 1
    },
  }
}

/** The event that tells a platform about one change: ids and states only. */
export const toEventDraft = ({ row, change, target, accountId }: PlacedChange, load: AccountLoad): EventDraft => {
  const data: EventData<'content.subscription.created'> = {
    subscriptionId: row.id,
    packageId: row.packageId,
    productId: change.kind === 'removed' ? (row.recorded.target?.productId ?? target.productId) : target.productId,
    serviceId: row.serviceId,
    serviceStatus: row.serviceStatus,
    accountId,
    customerId: target.customerId,
    state: change.state,
    previousState: change.kind === 'created' ? 'absent' : row.recorded.state,
    reasons: change.kind === 'suspended' ? [...change.reasons] : [],
    expiresOn: row.expiresOn,
    otherActiveSubscriptions: load.others(accountId, change),
  }
  const extra = {
    ...(change.kind === 'removed' ? { cause: change.cause } : {}),
    ...(change.kind === 'changed' ? { previousProductId: row.recorded.target?.productId } : {}),
  }
  return {
    id: createEventId(),
    type: EVENT_OF[change.kind],
    integrationId: target.integrationId,
    accountId,
    subscriptionId: row.id,
    data: { ...data, ...extra },
  }
}
