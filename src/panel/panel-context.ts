import type { DataSource } from 'typeorm'
import type { DomainContext } from '../domain/context.js'
import type { ListedProduct } from '../domain/sync-products.js'

/** What came of a test request, in the classes that the panel may show. */
export interface PingResult {
  accepted: boolean
  /** HTTP status of the answer, if one came. */
  status: number | null
  durationMs: number
  /** Class of the failure, or the platform's own words. */
  message: string | null
}

/** What resources and actions need, built once by the plugin. */
export interface PanelContext {
  dataSource: DataSource
  domain: DomainContext
  /** BR-76: days after which undelivered events of a customer who is to be forgotten are given up. */
  anonymizeAfterStuckDays: number
  /** Asks an integration's gateway for its products; outside any transaction, since it may call the platform. */
  listProducts(integrationId: number): Promise<readonly ListedProduct[]>
  /** BR-08: sends `integration.ping` at once; outside any transaction. */
  ping(integrationId: number, requestedBy: string): Promise<PingResult>
  /** A hint that something is due, to be given after a commit. */
  wake(): void
  /** The same for jobs. */
  wakeJobs(): void
}
