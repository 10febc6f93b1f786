import { randomUUID } from 'node:crypto'
import { setMaxListeners } from 'node:events'
import type { DataSource } from 'typeorm'
import { surviveCutConnections } from '../webhooks/survive-cut-connections.js'
import { createWakeSignal } from '../webhooks/wake-signal.js'
import type { Job, JobLogger } from './job.js'
import type { JobObserver } from './job-observer.js'
import { claimDueJob, registerJobs } from './lease.js'
import { runJob } from './run-job.js'

/** Runs jobs in this process. Any number of them share one database, and each job runs in one of them at a time. */
export interface JobRunner {
  start(): void
  /** A hint that a job was asked for. Nothing depends on it. */
  wake(): void
  /** Takes up nothing more and asks what runs to end; resolves once it has, or after `deadlineMs`. */
  stop(input: { deadlineMs: number }): Promise<void>
}

export interface JobRunnerOptions {
  dataSource: DataSource
  jobs: readonly Job[]
  timeZone: string
  logger: JobLogger
  /** How long a claimed job is a process's own; after a crash it waits that long. Renewed while the job runs. */
  leaseMs: number
  /** Longest time until a due job is noticed without a hint. */
  pollMs: number
  /** Jobs that run in this process at once; the others wait. */
  maxRunning: number
  observer?: JobObserver
}

const WAIT_AFTER_ERROR_MS = 1_000

export const createJobRunner = (options: JobRunnerOptions): JobRunner => {
  const { dataSource, jobs, logger, leaseMs, pollMs, maxRunning } = options
  const byName = new Map(jobs.map((job) => [job.name, job]))
  if (byName.size < jobs.length) throw new TypeError('two jobs have the same name')
  const signal = createWakeSignal()
  const stopping = new AbortController()
  setMaxListeners(0, stopping.signal)
  const running = new Set<Promise<void>>()
  let isRegistered = false
  let loop: Promise<void> | undefined

  const track = (work: Promise<void>): void => {
    const tracked = work
      .catch((error) => logger.error({ err: error }, 'job.not_written'))
      .finally(() => {
        running.delete(tracked)
        signal.wake()
      })
    running.add(tracked)
  }

  /** Whether another job may be due. */
  const takeOne = async (): Promise<boolean> => {
    if (!isRegistered) await registerJobs(dataSource, options)
    isRegistered = true
    if (running.size >= maxRunning) return false
    const lease = await claimDueJob(dataSource, { names: [...byName.keys()], token: randomUUID(), leaseMs })
    const job = lease && byName.get(lease.name)
    if (!job) return false
    track(runJob({ ...options, job, lease, stopping: stopping.signal }))
    return true
  }

  const runUntilStopped = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      const again = await takeOne().catch(async (error) => {
        logger.error({ err: error }, 'job.claim_failed')
        await signal.wait(Math.max(pollMs, WAIT_AFTER_ERROR_MS))
        return true
      })
      if (!again && !stopping.signal.aborted) await signal.wait(pollMs)
    }
  }

  const drain = async (): Promise<void> => {
    await loop
    await Promise.allSettled(running)
  }

  return {
    start() {
      if (jobs.length === 0) return
      surviveCutConnections(dataSource)
      loop ??= runUntilStopped()
    },
    wake: signal.wake,
    async stop({ deadlineMs }) {
      stopping.abort()
      signal.wake()
      let timer: NodeJS.Timeout | undefined
      const deadline = new Promise<'late'>((resolve) => {
        timer = setTimeout(() => resolve('late'), deadlineMs)
      })
      const late = await Promise.race([drain(), deadline]).finally(() => clearTimeout(timer))
      if (late) logger.warn({ running: running.size }, 'job.not_ended')
    },
  }
}
