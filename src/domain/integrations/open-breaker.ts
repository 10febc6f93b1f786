import type { EntityManager } from 'typeorm'
import { DomainError } from '../../errors.js'
import type { Actor } from '../actor.js'
import { recordAudit } from '../record-audit.js'
import { lockGate } from './lock-gate.js'

export interface BreakerInput {
  integrationId: number
  reason: string
  actor: Actor
}

/**
 * Interrupts delivery to a platform until a person resumes it; events go on being recorded and wait. Also where it was
 * interrupted by itself: then nothing is tried any more. Throws `REASON_REQUIRED`, `NOT_FOUND`, `BREAKER_ALREADY_FORCED`.
 */
export const openBreaker = async (tx: EntityManager, { integrationId, reason, actor }: BreakerInput): Promise<void> => {
  if (!reason?.trim()) throw new DomainError('REASON_REQUIRED')
  const gate = await lockGate(tx, integrationId)
  if (gate.breaker === 'open' && gate.probeAt === null)
    throw new DomainError('BREAKER_ALREADY_FORCED', { by: gate.forcedBy ?? '' })

  // The gate is locked: a worker that learns something of the platform meanwhile finds it forced.
  await tx.query(
    `update content_platforms.delivery_gate
     set breaker = 'open', opened_at = coalesce(opened_at, clock_timestamp()), probe_at = null, ramp_from = null,
         forced_by = $2
     where integration_id = $1`,
    [integrationId, actor.id],
  )
  await recordAudit(tx, {
    actor,
    action: 'integration.breaker_opened',
    resource: 'integration',
    recordId: integrationId,
    reason: reason.trim(),
    before: { breaker: gate.breaker, forcedBy: gate.forcedBy },
    after: { breaker: 'open', forcedBy: actor.id },
  })
}
