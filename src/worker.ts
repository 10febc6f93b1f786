import type { Registry } from 'prom-client'
import type { Readiness } from './api/read-readiness.js'
import { createEngine } from './create-engine.js'
import { type ContentPlatformsOptions, resolveOptions } from './options.js'

export type { Readiness } from './api/read-readiness.js'
export { contentPlatformMigrations } from './migrations/index.js'
export type { ContentPlatformsOptions, Logger } from './options.js'
export { generateEncryptionKey } from './secrets/secret-box.js'

export interface ContentPlatformsWorker {
  /** Starts delivery and jobs. */
  start(): Promise<void>
  /** Takes up nothing more, waits for what is in flight, closes the connections to platforms. */
  stop(options?: { deadlineMs?: number }): Promise<void>
  /** Figures in a registry of its own. */
  metrics: Registry
  /** Whether the database answers, the migrations are applied and delivery goes on, each with its reason. */
  readReadiness(): Promise<Readiness>
}

/**
 * Delivery and jobs for a process without a panel: neither AdminJS nor Express is imported. Takes the options of
 * `contentPlatforms`, best from the same place. Throws a `TypeError` that names a wrong option.
 */
export const contentPlatformsWorker = (given: ContentPlatformsOptions): ContentPlatformsWorker => {
  const { start, stop, metrics, readReadiness } = createEngine(resolveOptions(given))
  return { start, stop, metrics: metrics.registry, readReadiness }
}
