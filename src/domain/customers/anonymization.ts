import type { EntityManager } from 'typeorm'
import { Customer } from '../../entities/customer.js'
import { DomainError } from '../../errors.js'
import type { Actor } from '../actor.js'
import { readNow } from '../clock.js'
import { loadForUpdate } from '../load-record.js'
import { recordAudit } from '../record-audit.js'
import { forgetCustomer } from './forget-customer.js'
import { refuseForgotten } from './live-customer.js'

export interface AnonymizationInput {
  customerId: number
  reason: string
  actor: Actor
}

/** What platforms still have of a customer, or were not told yet. */
export interface Outstanding {
  /** Subscriptions that a platform holds by what was recorded. */
  provisioned: number
  /** Events in his lanes that are neither delivered nor skipped. */
  pending: number
  /** One of them is being sent at this moment. */
  inFlight: boolean
}

/** Reads what stands in the way of forgetting a customer. */
export const readOutstanding = async (tx: EntityManager, customerId: number): Promise<Outstanding> => {
  const [row]: Outstanding[] = await tx.query(
    `select
       (select count(*)::int from content_platforms.package_subscription s
        join content_platforms.platform_account a on a.id = s.recorded_account_id
        where a.customer_id = $1 and s.recorded_state in ('active', 'suspended')) as provisioned,
       coalesce(sum(l.last_sequence - l.head_sequence + 1), 0)::int as pending,
       coalesce(bool_or(l.lease_until > clock_timestamp()), false) as "inFlight"
     from content_platforms.delivery_lane l
     join content_platforms.platform_account a on a.id = l.account_id where a.customer_id = $1`,
    [customerId],
  )
  return row ?? { provisioned: 0, pending: 0, inFlight: false }
}

/** Numbers of the services that are not cancelled, by which people know them. */
const openServices = async (tx: EntityManager, customerId: number): Promise<string[]> => {
  const rows: { number: string }[] = await tx.query(
    `select sv.number from content_platforms.customer_service sv
     join content_platforms.service_status st on st.id = sv.status_id
     where sv.customer_id = $1 and st.content_effect <> 'remove' order by sv.number`,
    [customerId],
  )
  return rows.map(({ number }) => number)
}

/**
 * *Anonimizar* (BR-76): asks to forget a customer, with a reason. From here on nothing of him can be changed; he is
 * forgotten once every platform was told to remove him, at once where none has to be. Refuses `CUSTOMER_HAS_SERVICES`, naming them, while a service is
 * not cancelled.
 */
export const requestAnonymization = async (
  tx: EntityManager,
  { customerId, reason, actor }: AnonymizationInput,
): Promise<{ forgotten: boolean }> => {
  if (!reason?.trim()) throw new DomainError('REASON_REQUIRED')
  // Whoever adds or links something locks the same row first: it is there now, or will be refused.
  const customer = await loadForUpdate(tx, Customer, { id: customerId })
  refuseForgotten(customerId, stateOf(customer))
  const services = await openServices(tx, customerId)
  if (services.length > 0) {
    throw new DomainError('CUSTOMER_HAS_SERVICES', {
      id: customerId,
      count: services.length,
      services: services.join(', '),
    })
  }
  const requestedAt = await readNow(tx)
  await setRequested(tx, customerId, requestedAt)
  await recordAudit(tx, {
    actor,
    action: 'customer.anonymization_requested',
    resource: 'customer',
    recordId: customerId,
    reason: reason.trim(),
    before: { anonymizationRequestedAt: null },
    after: { anonymizationRequestedAt: requestedAt },
  })
  const { provisioned, pending } = await readOutstanding(tx, customerId)
  if (provisioned + pending > 0) return { forgotten: false }
  await forgetCustomer(tx, { customerId, skippedEvents: 0, actor })
  return { forgotten: true }
}

/** Takes the request back, as long as nothing was forgotten. Refuses `ANONYMIZATION_NOT_REQUESTED` without one. */
export const withdrawAnonymization = async (
  tx: EntityManager,
  { customerId, reason, actor }: AnonymizationInput,
): Promise<void> => {
  if (!reason?.trim()) throw new DomainError('REASON_REQUIRED')
  const customer = await loadForUpdate(tx, Customer, { id: customerId })
  if (customer.anonymizedAt) throw new DomainError('CUSTOMER_ANONYMIZED', { id: customerId })
  if (!customer.anonymizationRequestedAt) throw new DomainError('ANONYMIZATION_NOT_REQUESTED', { id: customerId })
  await setRequested(tx, customerId, null)
  await recordAudit(tx, {
    actor,
    action: 'customer.anonymization_withdrawn',
    resource: 'customer',
    recordId: customerId,
    reason: reason.trim(),
    before: { anonymizationRequestedAt: customer.anonymizationRequestedAt },
    after: { anonymizationRequestedAt: null },
  })
}

const stateOf = ({ anonymizedAt, anonymizationRequestedAt }: Customer) => ({
  anonymized: anonymizedAt !== null,
  requested: anonymizationRequestedAt !== null,
})

// Past the hooks on purpose: no platform has to learn of this. The version rises, so that an open form is a conflict.
const setRequested = (tx: EntityManager, customerId: number, requestedAt: Date | null): Promise<unknown> =>
  tx.query(
    `update content_platforms.customer
     set anonymization_requested_at = $2, updated_at = now(), version = version + 1 where id = $1`,
    [customerId, requestedAt],
  )
