import type { EntityManager } from 'typeorm'
import { MassBrake } from '../../entities/mass-brake.js'
import { DomainError } from '../../errors.js'
import type { Actor } from '../actor.js'
import { loadForUpdate } from '../load-record.js'
import { recordAudit } from '../record-audit.js'

export interface BrakeDecisionInput {
  brakeId: number
  decision: 'confirmed' | 'dismissed'
  /** The count that the person saw: another one by now is refused, so that nobody confirms what they didn't read. */
  count: number
  reason: string
  actor: Actor
}

/**
 * BR-45: a person's word on automatic work that stopped. Confirmed, it goes on for as many subscriptions as were shown;
 * dismissed, it stays undone. Once: throws `BRAKE_DECIDED` afterwards, and `BRAKE_CHANGED` when the count is another.
 */
export const decideBrake = async (
  tx: EntityManager,
  { brakeId, decision, count, reason, actor }: BrakeDecisionInput,
): Promise<MassBrake> => {
  if (!reason?.trim()) throw new DomainError('REASON_REQUIRED')
  const brake = await loadForUpdate(tx, MassBrake, { id: brakeId })
  const isOpen = brake.state === 'held' || (brake.state === 'dismissed' && decision === 'confirmed')
  if (!isOpen) throw new DomainError('BRAKE_DECIDED', { id: brakeId })
  if (brake.affectedCount !== count) throw new DomainError('BRAKE_CHANGED', { count: brake.affectedCount })
  const before = brake.state
  await tx.query(
    `update content_platforms.mass_brake set state = $2, decided_at = now(), decided_by = $3,
       remaining_count = case when $2 = 'confirmed' then affected_count end
     where id = $1`,
    [brakeId, decision, actor.id],
  )
  await recordAudit(tx, {
    actor,
    action: `brake.${decision}`,
    resource: 'mass_brake',
    recordId: brakeId,
    reason: reason.trim(),
    before: { state: before },
    after: { state: decision, source: brake.source, count },
  })
  return brake
}
