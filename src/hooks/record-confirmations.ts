import { type Confirmation, confirmSubscriptions } from '../domain/confirm-subscriptions.js'
import type { SubscriptionState } from '../entities/package-subscription.js'
import type { RecordConfirmations, SettledEvent } from '../webhooks/delivery-contract.js'

const toConfirmation = ({ subscriptionId, sequence, data, result }: SettledEvent): Confirmation[] => {
  const { accountId, state } = data as { accountId?: number; state?: SubscriptionState }
  if (subscriptionId === null || sequence === null || accountId === undefined || state === undefined) return []
  if (result.kind !== 'delivered') {
    return [{ subscriptionId, accountId, sequence, result: { kind: 'failed', error: result.error } }]
  }
  const { kind: _, ...answer } = result
  return [{ subscriptionId, accountId, sequence, result: { kind: 'confirmed', state, ...answer } }]
}

/** Turns settled events into what the domain knows of its subscriptions, in the transaction that settles them. */
export const recordConfirmations: RecordConfirmations = (tx, settled) =>
  confirmSubscriptions(tx, settled.flatMap(toConfirmation))
