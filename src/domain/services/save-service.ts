import type { EntityManager } from 'typeorm'
import { CustomerService, LAST_DAY_OF_MONTH } from '../../entities/customer-service.js'
import { refuseIssues } from '../../errors.js'
import { readToday } from '../clock.js'
import type { DomainContext } from '../context.js'
import { createFieldChecks } from '../field-checks.js'
import { loadForUpdate, type SaveInput } from '../load-record.js'
import { recordAudit } from '../record-audit.js'
import { checkProtection } from './protect-from-suspension.js'

export type ServiceInput = Pick<
  CustomerService,
  'number' | 'dueDay' | 'priceCents' | 'externalId' | 'doNotSuspendUntil'
>

const auditedOf = ({ dueDay, priceCents, number, externalId, doNotSuspendUntil }: CustomerService) => ({
  ...{ dueDay, priceCents, number, externalId, doNotSuspendUntil },
})

/** Changes what a form may change of a service: never its customer, plan or status, which have actions of their own. */
export const saveService = async (
  tx: EntityManager,
  { id, version, values, actor }: SaveInput<ServiceInput> & { id: number },
  { timeZone }: Pick<DomainContext, 'timeZone'>,
): Promise<{ id: number }> => {
  const service = await loadForUpdate(tx, CustomerService, { id, ...(version === undefined ? {} : { version }) })
  const before = auditedOf(service)
  const { number, dueDay, priceCents, externalId, doNotSuspendUntil } = { ...service, ...values }
  const given = { number: number?.trim(), dueDay, priceCents, externalId: externalId?.trim() || null }
  Object.assign(service, given, { doNotSuspendUntil })

  const checks = createFieldChecks()
  checks.text('number', service.number, 40)
  checks.cents('priceCents', service.priceCents)
  checks.optionalText('externalId', service.externalId, 100)
  const isDueDay = service.dueDay === LAST_DAY_OF_MONTH || (service.dueDay >= 1 && service.dueDay <= 28)
  if (!Number.isInteger(service.dueDay) || !isDueDay) checks.refuse('dueDay', 'invalidChoice')
  // A day that has passed may stay as it is while something else is changed.
  if (doNotSuspendUntil !== before.doNotSuspendUntil) {
    checkProtection(checks, { until: doNotSuspendUntil, today: await readToday(tx, timeZone) })
  }
  refuseIssues(checks.issues)

  await tx.getRepository(CustomerService).save(service)
  await recordAudit(tx, {
    actor,
    action: 'service.changed',
    resource: 'customer_service',
    recordId: id,
    before,
    after: auditedOf(service),
  })
  return { id }
}
