import type { EntityManager } from 'typeorm'
import { CustomerService } from '../../entities/customer-service.js'
import {
  CONSENT_CHANNELS,
  type ConsentChannel,
  PackageSubscription,
  type SubscriptionOrigin,
} from '../../entities/package-subscription.js'
import { DomainError, refuseIssues } from '../../errors.js'
import type { Actor } from '../actor.js'
import { readNow, readToday } from '../clock.js'
import type { DomainContext } from '../context.js'
import { lockLiveCustomer } from '../customers/live-customer.js'
import { addDays, isDay } from '../day.js'
import { createFieldChecks } from '../field-checks.js'
import { loadForUpdate, loadRecord, requireId } from '../load-record.js'
import { recordAudit } from '../record-audit.js'
import { shareStatuses } from '../services/service-lock.js'
import { type LinkFacts, loadLinkFacts, refuseLink } from './link-rules.js'
import { retireDiscounts } from './retire-discounts.js'
import { sharePackages } from './share-packages.js'

export interface LinkInput {
  serviceId: number
  packageId: number
  /** BR-14: the subscription's own copy; the plan's or the package's price when left out. */
  priceCents?: number | null
  /** Last day of use, `yyyy-mm-dd`; the package's default term when undefined, none when null. */
  expiresOn?: string | null
  /** BR-26: how the customer agreed. */
  consentChannel: ConsentChannel
  /** BR-17: that R$ 0,00 is meant, for a package that is sold alone. */
  confirmZeroPrice?: boolean
  origin?: SubscriptionOrigin
  actor: Actor
}

/**
 * Holds still all on which a link depends, in the one order that everybody keeps: customer, plan, package, integration,
 * status, service. The customer's row also keeps two services of one customer from both taking a single package.
 */
export const lockForLink = async (
  tx: EntityManager,
  {
    customerId,
    planId,
    serviceId,
    packageIds,
  }: { customerId: number; planId: number; serviceId?: number; packageIds: readonly number[] },
): Promise<void> => {
  await lockLiveCustomer(tx, customerId)
  await tx.query(`select from content_platforms.plan where id = $1 for share`, [planId])
  await sharePackages(tx, packageIds)
  await shareStatuses(tx)
  if (serviceId === undefined) return
  const service = await loadForUpdate(tx, CustomerService, { id: serviceId })
  // Somebody may have given it to another customer while we waited, whose services nobody holds still.
  if (service.customerId !== customerId || service.planId !== planId)
    throw new DomainError('CONFLICT', { id: serviceId })
}

const auditState = (subscription: PackageSubscription) => {
  const { serviceId, packageId, priceCents, expiresOn, consentChannel, removedAt } = subscription
  return { serviceId, packageId, priceCents, expiresOn, consentChannel, removedAt }
}

const resolveTerms = (input: LinkInput, facts: LinkFacts, today: string) => {
  const checks = createFieldChecks()
  const priceCents = input.priceCents ?? facts.priceCents
  checks.cents('priceCents', priceCents)
  if (priceCents === 0 && facts.commercialMode === 'avulso' && facts.priceCents !== 0 && !input.confirmZeroPrice) {
    checks.refuse('confirmZeroPrice', 'zeroPriceNotConfirmed')
  }
  const term = facts.defaultTermDays
  const expiresOn = input.expiresOn === undefined ? (term ? addDays(today, term) : null) : input.expiresOn
  if (expiresOn !== null && !isDay(expiresOn)) checks.refuse('expiresOn', 'invalidDate')
  else if (expiresOn !== null && expiresOn < today) checks.refuse('expiresOn', 'dateInPast')
  checks.choice('consentChannel', input.consentChannel, CONSENT_CHANNELS)
  refuseIssues(checks.issues)
  return { priceCents, expiresOn }
}

/** Writes the link once all is locked; re-uses the row of an earlier link of the same pair (BR-24). */
export const insertLink = async (
  tx: EntityManager,
  input: LinkInput,
  context: DomainContext,
): Promise<{ id: number }> => {
  const { serviceId, packageId, actor } = input
  const today = await readToday(tx, context.timeZone)
  const [facts] = await loadLinkFacts(tx, { serviceId, packageId, today })
  if (!facts) throw new DomainError('NOT_FOUND', { serviceId, packageId })
  const refusal = refuseLink(facts, context)
  if (refusal)
    throw new DomainError(refusal, { serviceId, packageId, name: facts.name, package: facts.singlePackageTaken })
  const { priceCents, expiresOn } = resolveTerms(input, facts, today)

  const subscriptions = tx.getRepository(PackageSubscription)
  const earlier = await subscriptions.findOneBy({ serviceId, packageId })
  if (earlier) await retireDiscounts(tx, { subscriptionIds: [earlier.id], today, actor })
  const before = earlier && auditState(earlier)
  const saved = await subscriptions.save(
    subscriptions.merge(earlier ?? subscriptions.create({ serviceId, packageId }), {
      priceCents,
      origin: input.origin ?? 'manual',
      expiresOn,
      consentBy: actor.id,
      consentAt: await readNow(tx),
      consentChannel: input.consentChannel,
      removedAt: null,
    }),
  )
  await recordAudit(tx, {
    actor,
    action: 'subscription.linked',
    resource: 'package_subscription',
    recordId: saved.id,
    before,
    after: auditState(saved),
  })
  return { id: saved.id }
}

/** Links a package to a customer's service (BR-12, BR-14, BR-17, BR-19, BR-22 to BR-27, BR-37). */
export const linkPackage = async (
  tx: EntityManager,
  input: LinkInput,
  context: DomainContext,
): Promise<{ id: number }> => {
  requireId(input.packageId)
  const { customerId, planId } = await loadRecord(tx, CustomerService, input.serviceId)
  await lockForLink(tx, { customerId, planId, serviceId: input.serviceId, packageIds: [input.packageId] })
  return insertLink(tx, input, context)
}
