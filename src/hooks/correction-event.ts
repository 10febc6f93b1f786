import type { CorrectionStep } from '../domain/reconciliation/correction.js'
import type { StandingThere } from '../domain/reconciliation/correction-facts.js'
import { isProvisioned, type RemovalCause, resolveDesiredState } from '../domain/state/desired-state.js'
import type { SubscriptionRow } from '../domain/state/subscription-facts.js'
import type { EventData, SubscriptionEventName } from '../events/catalogue.js'
import { createEventId } from '../webhooks/event-id.js'
import type { EventDraft } from '../webhooks/outbox.js'

export interface CorrectionDraft {
  row: SubscriptionRow
  draft: EventDraft
}

const EVENT_OF = {
  created: 'content.subscription.created',
  suspended: 'content.subscription.suspended',
  resumed: 'content.subscription.resumed',
  removed: 'content.subscription.removed',
  snapshot: 'content.subscription.snapshot',
} as const satisfies Record<CorrectionStep['kind'], SubscriptionEventName>

const causeOf = (row: SubscriptionRow, accountId: number): RemovalCause => {
  if (row.recordedAccountId !== accountId) return 'retargeted'
  const desired = resolveDesiredState(row.facts, row.recorded.state)
  return desired.kind === 'absent' ? desired.cause : 'unlinked'
}

/** The event that says one step of a correction: the facts as they are, under the id by which the platform knows it. */
export const toCorrectionDraft = (
  { row, there }: { row: SubscriptionRow; there: StandingThere },
  step: CorrectionStep,
  provisioned: ReadonlyMap<number, number>,
): EventDraft => {
  const { accountId, integrationId, customerId } = there
  const isHere = row.recordedAccountId === accountId
  const productId = (isHere ? row.recorded.target?.productId : null) ?? row.facts.target?.productId
  if (productId === undefined) throw new TypeError(`subscription ${row.id} has no product to tell of`)
  const desired = resolveDesiredState(row.facts, row.recorded.state)
  const isOneOfThem = isHere && isProvisioned(row.recorded.state)
  const data: EventData<'content.subscription.created'> = {
    subscriptionId: isHere ? (row.recordedAsId ?? row.id) : row.id,
    packageId: row.packageId,
    productId,
    serviceId: row.serviceId,
    serviceStatus: row.serviceStatus,
    accountId,
    customerId,
    state: step.state,
    previousState: step.previousState,
    reasons: step.state === 'suspended' && desired.kind === 'suspended' ? [...desired.reasons] : [],
    expiresOn: row.expiresOn,
    otherActiveSubscriptions: (provisioned.get(accountId) ?? 0) - (isOneOfThem ? 1 : 0),
  }
  const extra =
    step.kind === 'removed' ? { cause: causeOf(row, accountId), externalId: isHere ? row.externalId : null } : {}
  return {
    id: createEventId(),
    type: EVENT_OF[step.kind],
    integrationId,
    accountId,
    subscriptionId: row.id,
    data: { ...data, ...extra },
  }
}
