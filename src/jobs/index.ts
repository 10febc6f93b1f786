import type { EntityManager } from 'typeorm'
import type { DomainContext } from '../domain/context.js'
import { createBulkJob } from './bulk.job.js'
import type { Job, JobLogger } from './job.js'

/** What jobs need, given by the plugin. */
export interface JobParts {
  domain: DomainContext
  /** Today in the provider's time zone by the database's clock, `yyyy-mm-dd`. */
  readToday(tx: EntityManager): Promise<string>
  logger: JobLogger
}

/** Everything that runs by itself. A new job is one line here, and its words in `locale/<language>/jobs.ts`. */
export const createJobs = (parts: JobParts): Job[] => [createBulkJob(parts)]
