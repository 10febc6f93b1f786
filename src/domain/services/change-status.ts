import type { EntityManager } from 'typeorm'
import { CustomerService } from '../../entities/customer-service.js'
import type { ServiceStatus } from '../../entities/service-status.js'
import { DomainError, refuseIssues } from '../../errors.js'
import type { Actor } from '../actor.js'
import { createFieldChecks } from '../field-checks.js'
import { recordAudit } from '../record-audit.js'
import { lockService, shareStatuses } from './service-lock.js'

/** Whether two statuses mean the same for the content, so that one may be shown in place of the other. */
export const meansTheSame = (a: ServiceStatus, b: ServiceStatus): boolean =>
  a.contentEffect === b.contentEffect && a.blockKind === b.blockKind

/**
 * *Mudar status*: shows another status that means the same, such as a provider's own one of waiting. Nothing changes for
 * the content. Another meaning is refused at `statusId`: that is what activating, suspending and the rest are for. Throws
 * `NOTHING_CHANGED` for the status that it has.
 */
export const changeStatus = async (
  tx: EntityManager,
  { serviceId, statusId, reason, actor }: { serviceId: number; statusId: number; reason?: string | null; actor: Actor },
): Promise<void> => {
  const statuses = await shareStatuses(tx)
  const { service, status } = await lockService(tx, serviceId)
  const next = statuses.find(({ id }) => id === statusId)
  const checks = createFieldChecks()
  if (!next) checks.refuse('statusId', 'invalidReference')
  else if (!meansTheSame(status, next)) checks.refuse('statusId', 'invalidChoice')
  refuseIssues(checks.issues)
  if (!next || next.id === status.id) throw new DomainError('NOTHING_CHANGED', { id: serviceId })
  await tx.getRepository(CustomerService).save(Object.assign(service, { statusId: next.id }))
  await recordAudit(tx, {
    actor,
    action: 'service.status_changed',
    resource: 'customer_service',
    recordId: serviceId,
    reason: reason?.trim() || null,
    before: { status: status.code },
    after: { status: next.code },
  })
}
