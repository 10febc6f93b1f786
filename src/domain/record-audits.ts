import type { EntityManager } from 'typeorm'
import type { Actor } from './actor.js'

export interface AuditRow {
  recordId: number
  before: Record<string, unknown>
  after: Record<string, unknown>
}

/** Writes one audit entry per record in one statement, in the caller's transaction; as `recordAudit`. */
export const recordAudits = async (
  tx: EntityManager,
  { actor, action, resource, rows }: { actor: Actor; action: string; resource: string; rows: readonly AuditRow[] },
): Promise<void> => {
  if (rows.length === 0) return
  await tx.query(
    `insert into content_platforms.audit_entry (at, actor, action, resource, record_id, before, after)
     select clock_timestamp(), $1, $2, $3, u.id, u.before::jsonb, u.after::jsonb
     from unnest($4::text[], $5::text[], $6::text[]) as u (id, before, after)`,
    [
      actor.id,
      action,
      resource,
      rows.map(({ recordId }) => String(recordId)),
      rows.map(({ before }) => JSON.stringify(before)),
      rows.map(({ after }) => JSON.stringify(after)),
    ],
  )
}
