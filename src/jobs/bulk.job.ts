import { leaseBulkJob, releaseBulkJob } from '../domain/bulk/bulk-lease.js'
import type { BulkContext } from '../domain/context.js'
import { runBulkStep } from './bulk-step.js'
import type { Job, JobLogger, JobRun } from './job.js'

/** How long a step may hold its locks: a person who saves one of these services waits no longer than this. */
const STEP_MS = 250
const FIRST_ITEMS = 50
const MAX_ITEMS = 500
/** After so long the next running job has its turn. */
const TURN_MS = 2_000

export interface BulkJobOptions {
  domain: BulkContext
  logger: Pick<JobLogger, 'error'>
}

/** So many items as would have taken the wanted time, but never twice as many at once. */
const nextLimit = (limit: number, elapsedMs: number): number =>
  Math.max(1, Math.min(MAX_ITEMS, limit * 2, Math.round((limit * STEP_MS) / Math.max(1, elapsedMs))))

/**
 * Carries out the bulk jobs that were started (BR-102), turn by turn. Each step is a transaction of its own that holds
 * effects and results together, so the work can be cut off anywhere and goes on where it was.
 */
export const createBulkJob = ({ domain, logger }: BulkJobOptions): Job => ({
  name: 'bulk.run',
  schedule: { kind: 'every', intervalMs: 1_000 },
  async run({ dataSource, signal }: Pick<JobRun, 'dataSource' | 'signal'>) {
    const figures = { done: 0, refused: 0 }
    let limit = FIRST_ITEMS
    while (!signal.aborted) {
      const job = await leaseBulkJob(dataSource.manager, domain)
      if (!job) break
      const endsAt = performance.now() + TURN_MS
      while (!signal.aborted && performance.now() < endsAt) {
        const startedAt = performance.now()
        const step = await runBulkStep(dataSource, { job, limit, logger })
        if (step.kind === 'ended') break
        figures.done += step.done
        figures.refused += step.refused
        limit = nextLimit(limit, performance.now() - startedAt)
      }
      await releaseBulkJob(dataSource.manager, job)
    }
    return figures
  },
})
