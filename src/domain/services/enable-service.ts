import type { EntityManager } from 'typeorm'
import { CustomerService } from '../../entities/customer-service.js'
import { type BlockKind, ServiceBlock } from '../../entities/service-block.js'
import { DomainError } from '../../errors.js'
import type { Actor } from '../actor.js'
import { changeInTurn } from '../change-in-turn.js'
import { readNow } from '../clock.js'
import { recordAudit } from '../record-audit.js'
import { blocksToClose, refuseEnable } from './block-rules.js'
import { lockService, shareStatuses } from './service-lock.js'
import { resolveStatus } from './service-status.js'

export interface EnableInput {
  serviceId: number
  reason: string
  /** Which blocks to close; all open ones when left out. */
  kinds?: readonly BlockKind[]
  actor: Actor
}

/**
 * *Habilitar* (BR-34): closes open blocks, with a reason; the audit says which. Without a block of these kinds it is
 * refused with `SERVICE_NOT_SUSPENDED`. A debt that is paid while a trust unlock runs ends that as well.
 */
export const enableService = async (
  tx: EntityManager,
  { serviceId, reason, kinds, actor }: EnableInput,
): Promise<void> => {
  if (!reason?.trim()) throw new DomainError('REASON_REQUIRED')
  const statuses = await shareStatuses(tx)
  const { service, status, openBlocks } = await lockService(tx, serviceId)
  const openKinds = openBlocks.map((block) => block.kind)
  const refusal = refuseEnable({ serviceEffect: status.contentEffect, openKinds }, kinds)
  if (refusal) throw new DomainError(refusal, { id: serviceId })
  const closingKinds = blocksToClose(openKinds, kinds)
  const closing = openBlocks.filter((block) => closingKinds.includes(block.kind))

  const closedAt = await readNow(tx)
  await changeInTurn(tx.getRepository(ServiceBlock), closing, { closedAt })
  const left = openBlocks.filter((block) => !closing.includes(block)).map((block) => block.kind)
  const trustUnlockUntil = left.includes('debt') ? service.trustUnlockUntil : null
  const shown =
    status.contentEffect === 'waiting' ? status : resolveStatus(statuses, { openBlocks: left, trustUnlockUntil })
  await tx.getRepository(CustomerService).save(Object.assign(service, { statusId: shown.id, trustUnlockUntil }))
  await recordAudit(tx, {
    actor,
    action: 'service.enabled',
    resource: 'customer_service',
    recordId: serviceId,
    reason: reason.trim(),
    before: { status: status.code },
    after: { status: shown.code, closedBlocks: closing.map((block) => block.kind) },
  })
}
