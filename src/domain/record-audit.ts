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

/** Writes audit entries in the caller's transaction, in one statement. See {@link recordAudit}. */
export const recordAudits = async (tx: EntityManager, inputs: readonly AuditInput[]): Promise<void> => {
  await tx.query(
    `insert into content_platforms.audit_entry (at, actor, action, resource, record_id, reason, before, after)
     select clock_timestamp(), u.* from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::jsonb[],
       $7::jsonb[]) as u`,
    [
      inputs.map(({ actor }) => actor.id),
      inputs.map(({ action }) => action),
      inputs.map(({ resource }) => resource),
      inputs.map(({ recordId }) => String(recordId)),
      inputs.map(({ reason }) => reason ?? null),
      inputs.map(({ before }) => (before ? JSON.stringify(before) : null)),
      inputs.map(({ after }) => (after ? JSON.stringify(after) : null)),
    ],
  )
}

/** Writes one audit entry in the caller's transaction. Never hand it secrets, documents or contact data. */
export const recordAudit = (tx: EntityManager, input: AuditInput): Promise<void> => recordAudits(tx, [input])
