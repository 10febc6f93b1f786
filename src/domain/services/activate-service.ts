import type { EntityManager } from 'typeorm'
import { CustomerService } from '../../entities/customer-service.js'
import { DomainError } from '../../errors.js'
import type { Actor } from '../actor.js'
import { readNow } from '../clock.js'
import { recordAudit } from '../record-audit.js'
import { lockService, shareStatuses } from './service-lock.js'
import { resolveStatus } from './service-status.js'

/**
 * *Ativar*: ends the wait for installation or for a migration, once. What was linked meanwhile is created on its platform
 * (BR-27); blocks that stand already are shown.
 */
export const activateService = async (
  tx: EntityManager,
  { serviceId, actor }: { serviceId: number; actor: Actor },
): Promise<void> => {
  const statuses = await shareStatuses(tx)
  const { service, status, openBlocks } = await lockService(tx, serviceId)
  if (status.contentEffect !== 'waiting') throw new DomainError('SERVICE_ALREADY_ACTIVE', { id: serviceId })
  const shown = resolveStatus(statuses, {
    openBlocks: openBlocks.map((block) => block.kind),
    trustUnlockUntil: service.trustUnlockUntil,
  })
  const before = service.activatedAt
  const activatedAt = before ?? (await readNow(tx))
  await tx.getRepository(CustomerService).save(Object.assign(service, { statusId: shown.id, activatedAt }))
  await recordAudit(tx, {
    actor,
    action: 'service.activated',
    resource: 'customer_service',
    recordId: serviceId,
    before: { status: status.code, activatedAt: before },
    after: { status: shown.code, activatedAt },
  })
}
