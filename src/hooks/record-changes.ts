import type { EntityManager } from 'typeorm'
import { lockAffectedServices } from '../domain/state/affected-services.js'
import { type Continuation, continueSubscriptions } from '../domain/state/continue-subscriptions.js'
import { accountKey, countProvisioned, ensureAccounts } from '../domain/state/platform-accounts.js'
import { type Decision, decideChanges } from '../domain/state/subscription-changes.js'
import { loadSubscriptionRows, type SubscriptionRow } from '../domain/state/subscription-facts.js'
import type { Touches } from '../domain/touches.js'
import { lockLanes, recordEvents } from '../webhooks/outbox.js'
import { draftAccountUpdates, type EditedAccount, lockEditedAccounts } from './account-updates.js'
import {
  createAccountLoad,
  inLaneOrder,
  type PlacedChange,
  toEventDraft,
  toRelinkedDraft,
} from './subscription-event.js'
import { writeContinuations } from './write-continuations.js'

export interface Decided {
  row: SubscriptionRow
  decision: Decision
}

const differs = ({ row, decision }: Decided): boolean =>
  decision.changes.length > 0 || decision.state !== row.recorded.state

const decide = (row: SubscriptionRow): Decided => ({ row, decision: decideChanges(row.recorded, row.facts) })

/** What touched facts ask for, computed and not yet written. */
export interface Plan {
  decided: readonly Decided[]
  rows: readonly SubscriptionRow[]
  continuations: readonly Continuation[]
  edited: readonly EditedAccount[]
}

export const planChanges = (loaded: readonly SubscriptionRow[]): Omit<Plan, 'edited'> => {
  const { rows, continuations } = continueSubscriptions(loaded)
  return { decided: rows.map(decide).filter(differs), rows, continuations }
}

const placeChanges = (decided: readonly Decided[], accounts: ReadonlyMap<string, number>): PlacedChange[] =>
  decided.flatMap(({ row, decision }) =>
    decision.changes.map(({ at, change }) => {
      const target = at === 'recorded' ? row.recorded.target : row.facts.target
      const accountId = at === 'recorded' ? row.recordedAccountId : target && accounts.get(accountKey(target))
      if (!target || !accountId) throw new TypeError(`subscription ${row.id} changes without an account`)
      return { row, change, target, accountId }
    }),
  )

interface LastChange {
  accountId: number
  sequence: number
  isNew: boolean
}

const markRecorded = async (
  tx: EntityManager,
  decided: readonly Decided[],
  last: ReadonlyMap<number, LastChange>,
): Promise<void> => {
  // The services are locked, so nobody else records for these subscriptions.
  await tx.query(
    `update content_platforms.package_subscription s
     set recorded_state = u.state, recorded_product_id = coalesce(u.product_id, s.recorded_product_id),
       recorded_account_id = coalesce(u.account_id, s.recorded_account_id),
       recorded_sequence = coalesce(u.sequence, s.recorded_sequence),
       recorded_as_id = case when u.is_new then null else s.recorded_as_id end
     from unnest($1::int[], $2::text[], $3::int[], $4::int[], $5::int[], $6::boolean[])
       as u(id, state, product_id, account_id, sequence, is_new)
     where s.id = u.id`,
    [
      decided.map(({ row }) => row.id),
      decided.map(({ decision }) => decision.state),
      decided.map(({ row }) => (last.has(row.id) ? (row.facts.target?.productId ?? null) : null)),
      decided.map(({ row }) => last.get(row.id)?.accountId ?? null),
      decided.map(({ row }) => last.get(row.id)?.sequence ?? null),
      decided.map(({ row }) => last.get(row.id)?.isNew ?? false),
    ],
  )
}

/**
 * Records what the touched facts mean for the platforms: the difference between the state last recorded and the one
 * that the facts ask for, as events in their lanes. One row or 100,000: the same number of statements.
 *
 * Runs in the transaction that changed the facts, just before it commits; an error rolls both back. Returns the number
 * of events.
 */
export const recordChanges = async (
  tx: EntityManager,
  touches: Touches,
  readToday: (tx: EntityManager) => Promise<string>,
): Promise<number> => {
  const edited = await lockEditedAccounts(tx, touches)
  const serviceIds = await lockAffectedServices(tx, touches)
  const rows = serviceIds.length === 0 ? [] : await loadSubscriptionRows(tx, { serviceIds, today: await readToday(tx) })
  const plan = { ...planChanges(rows), edited }
  if (plan.decided.length === 0 && plan.continuations.length === 0 && edited.length === 0) return 0
  return writePlan(tx, plan)
}

const writePlan = async (tx: EntityManager, { decided, rows, continuations, edited }: Plan): Promise<number> => {
  const targets = decided.flatMap(({ row, decision }) =>
    row.facts.target && decision.changes.some(({ at }) => at === 'desired') ? [row.facts.target] : [],
  )
  const placed = inLaneOrder(placeChanges(decided, await ensureAccounts(tx, targets)))
  const relinks = continuations.flatMap(toRelinkedDraft)
  // Lanes of the continued ones too, event or not: what a worker settles of them must wait for the new row.
  const continued = continuations.flatMap(({ from: { recordedAccountId: accountId, recorded } }) =>
    accountId && recorded.target ? [{ accountId, integrationId: recorded.target.integrationId }] : [],
  )
  await lockLanes(tx, [
    ...placed.map(({ accountId, target }) => ({ accountId, integrationId: target.integrationId })),
    ...continued,
    ...edited,
  ])
  if (continuations.length > 0) await writeContinuations(tx, { rows, continuations })

  // Counted with the lanes locked: two services of one customer that end at once must not both see the other alive.
  const accountIds = [...placed, ...relinks].map(({ accountId }) => accountId)
  const load = createAccountLoad(await countProvisioned(tx, [...new Set(accountIds)]))
  const updates = await draftAccountUpdates(tx, edited)
  const drafts = [
    // First, for what follows may end the user.
    ...updates,
    ...relinks.map((draft) => ({ ...draft, data: { ...draft.data, ...load.now(draft.accountId) } })),
    ...placed.map((change) => toEventDraft(change, load)),
  ]
  const recorded = (await recordEvents(tx, drafts)).slice(updates.length + relinks.length)

  const last = new Map<number, LastChange>()
  for (const [index, { sequence }] of recorded.entries()) {
    const change = placed[index]
    if (!change) continue
    last.set(change.row.id, { accountId: change.accountId, sequence, isNew: change.change.kind === 'created' })
  }
  if (decided.length > 0) await markRecorded(tx, decided, last)
  return drafts.length
}
