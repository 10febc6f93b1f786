import { randomUUID } from 'node:crypto'
import type { EntityManager } from 'typeorm'
import type { BulkKind } from '../../entities/bulk-job.js'
import type { BulkContext } from '../context.js'
import { recordAudit } from '../record-audit.js'
import type { BulkOrder } from './bulk-input.js'
import type { BulkWork } from './bulk-work.js'

/** Far longer than a step takes; after a crash the job waits this long before another process goes on with it. */
const LEASE_MS = 15_000

/** A job that this process alone works at, for as long as it keeps the token. */
export interface LeasedJob extends BulkWork {
  token: string
}

interface JobRow {
  id: number
  kind: BulkKind
  input: Omit<BulkOrder, 'kind' | 'reason'>
  reason: string | null
  actor: string
}

/** Leases the running job that was worked at longest ago, so that a small one need not wait for a big one's end. */
export const leaseBulkJob = async (tx: EntityManager, context: BulkContext): Promise<LeasedJob | null> => {
  const token = randomUUID()
  // Two processes at once: the second skips the row that the first is about to lease, and then sees its lease.
  const [rows]: [JobRow[], number] = await tx.query(
    `update content_platforms.bulk_job
     set lease_token = $1, lease_until = clock_timestamp() + make_interval(secs => $2)
     where id = (select id from content_platforms.bulk_job
       where state = 'running' and (lease_until is null or lease_until < clock_timestamp())
       order by lease_until nulls first, created_at, id limit 1 for update skip locked)
     returning id, kind, input, reason, actor`,
    [token, LEASE_MS / 1000],
  )
  const [job] = rows
  if (!job) return null
  const order: BulkOrder = { ...job.input, kind: job.kind, reason: job.reason }
  return { token, jobId: job.id, order, actor: { id: job.actor, role: 'system' }, context }
}

/** Takes the job's row for one step; false when it was cancelled or the lease is another's, and then nothing may be done. */
export const holdBulkJob = async (tx: EntityManager, { jobId, token }: LeasedJob): Promise<boolean> => {
  // The row stays locked until the step commits: a worker whose lease ran out either finishes its step first or finds
  // another's token here; a cancellation waits likewise.
  const [rows]: [unknown[], number] = await tx.query(
    `update content_platforms.bulk_job set lease_until = clock_timestamp() + make_interval(secs => $3)
     where id = $1 and lease_token = $2 and state = 'running' returning id`,
    [jobId, token, LEASE_MS / 1000],
  )
  return rows.length === 1
}

/** Gives the job back, to be gone on with by whoever comes next. */
export const releaseBulkJob = async (tx: EntityManager, { jobId, token }: LeasedJob): Promise<void> => {
  await tx.query(
    `update content_platforms.bulk_job set lease_token = null, lease_until = clock_timestamp()
     where id = $1 and lease_token = $2`,
    [jobId, token],
  )
}

/** Ends a job of which nothing is left; the caller holds its row. */
export const finishBulkJob = async (tx: EntityManager, { jobId, actor }: BulkWork): Promise<void> => {
  const [rows]: [{ total: number; done: number; refused: number }[], number] = await tx.query(
    `update content_platforms.bulk_job
     set state = 'done', finished_at = clock_timestamp(), lease_token = null where id = $1
     returning total, done, refused`,
    [jobId],
  )
  const after = rows[0] ?? null
  await recordAudit(tx, {
    actor,
    action: 'bulk.finished',
    resource: 'bulk_job',
    recordId: jobId,
    after: after && { ...after },
  })
}
