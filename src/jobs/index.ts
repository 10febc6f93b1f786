import type { EntityManager } from 'typeorm'
import type { OnAlert } from '../alerts/alert-notice.js'
import type { WatchSettings } from '../alerts/alert-sources.js'
import type { DomainContext } from '../domain/context.js'
import { createAlertTellJob } from './alert-tell.job.js'
import { createAlertWatchJob } from './alert-watch.job.js'
import { createAnonymizeJob } from './anonymize.job.js'
import { createBulkJob } from './bulk.job.js'
import { createExpireJob } from './expire.job.js'
import { createExpiringNoticeJob } from './expiring-notice.job.js'
import type { Job, JobLogger } from './job.js'
import { createPurgeBodiesJob } from './purge-bodies.job.js'
import { createPurgeHistoryJob, type PurgeHistoryOptions } from './purge-history.job.js'
import { createRecomputeJob } from './recompute.job.js'
import { createReconcileJob, type ReconcileJobParts } from './reconcile.job.js'
import { createSumUpDeliveriesJob } from './sum-up-deliveries.job.js'
import { createTrustUnlockEndJob } from './trust-unlock-end.job.js'

/** What jobs need, given by the plugin. */
export interface JobParts {
  domain: DomainContext
  /** Today in the provider's time zone by the database's clock, `yyyy-mm-dd`. */
  readToday(tx: EntityManager): Promise<string>
  /** Hour of the provider's day in which the daily jobs read much. */
  dailyHour: number
  logger: JobLogger
  /** BR-100: off where only a person compares. */
  reconcileDaily: boolean
  listAccounts: ReconcileJobParts['listAccounts']
  alerts: WatchSettings
  /** The host's own; undefined where the panel alone shows alerts. */
  onAlert: OnAlert | undefined
  retention: { attemptBodiesDays: number; anonymizeAfterStuckDays: number } & Pick<
    PurgeHistoryOptions,
    'attemptDays' | 'eventDays' | 'resultDays'
  >
}

/** Everything that runs by itself. A new job is one line here, and its words in `locale/<language>/jobs.ts`. */
export const createJobs = (parts: JobParts): Job[] => [
  createBulkJob(parts),
  createExpireJob(parts),
  createExpiringNoticeJob(parts),
  createTrustUnlockEndJob(parts),
  createRecomputeJob(parts),
  createAnonymizeJob({ stuckDays: parts.retention.anonymizeAfterStuckDays }),
  createSumUpDeliveriesJob(),
  createPurgeBodiesJob({ keepDays: parts.retention.attemptBodiesDays }),
  createPurgeHistoryJob({ ...parts.retention, dailyHour: parts.dailyHour }),
  createAlertWatchJob(parts.alerts),
  ...(parts.onAlert ? [createAlertTellJob({ onAlert: parts.onAlert, logger: parts.logger })] : []),
  ...(parts.reconcileDaily ? [createReconcileJob(parts)] : []),
]
