import type { EntityManager } from 'typeorm'
import { type CorrectionReason, type CorrectionStep, decideCorrection } from '../domain/reconciliation/correction.js'
import {
  type CorrectionPlace,
  loadStandings,
  lockServicesOf,
  placeKey,
  type StandingThere,
} from '../domain/reconciliation/correction-facts.js'
import { isProvisioned } from '../domain/state/desired-state.js'
import { countProvisioned } from '../domain/state/platform-accounts.js'
import { loadSubscriptionRows, type SubscriptionRow } from '../domain/state/subscription-facts.js'
import type { SubscriptionState } from '../entities/package-subscription.js'
import { isStateful } from '../events/event-types.js'
import { lockLanes, recordEvents } from '../webhooks/outbox.js'
import { type CorrectionDraft, toCorrectionDraft } from './correction-event.js'

/** A subscription whose platform is to be told anew. */
export interface CorrectionInput extends CorrectionPlace {
  reason: CorrectionReason
  /** What was compared, for a difference: it is corrected only while it stands. `ours` is null where states agree. */
  found?: { ours: SubscriptionState | null; theirs: SubscriptionState; at: Date }
  /** Also where something is still under way: what is recorded now comes after it. */
  evenIfUnderWay?: boolean
  /** Also where nothing was there any more and the platform said so: else a strict one refuses a second removal. */
  evenIfGone?: boolean
}

/** `obsolete`: there is no such difference any more. `nothing`: the platform has nothing of it. */
export type CorrectionResult = 'recorded' | 'under_way' | 'obsolete' | 'nothing'

export interface CorrectionContext {
  readToday(tx: EntityManager): Promise<string>
}

interface Case {
  input: CorrectionInput
  row: SubscriptionRow
  there: StandingThere
}

const oursAt = ({ row, input }: Case): SubscriptionState =>
  row.recordedAccountId === input.accountId ? row.recorded.state : 'absent'

/** Something was delivered or decided since: what was compared is history. Times are the database's. */
const isOverturned = ({ input: { found }, there: { settledAt } }: Case): boolean =>
  found !== undefined && settledAt !== null && settledAt > found.at

const decide = (one: Case): { result: CorrectionResult; steps: CorrectionStep[] } => {
  const { input, there } = one
  const ours = oursAt(one)
  if (there.isUnderWay && !input.evenIfUnderWay) return { result: 'under_way', steps: [] }
  const isOther = input.found !== undefined && input.found.ours !== null && input.found.ours !== ours
  if (isOverturned(one) || isOther) return { result: 'obsolete', steps: [] }
  if (!one.row.recorded.target && !one.row.facts.target) return { result: 'nothing', steps: [] }
  const { sendSnapshot, sendResumed, wasTold, confirmedState } = there
  const theirs = input.found?.theirs ?? confirmedState
  const isGone = !isProvisioned(ours) && !isProvisioned(theirs)
  if (input.reason === 'resend' && isGone && !input.evenIfGone) return { result: 'nothing', steps: [] }
  const steps = decideCorrection({
    reason: input.reason,
    ours,
    theirs,
    wasThere: wasTold || isProvisioned(theirs),
    sendSnapshot,
    sendResumed,
  })
  return { result: steps.length > 0 ? 'recorded' : 'nothing', steps }
}

const loadCases = async (
  tx: EntityManager,
  inputs: readonly CorrectionInput[],
  { readToday }: CorrectionContext,
): Promise<Case[]> => {
  const serviceIds = await lockServicesOf(
    tx,
    inputs.map(({ subscriptionId }) => subscriptionId),
  )
  const accounts: { accountId: number; integrationId: number }[] = await tx.query(
    `select id as "accountId", integration_id as "integrationId" from content_platforms.platform_account
     where id = any($1)`,
    [inputs.map(({ accountId }) => accountId)],
  )
  await lockLanes(tx, accounts)
  const rows = new Map(
    (await loadSubscriptionRows(tx, { serviceIds, today: await readToday(tx) })).map((row) => [row.id, row]),
  )
  const standings = await loadStandings(tx, inputs)
  return inputs.flatMap((input) => {
    const row = rows.get(input.subscriptionId)
    const there = standings.get(placeKey(input))
    return row && there ? [{ input, row, there }] : []
  })
}

const markRecorded = async (
  tx: EntityManager,
  drafts: readonly CorrectionDraft[],
  sequences: readonly { sequence: number }[],
): Promise<void> => {
  const last = new Map<number, number>()
  for (const [index, { row, draft }] of drafts.entries()) {
    const isOwn = row.recordedAccountId === draft.accountId && isStateful(draft.type)
    const sequence = sequences[index]?.sequence
    if (isOwn && sequence !== undefined) last.set(row.id, sequence)
  }
  // The services are locked. What was recorded stays; only its newest event is another one, which is to be awaited. A
  // snapshot is not: where it is lost, what was acknowledged before still counts.
  await tx.query(
    `update content_platforms.package_subscription s set recorded_sequence = u.sequence
     from unnest($1::int[], $2::int[]) as u (id, sequence) where s.id = u.id`,
    [[...last.keys()], [...last.values()]],
  )
}

/**
 * Records the events that make platforms have what was recorded, each once: in the caller's transaction, under the locks
 * of the services and lanes, and only for what still stands by then. Changes no fact and no recorded state. To be called
 * once per transaction, with some hundred places at most; the result is keyed by {@link placeKey}.
 */
export const recordCorrections = async (
  tx: EntityManager,
  inputs: readonly CorrectionInput[],
  context: CorrectionContext,
): Promise<ReadonlyMap<string, CorrectionResult>> => {
  const once = [...new Map(inputs.map((input) => [placeKey(input), input])).values()]
  if (once.length === 0) return new Map()
  const cases = await loadCases(tx, once, context)
  const provisioned = await countProvisioned(tx, [...new Set(cases.map(({ input }) => input.accountId))])
  const results = new Map<string, CorrectionResult>()
  const drafts: CorrectionDraft[] = []
  for (const one of cases) {
    const { result, steps } = decide(one)
    results.set(placeKey(one.input), result)
    for (const step of steps) drafts.push({ row: one.row, draft: toCorrectionDraft(one, step, provisioned) })
  }
  const recorded = await recordEvents(
    tx,
    drafts.map(({ draft }) => draft),
  )
  if (recorded.length > 0) await markRecorded(tx, drafts, recorded)
  return results
}
