import { Counter, Histogram, type Registry } from 'prom-client'
import type { JobObserver } from '../jobs/job-observer.js'
import { JOB_SECONDS, PREFIX } from './names.js'

/** Counts the jobs that this process runs, in a registry. */
export const createJobMetrics = (registry: Registry): JobObserver => {
  const runs = new Counter({
    name: `${PREFIX}job_runs_total`,
    help: 'Runs of background jobs that ended: finished, failed, lost (the lease went to another process) or stopped.',
    labelNames: ['job', 'result'],
    registers: [registry],
  })
  const duration = new Histogram({
    name: `${PREFIX}job_duration_seconds`,
    help: 'Time of one run of a background job.',
    labelNames: ['job'],
    buckets: JOB_SECONDS,
    registers: [registry],
  })
  return {
    ended({ job, result, durationMs }) {
      runs.inc({ job, result })
      duration.observe({ job }, durationMs / 1_000)
    },
  }
}
