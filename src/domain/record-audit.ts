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

/** As {@link recordAudit} for many records of one action by one actor, in one statement. */
export const recordAudits = async (
  tx: EntityManager,
  {
    actor,
    action,
    resource,
    reason,
    entries,
  }: Omit<AuditInput, 'recordId' | 'before' | 'after'> & {
    entries: readonly Pick<AuditInput, 'recordId' | 'before' | 'after'>[]
  },
): Promise<void> => {
  if (entries.length === 0) return
  await tx.query(
    `insert into content_platforms.audit_entry (at, actor, action, resource, record_id, reason, before, after)
     select clock_timestamp(), $1, $2, $3, e.record_id, $4, e.before::jsonb, e.after::jsonb
     from unnest($5::text[], $6::text[], $7::text[]) as e(record_id, before, after)`,
    [
      actor.id,
      action,
      resource,
      reason ?? null,
      entries.map(({ recordId }) => String(recordId)),
      entries.map(({ before }) => (before ? JSON.stringify(before) : null)),
      entries.map(({ after }) => (after ? JSON.stringify(after) : null)),
    ],
  )
}
