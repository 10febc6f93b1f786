import type { Transaction } from '../database/database.js'
import {
  type Confirmation,
  confirmationStatements,
  confirmSubscriptions,
} from '../domain/state/confirm-subscriptions.js'
import type { SubscriptionState } from '../entities/package-subscription.js'
import { isStateful } from '../events/event-types.js'
import type { RecordConfirmations, SettledEvent } from '../webhooks/delivery-contract.js'

/** Only an event that carries a state to the platform says how a subscription stands there. */
const carriesState = (type: string): boolean => isStateful(type) || type === 'content.subscription.snapshot'

const toConfirmation = ({ type, subscriptionId, sequence, data, result }: SettledEvent): Confirmation[] => {
  const { accountId, state } = data as { accountId?: number; state?: SubscriptionState }
  if (sequence === null || accountId === undefined) return []
  if (subscriptionId === null || state === undefined || !carriesState(type)) {
    if (result.kind !== 'delivered') return []
    const { kind: _, ...answer } = result
    return [{ subscriptionId: null, accountId, sequence, result: { kind: 'answered', ...answer } }]
  }
  if (result.kind !== 'delivered') {
    return [{ subscriptionId, accountId, sequence, result: { kind: 'failed', error: result.error } }]
  }
  const { kind: _, ...answer } = result
  return [{ subscriptionId, accountId, sequence, result: { kind: 'confirmed', state, ...answer } }]
}

/** Turns settled events into what the domain knows of its subscriptions, in the transaction that settles them. */
export const recordConfirmations: RecordConfirmations = Object.assign(
  (tx: Transaction, settled: readonly SettledEvent[]) => confirmSubscriptions(tx, settled.flatMap(toConfirmation)),
  { statementsFor: (settled: readonly SettledEvent[]) => confirmationStatements(settled.flatMap(toConfirmation)) },
)
