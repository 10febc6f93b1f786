import { type EntityManager, In, IsNull } from 'typeorm'
import { Customer } from '../../entities/customer.js'
import { CustomerService } from '../../entities/customer-service.js'
import { CONSENT_CHANNELS, type ConsentChannel, PackageSubscription } from '../../entities/package-subscription.js'
import { ServiceBlock } from '../../entities/service-block.js'
import { DomainError, refuseIssues } from '../../errors.js'
import type { Actor } from '../actor.js'
import { changeInTurn } from '../change-in-turn.js'
import { readNow, readToday } from '../clock.js'
import type { DomainContext } from '../context.js'
import { refuseForgotten } from '../customers/live-customer.js'
import { createFieldChecks } from '../field-checks.js'
import { loadRecord } from '../load-record.js'
import { sharePackages } from '../packages/share-packages.js'
import { recordAudit } from '../record-audit.js'
import { lockService, shareStatuses } from './service-lock.js'
import { resolveStatus } from './service-status.js'

export interface ChangeHolderInput {
  serviceId: number
  /** Who gets the service. */
  customerId: number
  reason: string
  /** BR-26: how the new holder agreed to the packages. */
  consentChannel: ConsentChannel
  /** That an open block for debt may end: what is owed stays the present holder's. */
  closeDebt?: boolean
  actor: Actor
}

const checkInput = async (tx: EntityManager, input: ChangeHolderInput): Promise<void> => {
  const checks = createFieldChecks()
  const exists = input.customerId != null && (await tx.getRepository(Customer).existsBy({ id: input.customerId }))
  if (input.customerId == null) checks.refuse('customerId', 'required')
  else if (!exists) checks.refuse('customerId', 'invalidReference')
  checks.choice('consentChannel', input.consentChannel, CONSENT_CHANNELS)
  refuseIssues(checks.issues)
  if (!input.reason?.trim()) throw new DomainError('REASON_REQUIRED')
}

/** Holds both customers still, and the switches of what is linked, in the order that everybody keeps. */
const lockHolders = async (tx: EntityManager, customerIds: number[], serviceId: number): Promise<void> => {
  const customers = await tx
    .getRepository(Customer)
    .find({ where: { id: In(customerIds) }, order: { id: 'ASC' }, lock: { mode: 'for_no_key_update' } })
  for (const { id, anonymizedAt, anonymizationRequestedAt } of customers) {
    refuseForgotten(id, { anonymized: anonymizedAt !== null, requested: anonymizationRequestedAt !== null })
  }
  const linked = await tx.getRepository(PackageSubscription).findBy({ serviceId })
  await sharePackages(
    tx,
    linked.map(({ packageId }) => packageId),
  )
}

/** BR-12: a package of the service whose platform the new holder has another package of, where it allows only one. */
const findTaken = async (
  tx: EntityManager,
  { serviceId, customerId, today }: { serviceId: number; customerId: number; today: string },
): Promise<{ name: string; package: string } | undefined> => {
  const [taken]: { name: string; package: string }[] = await tx.query(
    `select p.name, op.name as package
     from content_platforms.package_subscription s
     join content_platforms.content_package p on p.id = s.package_id
     join content_platforms.product pr on pr.id = p.product_id
     join content_platforms.integration i on i.id = pr.integration_id and i.single_package
     join content_platforms.product opr on opr.integration_id = i.id
     join content_platforms.content_package op on op.product_id = opr.id and op.id <> p.id
     join content_platforms.package_subscription os on os.package_id = op.id and os.removed_at is null
       and coalesce(os.expires_on >= $3::date, true)
     join content_platforms.customer_service osv on osv.id = os.service_id and osv.canceled_at is null
       and osv.customer_id = $2 and osv.id <> $1
     where s.service_id = $1 and s.removed_at is null and coalesce(s.expires_on >= $3::date, true)
     order by s.id, os.id limit 1`,
    [serviceId, customerId, today],
  )
  return taken
}

/**
 * *Trocar titular* (BR-43): the service with its packages goes to another customer: removed at the platforms for the one,
 * created for the other. A debt is the person's: while its block is open this is refused with `HOLDER_HAS_DEBT` unless
 * `closeDebt`, which ends the block, and any trust unlock. Other blocks and `doNotSuspendUntil` go along.
 *
 * Throws `CUSTOMER_ANONYMIZED`, `ANONYMIZATION_PENDING`, `SERVICE_CANCELED`, or `SINGLE_PACKAGE_TAKEN` where BR-12 forbids the new holder one of
 * its packages.
 */
export const changeHolder = async (
  tx: EntityManager,
  input: ChangeHolderInput,
  { timeZone }: Pick<DomainContext, 'timeZone'>,
): Promise<void> => {
  const { serviceId, customerId, consentChannel, actor } = input
  await checkInput(tx, input)
  const { customerId: from } = await loadRecord(tx, CustomerService, serviceId)
  await lockHolders(tx, [from, customerId], serviceId)
  const statuses = await shareStatuses(tx)
  const { service, status, openBlocks } = await lockService(tx, serviceId)
  if (service.customerId === customerId) {
    throw new DomainError('INVALID_INPUT', { issues: [{ path: 'customerId', code: 'sameHolder' }] })
  }
  if (service.customerId !== from) throw new DomainError('CONFLICT', { id: serviceId })
  const taken = await findTaken(tx, { serviceId, customerId, today: await readToday(tx, timeZone) })
  if (taken) throw new DomainError('SINGLE_PACKAGE_TAKEN', taken)
  const debts = openBlocks.filter(({ kind }) => kind === 'debt')
  if (debts.length > 0 && !input.closeDebt) throw new DomainError('HOLDER_HAS_DEBT', { id: serviceId })

  const now = await readNow(tx)
  await changeInTurn(tx.getRepository(ServiceBlock), debts, { closedAt: now })
  const left = openBlocks.filter((block) => !debts.includes(block)).map(({ kind }) => kind)
  const shown =
    status.contentEffect === 'waiting' ? status : resolveStatus(statuses, { openBlocks: left, trustUnlockUntil: null })
  const changed = { customerId, statusId: shown.id, trustUnlockUntil: null }
  await tx.getRepository(CustomerService).save(Object.assign(service, changed))
  const subscriptions = tx.getRepository(PackageSubscription)
  const consent = { consentBy: actor.id, consentAt: now, consentChannel }
  const linked = await subscriptions.findBy({ serviceId, removedAt: IsNull() })
  await changeInTurn(subscriptions, linked, consent)
  await recordAudit(tx, {
    actor,
    action: 'service.holder_changed',
    resource: 'customer_service',
    recordId: serviceId,
    reason: input.reason.trim(),
    before: { customerId: from, status: status.code },
    after: { customerId, status: shown.code, closedBlocks: debts.map(({ kind }) => kind), consentChannel },
  })
}
