import { Registry } from 'prom-client'
import { type Check, checkActivity, checkDatabase, OK } from './api/checks.js'
import { createWorkerActivity } from './api/worker-activity.js'
import { createWorker, type WorkerParts } from './create-worker.js'
import { maxClaimAgeMs } from './deliverer.js'
import { createDeliveryMetrics } from './metrics/delivery-metrics.js'
import { type Figures, readOwnFigures } from './metrics/own-figures.js'
import { createPoolMetrics, type Pool } from './metrics/pool-metrics.js'
import type { ResolvedOptions } from './options.js'
import { createHelpCalls } from './threads/help-calls.js'
import { createSender } from './webhooks/send.js'

export interface ThreadParts extends Omit<WorkerParts, 'sender' | 'observer'> {
  endpoints: ResolvedOptions['endpoints']
  /** Of the connections to the database. */
  pool: () => Pool | undefined
  /** Called when this thread has enough to do, and more may be due. */
  callHelp(): void
}

/** What delivers in a thread of its own: it knows no jobs, no panel and no rules of the domain. */
export interface ThreadWorker {
  start(): void
  wake(): void
  stop(input: { deadlineMs: number }): Promise<void>
  readCheck(): Promise<Check>
  readFigures(): Promise<Figures>
}

export const deliverInThread = ({ endpoints, pool, callHelp, ...parts }: ThreadParts): ThreadWorker => {
  const { dataSource, delivery } = parts
  const registry = new Registry()
  createPoolMetrics(registry, pool)
  const activity = createWorkerActivity()
  const help = createHelpCalls(activity, callHelp)
  const observer = help.noting(activity.noting(createDeliveryMetrics(registry)))
  const sender = createSender({ endpoints, deadlineMs: delivery.deadlineMs })
  const worker = createWorker({ ...parts, sender, observer })
  return {
    start() {
      activity.started()
      worker.start()
    },
    wake() {
      worker.wake()
      help.hinted()
    },
    async stop(input) {
      activity.draining()
      await worker.stop(input)
      await sender.close()
    },
    async readCheck() {
      const database = await checkDatabase(dataSource)
      return database.ok ? (checkActivity(activity, { maxClaimAgeMs: maxClaimAgeMs(delivery) }) ?? OK) : database
    },
    readFigures: () => readOwnFigures(registry),
  }
}
