import type { EntityManager } from 'typeorm'
import { DomainError } from '../../errors.js'
import type { Actor } from '../actor.js'
import { recordAudit } from '../record-audit.js'

/** Stops a running job after the step that is under way; what was done stays done. Else `BULK_NOT_RUNNING`. */
export const cancelBulk = async (
  tx: EntityManager,
  { jobId, actor }: { jobId: number; actor: Actor },
): Promise<{ done: number; refused: number; left: number }> => {
  // Waits for a worker's step, which holds the row: from here on no step begins.
  const [rows]: [{ total: number; done: number; refused: number }[], number] = await tx.query(
    `update content_platforms.bulk_job set state = 'canceled', finished_at = clock_timestamp(), lease_token = null
     where id = $1 and state = 'running' returning total, done, refused`,
    [jobId],
  )
  const [job] = rows
  if (!job) throw new DomainError('BULK_NOT_RUNNING', { id: jobId })
  const { total, done, refused } = job
  await recordAudit(tx, {
    actor,
    action: 'bulk.canceled',
    resource: 'bulk_job',
    recordId: jobId,
    after: { total, done, refused },
  })
  return { done, refused, left: total - done - refused }
}
