import type { EntityManager } from 'typeorm'
import { CustomerService } from '../../entities/customer-service.js'
import { PackageSubscription } from '../../entities/package-subscription.js'
import { ServiceBlock } from '../../entities/service-block.js'
import type { ServiceStatus } from '../../entities/service-status.js'
import { changeInTurn } from '../change-in-turn.js'
import { readNow } from '../clock.js'
import { nextNumber } from '../next-number.js'
import { recordAudit } from '../record-audit.js'
import type { LockedService } from '../services/service-lock.js'
import { AWAITING_MIGRATION, CANCELED, resolveStatus, systemStatus } from '../services/service-status.js'
import type { NextPackage } from './compare-plans.js'
import type { MigratePlanInput } from './migrate-plan.js'
import type { MigrationPreview } from './preview-migration.js'

/** The service that is to be closed, held still, with all statuses. */
export type LockedMigration = LockedService & { statuses: ServiceStatus[] }

/** Saves the new service, with what stood on the old one: trust, protection, open blocks. */
export const insertService = async (
  tx: EntityManager,
  { locked, preview, input }: { locked: LockedMigration; preview: MigrationPreview; input: MigratePlanInput },
): Promise<CustomerService> => {
  const { service: old, status, openBlocks, statuses } = locked
  const isWaiting = status.contentEffect === 'waiting'
  const activate = input.activate ?? !isWaiting
  const waiting = isWaiting ? status : systemStatus(statuses, AWAITING_MIGRATION)
  const { customerId, dueDay, doNotSuspendUntil, trustUnlockUntil } = old
  const shown = resolveStatus(statuses, { openBlocks: openBlocks.map(({ kind }) => kind), trustUnlockUntil })
  const service = await tx.getRepository(CustomerService).save({
    ...{ customerId, dueDay, doNotSuspendUntil, trustUnlockUntil },
    planId: preview.plan.id,
    number: input.number?.trim() || (await nextNumber(tx, 'service_number')),
    statusId: (activate ? shown : waiting).id,
    priceCents: input.priceCents ?? preview.plan.priceCents,
    activatedAt: activate ? await readNow(tx) : null,
    externalId: input.externalId?.trim() || null,
    origin: 'migrated' as const,
    previousServiceId: old.id,
  })
  await tx.getRepository(ServiceBlock).save(
    openBlocks.map(({ kind, origin, reason, openedAt }) => ({
      ...{ serviceId: service.id, kind, origin, reason, openedAt, closedAt: null },
    })),
  )
  return service
}

/**
 * Links a package to the new service: with the consent that it had, or the one given to the migration. Tells which
 * subscription it takes the place of, if any.
 */
export const insertSubscription = async (
  tx: EntityManager,
  { serviceId, item, input }: { serviceId: number; item: NextPackage; input: MigratePlanInput },
): Promise<{ fromId: number; toId: number }[]> => {
  const { packageId, priceCents, expiresOn, continuesId, carried } = item
  const agreed = carried ?? {
    ...{ consentBy: input.actor.id, consentAt: await readNow(tx), consentChannel: input.consentChannel },
  }
  const { consentBy, consentAt, consentChannel } = agreed
  const origin = item.byHand ? ('migration' as const) : ('plan' as const)
  const saved = await tx.getRepository(PackageSubscription).save({
    ...{ serviceId, packageId, priceCents, origin, expiresOn, continuesId },
    ...{ consentBy, consentAt, consentChannel },
  })
  await recordAudit(tx, {
    actor: input.actor,
    action: carried ? 'subscription.migrated' : 'subscription.linked',
    resource: 'package_subscription',
    recordId: saved.id,
    after: { serviceId, packageId, priceCents, expiresOn, continuesId, consentChannel },
  })
  const fromId = carried?.id ?? continuesId
  return fromId === null ? [] : [{ fromId, toId: saved.id }]
}

/** Closes the old service and its blocks, which stand on the new one from here on. */
export const closeService = async (
  tx: EntityManager,
  { locked, reason }: { locked: LockedMigration; reason: string | null },
): Promise<void> => {
  const { service, openBlocks, statuses } = locked
  const canceledAt = await readNow(tx)
  await changeInTurn(tx.getRepository(ServiceBlock), openBlocks, { closedAt: canceledAt })
  const ended = { statusId: systemStatus(statuses, CANCELED).id, canceledAt, cancelReason: reason }
  await tx.getRepository(CustomerService).save(Object.assign(service, ended, { trustUnlockUntil: null }))
}
