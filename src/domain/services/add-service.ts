import { type EntityManager, In } from 'typeorm'
import { ContentPackage } from '../../entities/content-package.js'
import { Customer } from '../../entities/customer.js'
import { CustomerService, LAST_DAY_OF_MONTH } from '../../entities/customer-service.js'
import { CONSENT_CHANNELS, type ConsentChannel } from '../../entities/package-subscription.js'
import { Plan } from '../../entities/plan.js'
import { PlanPackage } from '../../entities/plan-package.js'
import { Product } from '../../entities/product.js'
import { DomainError, refuseIssues } from '../../errors.js'
import type { Actor } from '../actor.js'
import { readNow } from '../clock.js'
import type { DomainContext } from '../context.js'
import { createFieldChecks, type FieldChecks } from '../field-checks.js'
import { nextNumber } from '../next-number.js'
import { insertLink, lockForLink } from '../packages/link-package.js'
import { recordAudit } from '../record-audit.js'
import { shareStatuses } from './service-lock.js'
import { AWAITING_INSTALLATION, ENABLED, systemStatus } from './service-status.js'

export interface AddServiceInput {
  customerId: number
  planId: number
  /** Given when left blank. */
  number?: string | null
  /** 1 to 28, or 31 for the last day of the month. */
  dueDay: number
  /** The plan's price when left out. */
  priceCents?: number | null
  externalId?: string | null
  /** Whether it works at once; else it waits for installation. */
  activate: boolean
  /** Packages of the plan that the customer takes; mandatory ones must be among them. All when left out. */
  packageIds?: readonly number[] | null
  consentChannel: ConsentChannel
  actor: Actor
}

/** A package that a new service of a plan gets, as the form proposes it. */
export interface ProposedPackage {
  packageId: number
  name: string
  priceCents: number
  mandatory: boolean
}

/** BR-20: the active packages of a plan whose product is still to be had, mandatory ones first. */
export const proposePackages = async (tx: EntityManager, planId: number): Promise<ProposedPackage[]> => {
  const links = await tx.getRepository(PlanPackage).findBy({ planId })
  const packages = await tx
    .getRepository(ContentPackage)
    .findBy({ id: In(links.map((link) => link.packageId)), active: true })
  const productIds = packages.flatMap(({ productId }) => productId ?? [])
  const retired = await tx.getRepository(Product).findBy({ id: In(productIds), active: false })
  return packages
    .filter(({ productId }) => !retired.some(({ id }) => id === productId))
    .flatMap((item) => {
      const link = links.find(({ packageId }) => packageId === item.id)
      if (!link) return []
      const priceCents = link.priceOverrideCents ?? item.priceCents
      return [{ packageId: item.id, name: item.displayName ?? item.name, priceCents, mandatory: link.mandatory }]
    })
    .sort((a, b) => Number(b.mandatory) - Number(a.mandatory) || a.name.localeCompare(b.name, 'pt-BR'))
}

const isDueDay = (day: number): boolean =>
  Number.isInteger(day) && ((day >= 1 && day <= 28) || day === LAST_DAY_OF_MONTH)

const checkService = async (
  tx: EntityManager,
  input: AddServiceInput,
): Promise<{ checks: FieldChecks; plan: Plan | null }> => {
  const checks = createFieldChecks()
  const customer =
    input.customerId == null ? null : await tx.getRepository(Customer).findOneBy({ id: input.customerId })
  const plan = input.planId == null ? null : await tx.getRepository(Plan).findOneBy({ id: input.planId })
  if (input.customerId == null) checks.refuse('customerId', 'required')
  else if (!customer) checks.refuse('customerId', 'invalidReference')
  else if (customer.anonymizedAt) throw new DomainError('CUSTOMER_ANONYMIZED', { id: customer.id })
  if (input.planId == null) checks.refuse('planId', 'required')
  else if (!plan) checks.refuse('planId', 'invalidReference')
  else if (!plan.active) checks.refuse('planId', 'inactive')
  if (input.dueDay == null) checks.refuse('dueDay', 'required')
  else if (!isDueDay(input.dueDay)) checks.refuse('dueDay', 'invalidChoice')
  checks.optionalText('number', input.number, 40)
  checks.optionalText('externalId', input.externalId, 100)
  if (input.priceCents != null) checks.cents('priceCents', input.priceCents)
  checks.choice('consentChannel', input.consentChannel, CONSENT_CHANNELS)
  return { checks, plan }
}

// BR-21: optional packages can be left out while adding; mandatory ones can't, and others of the plan are not offered.
const choosePackages = (
  input: AddServiceInput,
  proposed: readonly ProposedPackage[],
  checks: FieldChecks,
): number[] => {
  const offered = proposed.map(({ packageId }) => packageId)
  const chosen = input.packageIds ?? offered
  if (proposed.some(({ packageId, mandatory }) => mandatory && !chosen.includes(packageId))) {
    checks.refuse('packageIds', 'mandatoryPackage')
  }
  if (chosen.some((packageId) => !offered.includes(packageId))) checks.refuse('packageIds', 'invalidChoice')
  return offered.filter((packageId) => chosen.includes(packageId))
}

/** Adds a service of a plan to a customer, with the plan's packages (BR-20, BR-21). */
export const addService = async (
  tx: EntityManager,
  input: AddServiceInput,
  context: DomainContext,
): Promise<{ id: number }> => {
  const { checks, plan } = await checkService(tx, input)
  const packageIds = plan ? choosePackages(input, await proposePackages(tx, plan.id), checks) : []
  refuseIssues(checks.issues)
  if (!plan) throw new DomainError('NOT_FOUND', { id: input.planId })

  await lockForLink(tx, { customerId: input.customerId, planId: plan.id, packageIds })
  const statuses = await shareStatuses(tx)
  const service = await tx.getRepository(CustomerService).save({
    customerId: input.customerId,
    planId: plan.id,
    number: input.number?.trim() || (await nextNumber(tx, 'service_number')),
    statusId: systemStatus(statuses, input.activate ? ENABLED : AWAITING_INSTALLATION).id,
    dueDay: input.dueDay,
    priceCents: input.priceCents ?? plan.priceCents,
    activatedAt: input.activate ? await readNow(tx) : null,
    externalId: input.externalId?.trim() || null,
    origin: 'new',
  })
  await recordAudit(tx, {
    actor: input.actor,
    action: 'service.added',
    resource: 'customer_service',
    recordId: service.id,
    after: {
      ...{ customerId: input.customerId, planId: plan.id, number: service.number, dueDay: service.dueDay },
      ...{ priceCents: service.priceCents, activate: input.activate, packageIds },
    },
  })
  for (const packageId of packageIds) {
    const { consentChannel, actor } = input
    const link = { serviceId: service.id, packageId, consentChannel, actor, origin: 'plan' as const }
    await insertLink(tx, { ...link, confirmZeroPrice: true }, context)
  }
  return { id: service.id }
}
