import type { EntityManager } from 'typeorm'
import type { Actor } from './actor.js'

export interface AuditInput {
  actor: Actor
  action: string
  /** Table name of the record, such as `customer_service`. */
  resource: string
  recordId: string | number
  reason?: string | null
  before?: Record<string, unknown> | null
  after?: Record<string, unknown> | null
}

/** Writes one audit entry in the caller's transaction. Never hand it secrets, documents or contact data. */
export const recordAudit = async (tx: EntityManager, input: AuditInput): Promise<void> => {
  await tx.query(
    `insert into content_platforms.audit_entry (at, actor, action, resource, record_id, reason, before, after)
     values (clock_timestamp(), $1, $2, $3, $4, $5, $6, $7)`,
    [
      input.actor.id,
      input.action,
      input.resource,
      String(input.recordId),
      input.reason ?? null,
      input.before ? JSON.stringify(input.before) : null,
      input.after ? JSON.stringify(input.after) : null,
    ],
  )
}
