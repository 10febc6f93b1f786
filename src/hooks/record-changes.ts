import type { EntityManager } from 'typeorm'
import { lockAffectedServices } from '../domain/affected-services.js'
import { accountKey, countProvisioned, ensureAccounts } from '../domain/platform-accounts.js'
import { type Decision, decideChanges } from '../domain/subscription-changes.js'
import { loadSubscriptionRows, type SubscriptionRow } from '../domain/subscription-facts.js'
import type { Touches } from '../domain/touches.js'
import { lockLanes, recordEvents } from '../webhooks/outbox.js'
import { createAccountLoad, type PlacedChange, toEventDraft } from './subscription-event.js'

interface Decided {
  row: SubscriptionRow
  decision: Decision
}

const differs = ({ row, decision }: Decided): boolean =>
  decision.changes.length > 0 || decision.state !== row.recorded.state

const placeChanges = (
  decided: readonly Decided[],
  accounts: ReadonlyMap<string, number>,
): { placed: PlacedChange[]; accountOf: Map<number, number> } => {
  const accountOf = new Map<number, number>()
  const placed: PlacedChange[] = []
  for (const { row, decision } of decided) {
    for (const { at, change } of decision.changes) {
      const target = at === 'recorded' ? row.recorded.target : row.facts.target
      const accountId = at === 'recorded' ? row.recordedAccountId : target && accounts.get(accountKey(target))
      if (!target || !accountId) throw new TypeError(`subscription ${row.id} changes without an account`)
      placed.push({ row, change, target, accountId })
      accountOf.set(row.id, accountId)
    }
  }
  return { placed, accountOf }
}

const markRecorded = async (
  tx: EntityManager,
  decided: readonly Decided[],
  { accountOf, sequenceOf }: { accountOf: Map<number, number>; sequenceOf: Map<number, number> },
): Promise<void> => {
  // The services are locked, so nobody else records for these subscriptions.
  await tx.query(
    `update content_platforms.package_subscription s
     set recorded_state = u.state, recorded_product_id = coalesce(u.product_id, s.recorded_product_id),
       recorded_account_id = coalesce(u.account_id, s.recorded_account_id),
       recorded_sequence = coalesce(u.sequence, s.recorded_sequence)
     from unnest($1::int[], $2::text[], $3::int[], $4::int[], $5::int[])
       as u(id, state, product_id, account_id, sequence)
     where s.id = u.id`,
    [
      decided.map(({ row }) => row.id),
      decided.map(({ decision }) => decision.state),
      decided.map(({ row }) => (accountOf.has(row.id) ? (row.facts.target?.productId ?? null) : null)),
      decided.map(({ row }) => accountOf.get(row.id) ?? null),
      decided.map(({ row }) => sequenceOf.get(row.id) ?? null),
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
  const serviceIds = await lockAffectedServices(tx, touches)
  if (serviceIds.length === 0) return 0
  const rows = await loadSubscriptionRows(tx, { serviceIds, today: await readToday(tx) })
  const decided = rows.map((row) => ({ row, decision: decideChanges(row.recorded, row.facts) })).filter(differs)
  if (decided.length === 0) return 0

  const targets = decided.flatMap(({ row, decision }) =>
    row.facts.target && decision.changes.some(({ at }) => at === 'desired') ? [row.facts.target] : [],
  )
  const { placed, accountOf } = placeChanges(decided, await ensureAccounts(tx, targets))
  await lockLanes(
    tx,
    placed.map(({ accountId, target }) => ({ accountId, integrationId: target.integrationId })),
  )
  // Counted with the lanes locked: two services of one customer that end at once must not both see the other alive.
  const load = createAccountLoad(await countProvisioned(tx, [...new Set(placed.map((change) => change.accountId))]))
  const drafts = placed.map((change) => toEventDraft(change, load))
  const recorded = await recordEvents(tx, drafts)

  const sequenceOf = new Map<number, number>()
  for (const [index, { sequence }] of recorded.entries()) {
    const subscriptionId = placed[index]?.row.id
    if (subscriptionId !== undefined) sequenceOf.set(subscriptionId, sequence)
  }
  await markRecorded(tx, decided, { accountOf, sequenceOf })
  return recorded.length
}
