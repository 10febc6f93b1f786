import type { EntityManager } from 'typeorm'
import { CustomerService } from '../../entities/customer-service.js'
import { DomainError, refuseIssues } from '../../errors.js'
import type { Actor } from '../actor.js'
import { readNow } from '../clock.js'
import type { DomainContext } from '../context.js'
import { createFieldChecks } from '../field-checks.js'
import { recordAudit } from '../record-audit.js'
import { lockService, shareStatuses } from './service-lock.js'
import { resolveStatus } from './service-status.js'

export interface TrustUnlockInput {
  serviceId: number
  /** From 1 to the configured maximum; the configured default when left out. */
  days?: number | null
  reason?: string | null
  actor: Actor
}

const DAY_MS = 24 * 3_600_000

const resolveDays = (days: number, max: number): number => {
  const checks = createFieldChecks()
  if (!Number.isInteger(days)) checks.refuse('days', 'invalidInteger')
  else if (days < 1 || days > max) checks.refuse('days', 'outOfRange', { min: 1, max })
  refuseIssues(checks.issues)
  return days
}

/**
 * *Desbloqueio em confiança* (BR-35): for so many times 24 hours from now, the open block for debt does not count.
 * Throws `SERVICE_NOT_IN_DEBT` without such a block and `TRUST_UNLOCK_RUNNING` until the end of the last one was recorded;
 * days beyond the maximum are refused at `days` with the limit.
 */
export const trustUnlockService = async (
  tx: EntityManager,
  input: TrustUnlockInput,
  { trustUnlock }: Pick<DomainContext, 'trustUnlock'>,
): Promise<{ until: Date }> => {
  const { serviceId, actor } = input
  const days = resolveDays(input.days ?? trustUnlock.defaultDays, trustUnlock.maxDays)
  const statuses = await shareStatuses(tx)
  const { service, status, openBlocks } = await lockService(tx, serviceId)
  const kinds = openBlocks.map((block) => block.kind)
  if (!kinds.includes('debt')) throw new DomainError('SERVICE_NOT_IN_DEBT', { id: serviceId })
  if (service.trustUnlockUntil) throw new DomainError('TRUST_UNLOCK_RUNNING', { id: serviceId })

  const until = new Date((await readNow(tx)).getTime() + days * DAY_MS)
  const shown =
    status.contentEffect === 'waiting'
      ? status
      : resolveStatus(statuses, { openBlocks: kinds, trustUnlockUntil: until })
  await tx.getRepository(CustomerService).save(Object.assign(service, { statusId: shown.id, trustUnlockUntil: until }))
  await recordAudit(tx, {
    actor,
    action: 'service.trust_unlocked',
    resource: 'customer_service',
    recordId: serviceId,
    reason: input.reason?.trim() || null,
    before: { status: status.code },
    after: { status: shown.code, days, until: until.toISOString() },
  })
  return { until }
}
