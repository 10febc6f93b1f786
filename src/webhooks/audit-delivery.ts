import type { EntityManager } from 'typeorm'

/** Who asks, by e-mail or name; the shape of an actor that delivery needs. */
export interface DeliveryActor {
  id: string
}

export interface DeliveryAudit {
  actor: DeliveryActor
  action: 'redeliver' | 'skip'
  eventId: string
  reason: string | null
  before: Record<string, unknown>
  after: Record<string, unknown>
}

/** Writes in the caller's transaction what a person did to an event. */
export const auditDelivery = async (tx: EntityManager, audit: DeliveryAudit): Promise<void> => {
  await tx.query(
    `insert into content_platforms.audit_entry (at, actor, action, resource, record_id, reason, before, after)
     values (clock_timestamp(), $1, $2, 'webhook_event', $3, $4, $5, $6)`,
    [
      audit.actor.id,
      audit.action,
      audit.eventId,
      audit.reason,
      JSON.stringify(audit.before),
      JSON.stringify(audit.after),
    ],
  )
}
