import type { EntityManager } from 'typeorm'
import { CustomerService } from '../../entities/customer-service.js'
import { DomainError, refuseIssues } from '../../errors.js'
import type { Actor } from '../actor.js'
import { readToday } from '../clock.js'
import type { DomainContext } from '../context.js'
import { isDay } from '../day.js'
import { createFieldChecks, type FieldChecks } from '../field-checks.js'
import { recordAudit } from '../record-audit.js'
import { lockService, shareStatuses } from './service-lock.js'

/** Refuses what is no day, or one before `today`; null, which takes the protection away, is fine. */
export const checkProtection = (
  checks: FieldChecks,
  { until, today }: { until: string | null; today: string },
): void => {
  if (until === null) return
  if (!isDay(until)) checks.refuse('doNotSuspendUntil', 'invalidDate')
  else if (until < today) checks.refuse('doNotSuspendUntil', 'dateInPast')
}

/**
 * *Não suspender até* (BR-36): through that day, `yyyy-mm-dd` in the provider's time zone, nothing automatic suspends the
 * service; null takes it away. What holds already is refused with `NOTHING_CHANGED`.
 */
export const protectFromSuspension = async (
  tx: EntityManager,
  {
    serviceId,
    until,
    reason,
    actor,
  }: { serviceId: number; until: string | null; reason?: string | null; actor: Actor },
  { timeZone }: Pick<DomainContext, 'timeZone'>,
): Promise<void> => {
  const checks = createFieldChecks()
  checkProtection(checks, { until, today: await readToday(tx, timeZone) })
  refuseIssues(checks.issues)
  await shareStatuses(tx)
  const { service } = await lockService(tx, serviceId)
  const before = service.doNotSuspendUntil
  if (before === until) throw new DomainError('NOTHING_CHANGED', { id: serviceId })
  await tx.getRepository(CustomerService).save(Object.assign(service, { doNotSuspendUntil: until }))
  await recordAudit(tx, {
    actor,
    action: 'service.protected',
    resource: 'customer_service',
    recordId: serviceId,
    reason: reason?.trim() || null,
    before: { doNotSuspendUntil: before },
    after: { doNotSuspendUntil: until },
  })
}
