import type { EntityManager } from 'typeorm'
import { Customer } from '../../entities/customer.js'
import { PlatformAccount } from '../../entities/platform-account.js'
import { DomainError } from '../../errors.js'
import type { Actor } from '../actor.js'
import { loadRecord } from '../load-record.js'
import { recordAudit } from '../record-audit.js'

/** What lists and pages show masked of a customer, in the clear. */
export interface PersonalData {
  document: string | null
  email: string | null
  phone: string | null
  /** His users on platforms. */
  accounts: { id: number; login: string | null; externalId: string | null }[]
}

const FIELDS = ['document', 'email', 'phone'] as const

/**
 * Reads a customer's personal data in the clear and audits who read what, in the same transaction (BR-74). `purpose` says
 * on which screen. Throws `CUSTOMER_ANONYMIZED` when there is nothing left to read.
 */
export const readPersonalData = async (
  tx: EntityManager,
  { customerId, purpose, actor }: { customerId: number; purpose: 'page' | 'form'; actor: Actor },
): Promise<PersonalData> => {
  const customer = await loadRecord(tx, Customer, customerId)
  if (customer.anonymizedAt) throw new DomainError('CUSTOMER_ANONYMIZED', { id: customerId })
  const { document, email, phone } = customer
  // The form shows no logins, so that opening it reads none.
  const accounts =
    purpose === 'page'
      ? await tx.getRepository(PlatformAccount).find({ where: { customerId }, order: { id: 'ASC' } })
      : []
  const fields = [
    ...FIELDS.filter((field) => customer[field] !== null),
    ...(accounts.some(({ login }) => login !== null) ? ['login'] : []),
  ]
  await recordAudit(tx, {
    actor,
    action: 'customer.personal_data_read',
    resource: 'customer',
    recordId: customerId,
    after: { fields, purpose },
  })
  return { document, email, phone, accounts: accounts.map(({ id, login, externalId }) => ({ id, login, externalId })) }
}
