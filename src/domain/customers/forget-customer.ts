import type { EntityManager } from 'typeorm'
import { Customer } from '../../entities/customer.js'
import { DomainError } from '../../errors.js'
import type { Actor } from '../actor.js'
import { loadForUpdate } from '../load-record.js'
import { recordAudit } from '../record-audit.js'
import { scrubTexts } from './scrub-texts.js'

/** The name of a customer of whom nothing is known any more. */
const ANONYMOUS_NAME = 'Cliente anonimizado'

// In order: what his rows hold, then what was sent of him, then what is known of him at platforms.
const CLEAR = [
  `update content_platforms.delivery_attempt t
   set request_masked = null, response_masked = null, message = null, bodies_purged_at = coalesce(bodies_purged_at, now())
   from content_platforms.webhook_event e, content_platforms.delivery_lane l, content_platforms.platform_account a
   where t.event_id = e.id and e.lane_id = l.id and l.account_id = a.id and a.customer_id = $1`,
  `update content_platforms.subscription_confirmation c set last_error = null, external_id = null
   from content_platforms.package_subscription s, content_platforms.customer_service sv
   where c.subscription_id = s.id and s.service_id = sv.id and sv.customer_id = $1`,
  `update content_platforms.reconciliation_difference d set external_id = null
   from content_platforms.platform_account a join content_platforms.customer c on c.id = a.customer_id
   where c.id = $1 and (d.account_id = a.id or d.external_id in (a.external_id, a.login, c.email, c.document))`,
  `update content_platforms.platform_account set external_id = null, login = null where customer_id = $1`,
  `update content_platforms.customer_service set external_id = null where customer_id = $1 and external_id is not null`,
  `update content_platforms.customer
   set name = '${ANONYMOUS_NAME}', document = null, email = null, phone = null, external_id = null,
     anonymized_at = now(), updated_at = now(), version = version + 1
   where id = $1`,
]

/**
 * Clears a customer's personal data everywhere (BR-76): his own fields, what platforms call him, what was sent and
 * answered, and where a reason or an audit entry names him. His code, ids, services and states stay. For a customer with
 * a request; nothing of his may be on its way to a platform. `skippedEvents` counts those that were given up for it.
 */
export const forgetCustomer = async (
  tx: EntityManager,
  { customerId, skippedEvents, actor }: { customerId: number; skippedEvents: number; actor: Actor },
): Promise<void> => {
  const customer = await loadForUpdate(tx, Customer, { id: customerId })
  if (customer.anonymizedAt) throw new DomainError('CUSTOMER_ANONYMIZED', { id: customerId })
  if (!customer.anonymizationRequestedAt) throw new DomainError('ANONYMIZATION_NOT_REQUESTED', { id: customerId })
  // First, while it is still known by which words he is named.
  await scrubTexts(tx, customer)
  for (const statement of CLEAR) await tx.query(statement, [customerId])
  await recordAudit(tx, {
    actor,
    action: 'customer.anonymized',
    resource: 'customer',
    recordId: customerId,
    before: { anonymized: false },
    after: { anonymized: true, ...(skippedEvents > 0 ? { skippedEvents } : {}) },
  })
}
