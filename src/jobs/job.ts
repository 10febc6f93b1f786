import type { DataSource } from 'typeorm'

/** When a job is due: some time after it last ended, or once a day from an hour on in the provider's time zone. */
export type JobSchedule = { kind: 'every'; intervalMs: number } | { kind: 'daily'; hour: number }

export interface JobRun {
  dataSource: DataSource
  /** Aborted when the process stops or the lease is lost: end at the next safe point. */
  signal: AbortSignal
}

/**
 * Work that runs by itself, in one process at a time. Must bear being cut off anywhere and being run again: it commits
 * in small steps, each of which is right by itself.
 */
export interface Job {
  /** Key of its lease and its name in logs. */
  name: string
  schedule: JobSchedule
  /** Returns figures for the log and the panel. */
  run(run: JobRun): Promise<Record<string, number>>
}
