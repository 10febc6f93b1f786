import type { Continuation } from '../domain/state/continue-subscriptions.js'
import type { Target } from '../domain/state/desired-state.js'
import type { SubscriptionChange } from '../domain/state/subscription-changes.js'
import type { SubscriptionRow } from '../domain/state/subscription-facts.js'
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

/**
 * What is created at an account comes before what is removed there, so that a swap never looks like the end of a user.
 * Not where a subscription is removed to be created anew, nor where the platform bears one package at a time.
 */
export const inLaneOrder = (placed: readonly PlacedChange[]): PlacedChange[] => {
  const replaced = new Set(placed.filter(({ change }) => change.kind === 'removed').map(({ row }) => row.id))
  const isFirst = ({ row, change }: PlacedChange) =>
    change.kind === 'created' && !row.singlePackage && !replaced.has(row.id)
  return [...placed.filter(isFirst), ...placed.filter((item) => !isFirst(item))]
}

/** How many subscriptions an account holds while events are applied one after the other. */
export interface AccountLoad {
  /** Applies the change and returns how many others the account holds after it. */
  others(accountId: number, change: SubscriptionChange): number
  /** The same for an event that changes nothing. */
  now(accountId: number): { otherActiveSubscriptions: number }
}

export const createAccountLoad = (provisioned: ReadonlyMap<number, number>): AccountLoad => {
  const counts = new Map(provisioned)
  const countOf = (accountId: number) => counts.get(accountId) ?? 0
  return {
    others(accountId, change) {
      const before = countOf(accountId)
      if (change.kind === 'created') counts.set(accountId, before + 1)
      if (change.kind === 'removed') counts.set(accountId, before - 1)
      return change.kind === 'created' ? before : before - 1
    },
    now: (accountId) => ({ otherActiveSubscriptions: Math.max(0, countOf(accountId) - 1) }),
  }
}

/** The id by which the platform knows a subscription once this change is told. */
const knownId = ({ row, change }: PlacedChange): number =>
  change.kind === 'created' ? row.id : (row.recordedAsId ?? row.id)

/** The event that tells a platform about one change: ids and states only. */
export const toEventDraft = (placed: PlacedChange, load: AccountLoad): EventDraft => {
  const { row, change, target, accountId } = placed
  const data: EventData<'content.subscription.created'> = {
    subscriptionId: knownId(placed),
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
    ...(change.kind === 'removed' ? { cause: change.cause, externalId: row.externalId } : {}),
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

/** The event that names a subscription of before a migration and the one that goes on; none where it isn't wanted. */
export const toRelinkedDraft = ({ from, to }: Continuation): EventDraft[] => {
  const { recorded, recordedAccountId: accountId } = from
  if (!to.sendRelinked || !recorded.target || accountId === null) return []
  const data: EventData<'content.subscription.relinked'> = {
    subscriptionId: to.id,
    previousSubscriptionId: from.recordedAsId ?? from.id,
    packageId: to.packageId,
    previousPackageId: from.packageId,
    productId: recorded.target.productId,
    serviceId: to.serviceId,
    previousServiceId: from.serviceId,
    serviceStatus: to.serviceStatus,
    accountId,
    customerId: recorded.target.customerId,
    state: recorded.state,
    previousState: recorded.state,
    reasons: [],
    expiresOn: to.expiresOn,
    otherActiveSubscriptions: 0,
  }
  return [
    {
      id: createEventId(),
      type: 'content.subscription.relinked',
      integrationId: recorded.target.integrationId,
      accountId,
      subscriptionId: to.id,
      data,
    },
  ]
}
