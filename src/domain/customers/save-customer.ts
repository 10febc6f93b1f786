import type { EntityManager } from 'typeorm'
import { Customer, PERSON_TYPES } from '../../entities/customer.js'
import { refuseIssues } from '../../errors.js'
import { isDocumentOf, normalizeDocument } from '../document.js'
import { createFieldChecks } from '../field-checks.js'
import { loadForUpdate, type SaveInput } from '../load-record.js'
import { nextNumber } from '../next-number.js'
import { recordAudit } from '../record-audit.js'
import { refuseForgotten } from './live-customer.js'

export type CustomerInput = Pick<
  Customer,
  'code' | 'name' | 'personType' | 'document' | 'email' | 'phone' | 'externalId'
>

// Deliberately simple: what lies beyond it only a message can find out.
const EMAIL = /^[^\s@<>"]+@[^\s@<>".]+(\.[^\s@<>".]+)+$/
const PHONE = /^\d{10,11}$/

/** Digits of a Brazilian phone with its area code, without `+55`. */
const normalizePhone = (typed: string): string => {
  const digits = typed.replace(/[\s().-]/g, '').replace(/^\+?55(?=\d{10,11}$)/, '')
  return digits
}

/** Of these the audit says that they changed, never to what: it is read by people who may not read them. */
const PERSONAL = ['name', 'document', 'email', 'phone', 'externalId'] as const satisfies (keyof CustomerInput)[]

const pickPlain = ({ code, personType }: Customer) => ({ code, personType })

const normalize = (record: Customer): Customer =>
  Object.assign(record, {
    name: record.name?.trim(),
    document: record.document ? normalizeDocument(record.document) : null,
    email: record.email?.trim().toLowerCase() || null,
    phone: record.phone ? normalizePhone(record.phone) : null,
    externalId: record.externalId?.trim() || null,
  })

const checkCustomer = (record: Customer) => {
  const checks = createFieldChecks()
  checks.optionalText('code', record.code, 40)
  checks.text('name', record.name, 200)
  checks.choice('personType', record.personType, PERSON_TYPES)
  if (!record.document) checks.refuse('document', 'required')
  else if (PERSON_TYPES.includes(record.personType) && !isDocumentOf(record.personType, record.document)) {
    checks.refuse('document', record.personType === 'pf' ? 'invalidCpf' : 'invalidCnpj')
  }
  checks.optionalText('email', record.email, 254)
  if (record.email && !EMAIL.test(record.email)) checks.refuse('email', 'invalidEmail')
  if (record.phone && !PHONE.test(record.phone)) checks.refuse('phone', 'invalidPhone')
  checks.optionalText('externalId', record.externalId, 100)
  return checks
}

/** Creates or changes a customer (BR-70, BR-71). A code left blank is given. The audit holds no personal data. */
export const saveCustomer = async (
  tx: EntityManager,
  { id, version, values, actor }: SaveInput<CustomerInput>,
): Promise<{ id: number }> => {
  const repository = tx.getRepository(Customer)
  const existing = id === undefined ? null : await loadForUpdate(tx, Customer, { id, version })
  if (existing) {
    const { anonymizedAt, anonymizationRequestedAt } = existing
    refuseForgotten(existing.id, { anonymized: anonymizedAt !== null, requested: anonymizationRequestedAt !== null })
  }
  const before = existing && { ...existing }
  const record = normalize(repository.merge(existing ?? repository.create(), values))
  refuseIssues(checkCustomer(record).issues)
  record.code = record.code?.trim() || (await nextNumber(tx, 'customer_code'))

  const saved = await repository.save(record)
  const fields = PERSONAL.filter((key) => (before?.[key] ?? null) !== (saved[key] ?? null))
  await recordAudit(tx, {
    actor,
    action: existing ? 'customer.changed' : 'customer.created',
    resource: 'customer',
    recordId: saved.id,
    before: before && pickPlain(before),
    after: { ...pickPlain(saved), fields },
  })
  return { id: saved.id }
}
