import type { EntityManager } from 'typeorm'
import { CustomerService } from '../../entities/customer-service.js'
import { ServiceBlock } from '../../entities/service-block.js'
import { DomainError } from '../../errors.js'
import type { Actor } from '../actor.js'
import { changeInTurn } from '../change-in-turn.js'
import { readNow } from '../clock.js'
import { recordAudit } from '../record-audit.js'
import { lockService, shareStatuses } from './service-lock.js'
import { CANCELED, systemStatus } from './service-status.js'

/** *Cancelar*: ends a service for good, with a reason, and with it its subscriptions (BR-38) and open blocks. */
export const cancelService = async (
  tx: EntityManager,
  { serviceId, reason, actor }: { serviceId: number; reason: string; actor: Actor },
): Promise<void> => {
  if (!reason?.trim()) throw new DomainError('REASON_REQUIRED')
  const statuses = await shareStatuses(tx)
  const { service, status, openBlocks } = await lockService(tx, serviceId)
  const canceled = systemStatus(statuses, CANCELED)
  const canceledAt = await readNow(tx)
  await changeInTurn(tx.getRepository(ServiceBlock), openBlocks, { closedAt: canceledAt })
  await tx.getRepository(CustomerService).save(
    Object.assign(service, {
      statusId: canceled.id,
      canceledAt,
      cancelReason: reason.trim(),
      trustUnlockUntil: null,
    }),
  )
  await recordAudit(tx, {
    actor,
    action: 'service.canceled',
    resource: 'customer_service',
    recordId: serviceId,
    reason: reason.trim(),
    before: { status: status.code },
    after: { status: canceled.code },
  })
}
