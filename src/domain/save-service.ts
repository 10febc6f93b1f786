import type { EntityManager } from 'typeorm'
import { CustomerService, LAST_DAY_OF_MONTH } from '../entities/customer-service.js'
import { refuseIssues } from '../errors.js'
import { createFieldChecks } from './field-checks.js'
import { loadForUpdate, type SaveInput } from './load-record.js'
import { recordAudit } from './record-audit.js'

export type ServiceInput = Pick<CustomerService, 'number' | 'dueDay' | 'priceCents' | 'externalId'>

/** Changes what a form may change of a service: never its customer, plan or status, which have actions of their own. */
export const saveService = async (
  tx: EntityManager,
  { id, version, values, actor }: SaveInput<ServiceInput> & { id: number },
): Promise<{ id: number }> => {
  const service = await loadForUpdate(tx, CustomerService, { id, ...(version === undefined ? {} : { version }) })
  const before = { dueDay: service.dueDay, priceCents: service.priceCents, number: service.number }
  const { number, dueDay, priceCents, externalId } = { ...service, ...values }
  Object.assign(service, { number: number?.trim(), dueDay, priceCents, externalId: externalId?.trim() || null })

  const checks = createFieldChecks()
  checks.text('number', service.number, 40)
  checks.cents('priceCents', service.priceCents)
  checks.optionalText('externalId', service.externalId, 100)
  const isDueDay = service.dueDay === LAST_DAY_OF_MONTH || (service.dueDay >= 1 && service.dueDay <= 28)
  if (!Number.isInteger(service.dueDay) || !isDueDay) checks.refuse('dueDay', 'invalidChoice')
  refuseIssues(checks.issues)

  await tx.getRepository(CustomerService).save(service)
  await recordAudit(tx, {
    actor,
    action: 'service.changed',
    resource: 'customer_service',
    recordId: id,
    before,
    after: { dueDay: service.dueDay, priceCents: service.priceCents, number: service.number },
  })
  return { id }
}
