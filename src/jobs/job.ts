import type { DataSource, EntityManager } from 'typeorm'

/**
 * When a job is due: some time after it last ended, or once a day from an hour on in the provider's time zone. A day
 * that passed while nothing ran is made up for once.
 */
export type JobSchedule = { kind: 'every'; intervalMs: number } | { kind: 'daily'; hour: number }

export interface JobRun {
  dataSource: DataSource
  /** Aborted when the process stops or the lease is lost: end at the next safe point, by returning or throwing. */
  signal: AbortSignal
  /**
   * Runs one transaction of the job. Rejects with `LeaseLost`, and nothing is saved, once the lease is another's: so a
   * process that slept through the end of its lease changes nothing any more. Keep it short.
   */
  step<T>(work: (tx: EntityManager) => Promise<T>): Promise<T>
}

/** Figures of a run for the log and the panel, such as `{ expired: 3 }`; labelled in `BackgroundJob.labels.result`. */
export type JobResult = Record<string, number>

/**
 * Work that runs by itself, in one process at a time. Must bear being cut off anywhere and being run again: it commits
 * in small steps, each of which is right by itself. An error is written down and the run repeated, later each time.
 */
export interface Job {
  /** Key of its lease and its name in logs and in the panel, as `subscription.expire`. */
  name: string
  schedule: JobSchedule
  run(run: JobRun): Promise<JobResult>
}

/** The part of the host's logger that jobs use. */
export interface JobLogger {
  info(fields: Record<string, unknown>, message: string): void
  warn(fields: Record<string, unknown>, message: string): void
  error(fields: Record<string, unknown>, message: string): void
}

/** The lease of a job went to another process. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost'
}
