import type { EntityManager } from 'typeorm'
import { CustomerService } from '../../entities/customer-service.js'
import { CONSENT_CHANNELS, type ConsentChannel } from '../../entities/package-subscription.js'
import { DomainError, refuseIssues } from '../../errors.js'
import type { Actor } from '../actor.js'
import { readToday } from '../clock.js'
import type { DomainContext } from '../context.js'
import { lockLiveCustomer } from '../customers/live-customer.js'
import { createFieldChecks } from '../field-checks.js'
import { loadForUpdate, loadRecord } from '../load-record.js'
import { sharePackages } from '../packages/share-packages.js'
import { recordAudit } from '../record-audit.js'
import { lockService, shareStatuses } from '../services/service-lock.js'
import { carryDiscounts } from './carry-discounts.js'
import { closeService, insertService, insertSubscription, type LockedMigration } from './migration-rows.js'
import { type MigrationPreview, type MigrationQuery, previewMigration } from './preview-migration.js'

export interface MigratePlanInput extends MigrationQuery {
  /** Number of the new service; given when left blank. */
  number?: string | null
  /** The new plan's price when left out. */
  priceCents?: number | null
  externalId?: string | null
  /**
   * Whether the new service works at once; else it waits for the migration, and what is on platforms stays as it is. As
   * the old one when left out: one that waits goes on waiting.
   */
  activate?: boolean | null
  /** BR-26: how the customer agreed to the packages that come in. */
  consentChannel: ConsentChannel
  reason?: string | null
  /** `fingerprint` of the preview that was shown; another one now is refused with `MIGRATION_CHANGED`. */
  expected?: string | null
  actor: Actor
}

const checkInput = (input: MigratePlanInput): void => {
  const checks = createFieldChecks()
  checks.optionalText('number', input.number, 40)
  checks.optionalText('externalId', input.externalId, 100)
  if (input.priceCents != null) checks.cents('priceCents', input.priceCents)
  checks.choice('consentChannel', input.consentChannel, CONSENT_CHANNELS)
  refuseIssues(checks.issues)
}

const refuseMigrated = async (tx: EntityManager, service: CustomerService): Promise<void> => {
  const next = await tx.getRepository(CustomerService).findOneBy({ previousServiceId: service.id })
  if (next) throw new DomainError('SERVICE_ALREADY_MIGRATED', { id: service.id, nextId: next.id, number: next.number })
}

/** Holds still all on which the migration depends: customer, plan, packages, integrations, statuses, service. */
const lockForMigration = async (
  tx: EntityManager,
  { serviceId, planId }: MigratePlanInput,
): Promise<LockedMigration> => {
  const { customerId } = await loadRecord(tx, CustomerService, serviceId)
  await lockLiveCustomer(tx, customerId)
  await tx.query(`select from content_platforms.plan where id = $1 for share`, [planId ?? null])
  // With customer and plan held, neither links to the service nor packages of the plan come in any more.
  const packages: { id: number }[] = await tx.query(
    `select package_id as id from content_platforms.package_subscription where service_id = $1
     union select package_id from content_platforms.plan_package where plan_id = $2`,
    [serviceId, planId ?? null],
  )
  const packageIds = packages.map(({ id }) => id)
  await sharePackages(tx, packageIds)
  const statuses = await shareStatuses(tx)
  const service = await loadForUpdate(tx, CustomerService, { id: serviceId })
  await refuseMigrated(tx, service)
  if (service.customerId !== customerId) throw new DomainError('CONFLICT', { id: serviceId })
  return { ...(await lockService(tx, serviceId)), statuses }
}

const refuseTaken = ({ left }: MigrationPreview, { packageIds }: MigratePlanInput): void => {
  const taken = left.find(
    ({ blockedBy, mandatory, packageId }) => blockedBy !== null && (mandatory || packageIds?.includes(packageId)),
  )
  if (taken) throw new DomainError('SINGLE_PACKAGE_TAKEN', { name: taken.name, package: taken.blockedBy })
}

/**
 * *Migrar de plano*: a new service takes the place of the old one, which is closed. Debts, other blocks, trust and
 * protection go along; packages as {@link previewMigration} says, each under the platform's user that it had (BR-40 to
 * BR-42). The old one's subscriptions stay linked to it, as with any service that ended.
 *
 * Throws `SERVICE_ALREADY_MIGRATED`, `SERVICE_CANCELED`, `MIGRATION_CHANGED`, `CUSTOMER_ANONYMIZED`, or
 * `SINGLE_PACKAGE_TAKEN` where a package that comes in can't (BR-12).
 */
export const migratePlan = async (
  tx: EntityManager,
  input: MigratePlanInput,
  context: DomainContext,
): Promise<{ id: number }> => {
  checkInput(input)
  const locked = await lockForMigration(tx, input)
  const preview = await previewMigration(tx, input, context)
  refuseTaken(preview, input)
  if (input.expected && input.expected !== preview.fingerprint) {
    throw new DomainError('MIGRATION_CHANGED', { id: input.serviceId })
  }
  const reason = input.reason?.trim() || null
  const service = await insertService(tx, { locked, preview, input })
  const next = [...preview.kept, ...preview.gained]
  const pairs: { fromId: number; toId: number }[] = []
  for (const item of next) pairs.push(...(await insertSubscription(tx, { serviceId: service.id, item, input })))
  await carryDiscounts(tx, { pairs, today: await readToday(tx, context.timeZone), actor: input.actor })
  await closeService(tx, { locked, reason })

  const names = (items: readonly { packageId: number }[]): number[] => items.map(({ packageId }) => packageId)
  const packages = { kept: names(preview.kept), gained: names(preview.gained), lost: names(preview.lost) }
  for (const recordId of [input.serviceId, service.id]) {
    await recordAudit(tx, {
      actor: input.actor,
      action: 'service.migrated',
      resource: 'customer_service',
      recordId,
      reason,
      before: { serviceId: input.serviceId, planId: locked.service.planId, status: locked.status.code },
      after: {
        serviceId: service.id,
        planId: service.planId,
        status: locked.statuses.find(({ id }) => id === service.statusId)?.code,
        blocks: locked.openBlocks.map(({ kind }) => kind),
        ...packages,
      },
    })
  }
  return { id: service.id }
}
