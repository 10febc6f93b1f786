import type { EntityManager } from 'typeorm'
import { placeKey } from '../domain/reconciliation/correction-facts.js'
import {
  type CorrectInput,
  type CorrectResult,
  countTakenAway,
  listOpenDifferences,
  type OpenDifference,
  settleDifferences,
} from '../domain/reconciliation/open-differences.js'
import { recordAudits } from '../domain/record-audits.js'
import { readBrakeLimit } from '../domain/state/mass-brake.js'
import { DomainError } from '../errors.js'
import { type CorrectionContext, type CorrectionResult, recordCorrections } from './record-corrections.js'

/** Differences per transaction: their services and lanes are locked meanwhile. */
const CORRECTION_BATCH = 500

const refuseUnconfirmed = async (tx: EntityManager, input: CorrectInput): Promise<void> => {
  if (input.confirmed || input.differenceId !== undefined) return
  const limit = await readBrakeLimit(tx)
  const count = await countTakenAway(tx, input)
  if (count > limit) throw new DomainError('CORRECTION_NOT_CONFIRMED', { count, limit })
}

const auditCorrections = (
  tx: EntityManager,
  { corrected, reconciliationId, actor }: { corrected: readonly OpenDifference[] } & CorrectInput,
): Promise<void> =>
  recordAudits(tx, {
    actor,
    action: 'subscription.state_corrected',
    resource: 'package_subscription',
    rows: corrected.map(({ subscriptionId, kind, ours, theirs }) => ({
      recordId: subscriptionId,
      before: { theirs },
      after: { ours, kind, reconciliationId },
    })),
  })

/**
 * BR-100: corrects differences of a run at the platform, the next {@link CORRECTION_BATCH} of those chosen: each that
 * still stands is told anew by events of its own, once, however often it is asked for. Refuses more than the mass brake
 * lets through with `CORRECTION_NOT_CONFIRMED`; one by itself also with `DIFFERENCE_NOT_FIXABLE` or `STATE_UNDER_WAY`.
 */
export const correctDifferences = async (
  tx: EntityManager,
  input: CorrectInput,
  context: CorrectionContext,
): Promise<CorrectResult> => {
  await refuseUnconfirmed(tx, input)
  const { afterId = 0, actor, differenceId } = input
  const open = await listOpenDifferences(tx, { ...input, afterId, limit: CORRECTION_BATCH })
  const results = await recordCorrections(
    tx,
    open.map(({ kind, accountId, subscriptionId, ours, theirs, foundAt }) => ({
      ...{ accountId, subscriptionId, reason: kind },
      found: { ours, theirs, at: foundAt },
    })),
    context,
  )
  const having = (result: CorrectionResult) => open.filter((item) => results.get(placeKey(item)) === result)
  const [corrected, obsolete, underWay] = [having('recorded'), having('obsolete'), having('under_way')]
  if (differenceId !== undefined && corrected.length + obsolete.length === 0) {
    const isSettled = open.length === 0 && (await isKnown(tx, input))
    if (!isSettled) throw new DomainError(underWay.length > 0 ? 'STATE_UNDER_WAY' : 'DIFFERENCE_NOT_FIXABLE')
  }
  await settleDifferences(
    tx,
    [
      ...corrected.map(({ id }) => ({ id, resolution: 'corrected' as const })),
      ...obsolete.map(({ id }) => ({ id, resolution: 'obsolete' as const })),
    ],
    actor,
  )
  await auditCorrections(tx, { ...input, corrected })
  const last = open.at(-1)
  return {
    corrected: corrected.length,
    obsolete: obsolete.length,
    underWay: underWay.length,
    nextAfterId: open.length === CORRECTION_BATCH && last ? last.id : null,
  }
}

/** Whether the difference was settled before: then there is nothing left to do, and nothing wrong. */
const isKnown = async (tx: EntityManager, { reconciliationId, differenceId }: CorrectInput): Promise<boolean> => {
  const [row]: { settled: boolean }[] = await tx.query(
    `select fixed_at is not null as settled from content_platforms.reconciliation_difference
     where id = $1 and reconciliation_id = $2`,
    [differenceId, reconciliationId],
  )
  if (!row) throw new DomainError('NOT_FOUND', { id: differenceId })
  return row.settled
}
