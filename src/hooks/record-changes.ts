import type { EntityManager } from 'typeorm'
import { lockAffectedServices } from '../domain/state/affected-services.js'
import { type Continuation, continueSubscriptions } from '../domain/state/continue-subscriptions.js'
import type { Target } from '../domain/state/desired-state.js'
import { accountKey, countProvisioned, ensureAccounts } from '../domain/state/platform-accounts.js'
import { type Decision, decideChanges, isSameAccount } from '../domain/state/subscription-changes.js'
import { loadSubscriptionRows, type SubscriptionRow } from '../domain/state/subscription-facts.js'
import type { Touches } from '../domain/touches.js'
import { lockLanes, recordInLockedLanes } from '../webhooks/outbox.js'
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

/** The account at which a change is told, where it is known: that of the recorded target, wherever the two are the same. */
const knownAccount = ({ recorded, facts, recordedAccountId }: SubscriptionRow, at: 'recorded' | 'desired') => {
  const isSame = at === 'recorded' || (recorded.target && facts.target && isSameAccount(recorded.target, facts.target))
  return isSame ? recordedAccountId : null
}

/** Accounts that changes need and that aren't known from what was recorded. */
const missingAccounts = (decided: readonly Decided[]): Target[] =>
  decided.flatMap(({ row, decision }) =>
    row.facts.target && decision.changes.some(({ at }) => at === 'desired') && !knownAccount(row, 'desired')
      ? [row.facts.target]
      : [],
  )

const placeChanges = (decided: readonly Decided[], accounts: ReadonlyMap<string, number>): PlacedChange[] =>
  decided.flatMap(({ row, decision }) =>
    decision.changes.map(({ at, change }) => {
      const target = at === 'recorded' ? row.recorded.target : row.facts.target
      const accountId = knownAccount(row, at) ?? (target && accounts.get(accountKey(target)))
      if (!target || !accountId) throw new TypeError(`subscription ${row.id} changes without an account`)
      return { row, change, target, accountId }
    }),
  )

interface LastChange {
  accountId: number
  sequence: number
  isNew: boolean
}

/** Subscriptions per statement: what one takes in memory stays the same however many there are. */
const CHUNK = 20_000

const markRecorded = async (
  tx: EntityManager,
  decided: readonly Decided[],
  last: ReadonlyMap<number, LastChange>,
): Promise<void> => {
  for (let start = 0; start < decided.length; start += CHUNK) {
    const marked = decided.slice(start, start + CHUNK)
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
        marked.map(({ row }) => row.id),
        marked.map(({ decision }) => decision.state),
        marked.map(({ row }) => (last.has(row.id) ? (row.facts.target?.productId ?? null) : null)),
        marked.map(({ row }) => last.get(row.id)?.accountId ?? null),
        marked.map(({ row }) => last.get(row.id)?.sequence ?? null),
        marked.map(({ row }) => last.get(row.id)?.isNew ?? false),
      ],
    )
  }
}

/**
 * Records what the touched facts mean for the platforms: the difference between the state last recorded and the one
 * that the facts ask for, as events in their lanes. One row or 100,000: the same statements, each for some thousand rows.
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
  const accounts = await ensureAccounts(tx, missingAccounts(decided))
  const placed = inLaneOrder(placeChanges(decided, accounts))
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
  const recorded = (await recordInLockedLanes(tx, drafts)).slice(updates.length + relinks.length)

  const last = new Map<number, LastChange>()
  for (const [index, { sequence }] of recorded.entries()) {
    const change = placed[index]
    if (!change) continue
    last.set(change.row.id, { accountId: change.accountId, sequence, isNew: change.change.kind === 'created' })
  }
  if (decided.length > 0) await markRecorded(tx, decided, last)
  return drafts.length
}
