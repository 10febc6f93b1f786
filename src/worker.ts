import type { Registry } from 'prom-client'
import type { Readiness } from './api/read-readiness.js'
import { createEngine } from './create-engine.js'
import { sumFigures } from './metrics/sum-figures.js'
import { type ContentPlatformsOptions, resolveOptions } from './options.js'
import { createDeliveryThreads } from './threads/delivery-threads.js'

export type { Readiness } from './api/read-readiness.js'
export { contentPlatformMigrations } from './migrations/index.js'
export type { ContentPlatformsOptions, Logger } from './options.js'
export { generateEncryptionKey } from './secrets/secret-box.js'
export { defaultThreads } from './threads/default-threads.js'
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
  /** Threads that deliver, this one included, each with slots of its own: as many cores as they may use. 1 starts none. */
  threads?: number
  /**
   * The configuration file of the command, which each further thread evaluates for itself, beside the environment; looked
   * for in the working folder unless named. It must say the same as the options here.
   */
  config?: string | undefined
}

const DRAIN_DEADLINE_MS = 20_000

/**
 * Delivery and jobs for a process without a panel: neither AdminJS nor Express is imported. Takes the options of
 * `contentPlatforms`, best from the same place. Throws a `TypeError` that names a wrong option.
 */
export const contentPlatformsWorker = (
  given: ContentPlatformsOptions,
  { threads: count = 1, config: file }: WorkerThreads = {},
): ContentPlatformsWorker => {
  const options = resolveOptions(given)
  const others = createDeliveryThreads({ count, file })
  const engine = createEngine(options, others.wake)
  const { registry } = engine.metrics
  const stop = async ({ deadlineMs = DRAIN_DEADLINE_MS } = {}) => {
    await Promise.all([engine.stop({ deadlineMs }), others.stop({ deadlineMs })])
  }
  return {
    async start() {
      await engine.start()
      await others.start().catch(async (error) => {
        await engine.stop()
        throw error
      })
    },
    stop,
    metrics: registry,
    readMetrics: async () => (count === 1 ? registry.metrics() : sumFigures(registry, await others.readFigures())),
    async readReadiness() {
      const { ready, checks } = await engine.readReadiness()
      if (count === 1) return { ready, checks }
      const threads = await others.readCheck()
      return { ready: ready && threads.ok, checks: { ...checks, threads } }
    },
    crashed: others.crashed,
  }
}
