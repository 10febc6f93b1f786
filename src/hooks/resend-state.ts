import type { EntityManager } from 'typeorm'
import { placeKey } from '../domain/reconciliation/correction-facts.js'
import { listResendable, type ResendInput, type ResendResult } from '../domain/reconciliation/resendable.js'
import { recordAudits } from '../domain/record-audits.js'
import { DomainError } from '../errors.js'
import { type CorrectionContext, recordCorrections } from './record-corrections.js'

/** Subscriptions per transaction: their services and lanes are locked meanwhile. */
const RESEND_BATCH = 500

/**
 * BR-101: has platforms told the current state of a subscription, of a customer's, or of an integration's, the next
 * {@link RESEND_BATCH} of them. A `snapshot` where the integration takes it, else the events that lead to the state (see
 * `decideCorrection`). Asked for twice at once it is sent once. One subscription by itself is refused with
 * `STATE_UNDER_WAY` or `NOTHING_TO_RESEND`.
 */
export const resendState = async (
  tx: EntityManager,
  { scope, afterId = 0, actor, evenIfUnderWay = false }: ResendInput,
  context: CorrectionContext,
): Promise<ResendResult> => {
  const places = await listResendable(tx, { scope, afterId, limit: RESEND_BATCH })
  const evenIfGone = scope.kind === 'subscription'
  const inputs = places.map((place) => ({ ...place, reason: 'resend' as const, evenIfUnderWay, evenIfGone }))
  const results = await recordCorrections(tx, inputs, context)
  const sent = places.filter((place) => results.get(placeKey(place)) === 'recorded')
  const underWay = places.filter((place) => results.get(placeKey(place)) === 'under_way')
  if (scope.kind === 'subscription' && sent.length === 0) {
    throw new DomainError(underWay.length > 0 ? 'STATE_UNDER_WAY' : 'NOTHING_TO_RESEND', { id: scope.id })
  }
  await recordAudits(tx, {
    actor,
    action: 'subscription.state_resent',
    resource: 'package_subscription',
    rows: sent.map(({ subscriptionId, accountId }) => ({
      recordId: subscriptionId,
      before: {},
      after: { accountId, askedFor: scope.kind },
    })),
  })
  const last = places.at(-1)
  return {
    sent: sent.length,
    underWay: underWay.length,
    nextAfterId: places.length === RESEND_BATCH && last ? last.subscriptionId : null,
  }
}
