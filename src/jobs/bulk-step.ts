import { randomBytes } from 'node:crypto'
import { type DataSource, QueryFailedError } from 'typeorm'
import { finishBulkJob, holdBulkJob, type LeasedJob } from '../domain/bulk/bulk-lease.js'
import type { Refusal } from '../domain/bulk/bulk-rules.js'
import { type ChunkResult, refuseNextItem, runBulkChunk } from '../domain/bulk/run-bulk-chunk.js'
import { DomainError } from '../errors.js'
import type { JobLogger } from './job.js'

type Log = Pick<JobLogger, 'error'>

/** `ended`: finished, cancelled, or another process has it now. */
export type StepResult = (ChunkResult & { kind: 'worked' }) | { kind: 'ended' }

const ENDED: StepResult = { kind: 'ended' }
const ALONE_TRIES = 3

const stateOf = (error: unknown): string =>
  error instanceof QueryFailedError ? String((error.driverError as { code?: unknown }).code ?? '') : ''

/** Somebody else was at it, and trying again helps. */
const isTransient = (error: unknown): boolean => ['40P01', '40001', '55P03'].includes(stateOf(error))

// Lost connections, a server that shuts down or has no room: not the item's fault. The job goes on when it is run again.
const isOfItem = (error: unknown): boolean => {
  if (error instanceof DomainError || error instanceof TypeError || error instanceof RangeError) return true
  const state = stateOf(error)
  return state === '57014' || (/^[0-9A-Z]{5}$/.test(state) && !/^(08|53|57|58)/.test(state))
}

const runStep = (dataSource: DataSource, job: LeasedJob, limit: number): Promise<StepResult> =>
  dataSource.transaction(async (tx) => {
    if (!(await holdBulkJob(tx, job))) return ENDED
    const result = await runBulkChunk(tx, job, limit)
    if (result) return { kind: 'worked', ...result }
    await finishBulkJob(tx, job)
    return ENDED
  })

const refusalOf = (error: unknown, { job, logger }: { job: LeasedJob; logger: Log }): Refusal => {
  if (error instanceof DomainError) return { code: error.code, data: { ...error.data } }
  const id = randomBytes(4).toString('hex')
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error))
  // Not the error itself: a failed query carries its parameters.
  logger.error({ errorId: id, jobId: job.jobId, name, message, stack, state: stateOf(error) }, 'bulk.unexpected')
  return { code: 'UNEXPECTED', data: { id } }
}

/**
 * One step of a job, of about `limit` items. What fails as a whole is tried again with half of them, down to the single
 * one, so that an item whose failure nobody foresaw is refused alone and never stops the job. Rejects when the database
 * can't be reached.
 */
export const runBulkStep = async (
  dataSource: DataSource,
  { job, limit, logger }: { job: LeasedJob; limit: number; logger: Log },
): Promise<StepResult> => {
  let size = limit
  for (let alone = 0; ; ) {
    try {
      return await runStep(dataSource, job, size)
    } catch (error) {
      if (!isOfItem(error)) throw error
      if (size > 1) {
        size = Math.ceil(size / 2)
        continue
      }
      alone += 1
      if (isTransient(error) && alone < ALONE_TRIES) continue
      const refusal = refusalOf(error, { job, logger })
      return dataSource.transaction(async (tx) =>
        (await holdBulkJob(tx, job)) ? { kind: 'worked', ...(await refuseNextItem(tx, job.jobId, refusal)) } : ENDED,
      )
    }
  }
}
