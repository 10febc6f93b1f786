import type { EntityManager } from 'typeorm'
import { CustomerService } from '../../entities/customer-service.js'
import { BLOCK_KINDS, type BlockKind, type BlockOrigin, ServiceBlock } from '../../entities/service-block.js'
import { DomainError, refuseIssues } from '../../errors.js'
import type { Actor } from '../actor.js'
import { readNow } from '../clock.js'
import { createFieldChecks } from '../field-checks.js'
import { recordAudit } from '../record-audit.js'
import { refuseSuspend } from './block-rules.js'
import { lockService, shareStatuses } from './service-lock.js'
import { resolveStatus } from './service-status.js'

/** Who suspends: a job also says which day it is for the provider, `yyyy-mm-dd`, since it must keep to BR-36. */
type Suspender = { origin?: Exclude<BlockOrigin, 'job'> } | { origin: 'job'; today: string }

export type SuspendInput = Suspender & {
  serviceId: number
  kind: BlockKind
  reason?: string | null
  actor: Actor
}

/**
 * Opens a block on an active service. Several kinds can stand at once (BR-33); one of a kind that already stands is
 * refused with `SERVICE_ALREADY_SUSPENDED`, one that was never activated with `SERVICE_NOT_ACTIVE`. A job is refused with
 * `SERVICE_PROTECTED_FROM_SUSPENSION` through the service's `doNotSuspendUntil` (BR-36); people and the host are not.
 */
export const suspendService = async (tx: EntityManager, input: SuspendInput): Promise<void> => {
  const { serviceId, kind, actor } = input
  const checks = createFieldChecks()
  checks.choice('kind', kind, BLOCK_KINDS)
  refuseIssues(checks.issues)
  const statuses = await shareStatuses(tx)
  const { service, status, openBlocks } = await lockService(tx, serviceId)
  const openKinds = openBlocks.map((block) => block.kind)
  const refusal = refuseSuspend({ serviceEffect: status.contentEffect, openKinds }, kind)
  if (refusal) throw new DomainError(refusal, { id: serviceId, kind })
  const until = service.doNotSuspendUntil
  if (input.origin === 'job' && until !== null && until >= input.today) {
    throw new DomainError('SERVICE_PROTECTED_FROM_SUSPENSION', { id: serviceId, until })
  }
  const reason = input.reason?.trim() || null
  await tx.getRepository(ServiceBlock).save({
    serviceId,
    kind,
    origin: input.origin ?? 'action',
    reason,
    openedAt: await readNow(tx),
    closedAt: null,
  })
  const shown = resolveStatus(statuses, {
    openBlocks: [...openKinds, kind],
    trustUnlockUntil: service.trustUnlockUntil,
  })
  await tx.getRepository(CustomerService).save(Object.assign(service, { statusId: shown.id }))
  await recordAudit(tx, {
    actor,
    action: 'service.suspended',
    resource: 'customer_service',
    recordId: serviceId,
    reason,
    before: { status: status.code },
    after: { status: shown.code, block: kind },
  })
}
