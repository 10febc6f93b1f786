import { isProvisioned, resolveDesiredState } from './desired-state.js'
import type { SubscriptionRow } from './subscription-facts.js'

/** A subscription that takes over what was recorded of one of a previous service. */
export interface Continuation {
  fromId: number
  toId: number
  /** The recorded subscription as it was before, for the event that names both. */
  from: SubscriptionRow
  to: SubscriptionRow
}

const NOTHING = { state: 'absent', target: null } as const

const isAtSameAccount = (from: SubscriptionRow, to: SubscriptionRow): boolean =>
  from.recorded.target?.integrationId === to.facts.target?.integrationId &&
  from.recorded.target?.customerId === to.facts.target?.customerId

const mayContinue = (from: SubscriptionRow, to: SubscriptionRow): boolean =>
  isProvisioned(from.recorded.state) &&
  resolveDesiredState(from.facts, from.recorded.state).kind === 'absent' &&
  !isProvisioned(to.recorded.state) &&
  isAtSameAccount(from, to)

/**
 * BR-40: where a subscription goes on with one of a service that was closed, at the same account, the platform's user
 * stays: what was recorded of the old one is recorded of the new one, and the old one counts as never created. Takes and
 * returns rows by id ascending, so that a service that was migrated twice at once is followed through.
 *
 * A platform that does not take `relinked` goes on knowing the subscription by its old id (`recordedAsId`).
 */
export const continueSubscriptions = (
  rows: readonly SubscriptionRow[],
): { rows: SubscriptionRow[]; continuations: Continuation[] } => {
  const byId = new Map(rows.map((row) => [row.id, row]))
  const continuations: Continuation[] = []
  for (const { id, continuesId } of rows) {
    const from = continuesId === null ? undefined : byId.get(continuesId)
    const to = byId.get(id)
    if (!from || !to || !mayContinue(from, to)) continue
    continuations.push({ fromId: from.id, toId: to.id, from, to })
    byId.set(to.id, {
      ...to,
      recorded: from.recorded,
      recordedAccountId: from.recordedAccountId,
      recordedSequence: from.recordedSequence,
      recordedAsId: to.sendRelinked ? null : (from.recordedAsId ?? from.id),
    })
    byId.set(from.id, {
      ...from,
      recorded: NOTHING,
      recordedAccountId: null,
      recordedSequence: null,
      recordedAsId: null,
    })
  }
  return { rows: [...byId.values()], continuations }
}
