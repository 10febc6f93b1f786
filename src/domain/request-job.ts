import type { EntityManager } from 'typeorm'
import { DomainError } from '../errors.js'
import type { Actor } from './actor.js'
import { recordAudit } from './record-audit.js'

/** Makes a job due now, whatever its schedule; one that runs already is run again after it. Throws `NOT_FOUND`. */
export const requestJob = async (tx: EntityManager, { name, actor }: { name: string; actor: Actor }): Promise<void> => {
  // One statement, so that a run that ends at this moment either is asked again or sees the request.
  const [rows]: [unknown[], number] = await tx.query(
    `update content_platforms.job set requested_at = clock_timestamp(), due_at = least(due_at, clock_timestamp())
     where name = $1 returning name`,
    [name],
  )
  if (rows.length === 0) throw new DomainError('NOT_FOUND', { name })
  await recordAudit(tx, { actor, action: 'job.requested', resource: 'job', recordId: name })
}
