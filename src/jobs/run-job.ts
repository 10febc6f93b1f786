import type { DataSource } from 'typeorm'
import { followSignals } from '../follow-signals.js'
import { type Job, type JobLogger, LeaseLost } from './job.js'
import type { JobObserver } from './job-observer.js'
import { failRun, finishRun, holdLease, type Lease, releaseLease, renewLease } from './lease.js'

export interface RunJobInput {
  dataSource: DataSource
  job: Job
  lease: Lease
  leaseMs: number
  timeZone: string
  logger: JobLogger
  /** Aborted when the process stops. */
  stopping: AbortSignal
  observer?: JobObserver
}

/** Renews the lease while `work` runs; aborts `lost` when it is another's, or must be taken to be by now. */
const keepLease = ({ dataSource, lease, leaseMs, logger }: RunJobInput, lost: AbortController) => {
  let renewedAt = performance.now()
  const renew = async (): Promise<void> => {
    const askedAt = performance.now()
    try {
      if (await renewLease(dataSource, lease, leaseMs)) renewedAt = askedAt
      else lost.abort(new LeaseLost(lease.name))
    } catch (error) {
      logger.warn({ err: error, job: lease.name }, 'job.renew_failed')
      if (performance.now() - renewedAt > leaseMs) lost.abort(new LeaseLost(lease.name))
    }
  }
  let renewing = Promise.resolve()
  const timer = setInterval(() => {
    renewing = renewing.then(renew)
  }, leaseMs / 3)
  return async () => {
    clearInterval(timer)
    await renewing
  }
}

/** Runs a claimed job to its end and writes down how it went. Never rejects because of the job. */
export const runJob = async (input: RunJobInput): Promise<void> => {
  const { dataSource, job, lease, timeZone, logger, stopping } = input
  const lost = new AbortController()
  const { signal, release } = followSignals(lost.signal, stopping)
  const endKeeping = keepLease(input, lost)
  const startedAt = performance.now()
  const durationMs = () => Math.round(performance.now() - startedAt)
  const ended = (result: Parameters<JobObserver['ended']>[0]['result']) =>
    input.observer?.ended({ job: job.name, result, durationMs: durationMs() })
  const step: Parameters<Job['run']>[0]['step'] = (work) =>
    dataSource.transaction(async (tx) => {
      signal.throwIfAborted()
      await holdLease(tx, lease)
      return work(tx)
    })
  try {
    const result = await job.run({ dataSource, signal, step })
    if (signal.aborted) throw signal.reason
    await finishRun(dataSource, lease, { schedule: job.schedule, timeZone, result })
    ended('finished')
    // Most runs find nothing to do, and some come every minute.
    if (Object.values(result).some((figure) => figure !== 0)) {
      logger.info({ job: job.name, durationMs: durationMs(), ...result }, 'job.finished')
    }
  } catch (error) {
    if (error instanceof LeaseLost || lost.signal.aborted) {
      ended('lost')
      logger.warn({ job: job.name, durationMs: durationMs() }, 'job.lease_lost')
    } else if (stopping.aborted) {
      ended('stopped')
      await releaseLease(dataSource, lease)
    } else {
      ended('failed')
      logger.error({ err: error, job: job.name, durationMs: durationMs() }, 'job.failed')
      await failRun(dataSource, lease, error)
    }
  } finally {
    release()
    await endKeeping()
  }
}
