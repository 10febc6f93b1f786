import type { EntityManager } from 'typeorm'
import type { Actor } from '../actor.js'
import type { BulkContext } from '../context.js'
import type { BulkOrder } from './bulk-input.js'
import type { JudgedItem } from './judge-items.js'

/** A job as the worker that leased it sees it. */
export interface BulkWork {
  jobId: number
  order: BulkOrder
  actor: Actor
  context: BulkContext
}

/** What came of an item that was carried out. */
export interface ItemResult {
  position: number
  subscriptionId: number | null
  data: Record<string, unknown> | null
}

/**
 * Writes what one kind of job changes, for items that its rules accepted and whose services are locked; set-based, with
 * one audit entry per record, announced to the hooks. Runs in the chunk's transaction.
 */
export type ApplyItems = (tx: EntityManager, work: BulkWork, items: readonly JudgedItem[]) => Promise<ItemResult[]>
