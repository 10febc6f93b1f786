import type { DataSource } from 'typeorm'
import type { Job, JobResult } from '../../../src/jobs/job.js'

/** One run of a job with no lease to lose. */
export const runAlone = (
  job: Job,
  dataSource: DataSource,
  signal: AbortSignal = new AbortController().signal,
): Promise<JobResult> => job.run({ dataSource, signal, step: (work) => dataSource.transaction(work) })
