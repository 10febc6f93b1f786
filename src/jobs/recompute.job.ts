import type { JobParts } from './index.js'
import type { Job } from './job.js'
import { RECOMPUTE, recompute } from './recompute.js'

/** The daily look at all subscriptions, in the provider's quiet hour. */
export const createRecomputeJob = (parts: Pick<JobParts, 'readToday' | 'logger' | 'dailyHour'>): Job => ({
  name: RECOMPUTE,
  schedule: { kind: 'daily', hour: parts.dailyHour },
  run: (run) => recompute({ ...run, ...parts, actor: { id: `job:${RECOMPUTE}`, role: 'system' } }),
})
