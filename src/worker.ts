import type { Registry } from 'prom-client'
import type { Readiness } from './api/read-readiness.js'
import { createEngine, type DelivererHost } from './create-engine.js'
import { sumFigures } from './metrics/sum-figures.js'
import { type ContentPlatformsOptions, resolveOptions } from './options.js'
import { createDeliveryThreads } from './threads/delivery-threads.js'

export type { Readiness } from './api/read-readiness.js'
export { contentPlatformMigrations } from './migrations/index.js'
export type { ContentPlatformsOptions, Logger } from './options.js'
export { generateEncryptionKey } from './secrets/secret-box.js'
export { ThreadError } from './threads/thread-error.js'

export interface ContentPlatformsWorker {
  /** Starts delivery and jobs. Rejects with a `ThreadError` if one of several threads can't start; then nothing runs. */
  start(): Promise<void>
  /** Takes up nothing more, waits for what is in flight, closes the connections to platforms, ends the threads. */
  stop(options?: { deadlineMs?: number }): Promise<void>
  /** Figures of this thread in a registry of its own. */
  metrics: Registry
  /** Figures of all threads together, in Prometheus's text format. */
  readMetrics(): Promise<string>
  /** Whether the database answers, the migrations are applied and delivery goes on, each with its reason. */
  readReadiness(): Promise<Readiness>
  /** Resolves with the reason when one of several threads ended by itself. What it held moves on after its leases; stop the rest and end. */
  crashed: Promise<Error>
}

export interface WorkerThreads {
  /**
   * Threads that deliver, each with slots of its own: as many cores as they may use. 1, the default, is this thread; of
   * several all are started beside it, and it runs the jobs.
   */
  threads?: number
  /**
   * The configuration file of the command, which each of several threads evaluates for itself, beside the environment, for
   * gateways, a logger and how the database is reached; looked for in the working folder unless named. It must say the
   * same as the options here.
   */
  config?: string | undefined
}

/**
 * Delivery and jobs for a process without a panel: neither AdminJS nor Express is imported. Takes the options of
 * `contentPlatforms`, best from the same place. Throws a `TypeError` that names a wrong option.
 */
export const contentPlatformsWorker = (
  given: ContentPlatformsOptions,
  { threads: count = 1, config: file }: WorkerThreads = {},
): ContentPlatformsWorker => {
  const options = resolveOptions(given)
  const { delivery, endpoints, encryptionKey } = options
  const settings = { delivery, endpoints, encryptionKey, file, folder: process.cwd() }
  const inThreads = (host: DelivererHost) => createDeliveryThreads({ count, settings, host })
  const engine = createEngine(options, count === 1 ? undefined : inThreads)
  const { deliverer } = engine
  const { registry } = engine.metrics
  return {
    start: () =>
      engine.start().catch(async (error) => {
        await engine.stop()
        throw error
      }),
    stop: engine.stop,
    metrics: registry,
    readMetrics: async () => (count === 1 ? registry.metrics() : sumFigures(registry, await deliverer.readFigures())),
    readReadiness: engine.readReadiness,
    crashed: deliverer.crashed,
  }
}
