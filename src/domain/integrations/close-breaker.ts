import type { EntityManager } from 'typeorm'
import { DomainError } from '../../errors.js'
import { recordAudit } from '../record-audit.js'
import { lockGate } from './lock-gate.js'
import type { BreakerInput } from './open-breaker.js'

/**
 * Resumes delivery to a platform, whoever interrupted it: little by little, and past failures forgotten. Throws
 * `REASON_REQUIRED`, `NOT_FOUND`, `BREAKER_ALREADY_CLOSED`. The caller wakes the worker after the commit.
 */
export const closeBreaker = async (
  tx: EntityManager,
  { integrationId, reason, actor }: BreakerInput,
): Promise<void> => {
  if (!reason?.trim()) throw new DomainError('REASON_REQUIRED')
  const gate = await lockGate(tx, integrationId)
  if (gate.breaker === 'closed') throw new DomainError('BREAKER_ALREADY_CLOSED')

  // The gate is locked: the outcome of a probe that comes in later finds it closed.
  await tx.query(
    `update content_platforms.delivery_gate
     set breaker = 'closed', opened_at = null, openings = 0, probe_at = null, ramp_from = clock_timestamp(), cause = null,
         forced_by = null
     where integration_id = $1`,
    [integrationId],
  )
  // Skips the figures that a worker adds to at this moment: it may wait for our gate with them locked.
  await tx.query(
    `delete from content_platforms.delivery_window where (integration_id, started_at) in (
       select integration_id, started_at from content_platforms.delivery_window
       where integration_id = $1 for update skip locked)`,
    [integrationId],
  )
  await recordAudit(tx, {
    actor,
    action: 'integration.breaker_closed',
    resource: 'integration',
    recordId: integrationId,
    reason: reason.trim(),
    before: { breaker: gate.breaker, forcedBy: gate.forcedBy, cause: gate.cause },
    after: { breaker: 'closed', forcedBy: null, cause: null },
  })
}
