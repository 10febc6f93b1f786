import type { EntityManager } from 'typeorm'
import { readToday } from './domain/clock.js'
import type { DomainContext } from './domain/context.js'
import type { AskGateway } from './gateways/ask-gateway.js'
import { createJobs } from './jobs/index.js'
import type { JobObserver } from './jobs/job-observer.js'
import { createJobRunner, type JobRunner } from './jobs/runner.js'
import type { ResolvedOptions } from './options.js'

/** Everything that runs by itself, as the options ask for it. */
export const createRunner = (
  options: ResolvedOptions,
  { domain, ask, observer }: { domain: DomainContext; ask: AskGateway; observer: JobObserver },
): JobRunner => {
  const { enabled, dailyHour, ...settings } = options.jobs
  const { dataSource, timeZone, logger, retention, reconcileDaily, alerts, onAlert } = options
  const { listAccounts } = ask
  const readTodayHere = (tx: EntityManager): Promise<string> => readToday(tx, timeZone)
  const parts = {
    ...{ domain, readToday: readTodayHere, dailyHour, logger, retention, reconcileDaily, listAccounts },
    ...{ alerts, onAlert },
  }
  const jobs = enabled ? createJobs(parts) : []
  return createJobRunner({ ...settings, jobs, dataSource, timeZone, logger, observer })
}
