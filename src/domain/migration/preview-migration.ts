import { createHash } from 'node:crypto'
import type { EntityManager } from 'typeorm'
import { CustomerService } from '../../entities/customer-service.js'
import { Plan } from '../../entities/plan.js'
import { DomainError, refuseIssues } from '../../errors.js'
import { readToday } from '../clock.js'
import type { DomainContext } from '../context.js'
import { addDays } from '../day.js'
import { createFieldChecks } from '../field-checks.js'
import { loadRecord } from '../load-record.js'
import { comparePlans, type PlanComparison } from './compare-plans.js'
import { loadMigrationFacts, type MigrationFacts } from './migration-facts.js'

export interface MigrationQuery {
  serviceId: number
  planId: number
  /** Packages of the new plan that the customer takes; mandatory ones must be among them. All when left out. */
  packageIds?: readonly number[] | null
}

export interface MigrationPreview extends PlanComparison {
  plan: Plan
  /** Stands for all that was compared; see `expected` of a migration. */
  fingerprint: string
}

const resolvePlan = async (tx: EntityManager, { service, planId }: { service: CustomerService; planId: number }) => {
  const checks = createFieldChecks()
  const plan = planId == null ? null : await tx.getRepository(Plan).findOneBy({ id: planId })
  if (planId == null) checks.refuse('planId', 'required')
  else if (!plan) checks.refuse('planId', 'invalidReference')
  else if (plan.id === service.planId) checks.refuse('planId', 'samePlan')
  else if (!plan.active) checks.refuse('planId', 'inactive')
  refuseIssues(checks.issues)
  if (!plan) throw new DomainError('NOT_FOUND', { id: planId })
  return plan
}

// BR-21, as for a new service: mandatory ones can't be left out, and only the plan's are offered.
const refuseChoice = (facts: readonly MigrationFacts[], chosen: readonly number[]): void => {
  const checks = createFieldChecks()
  const inPlan = facts.filter((item) => item.inPlan && (item.active || item.subscription))
  const isMissing = ({ mandatory, packageId, subscription }: MigrationFacts): boolean =>
    mandatory && !chosen.includes(packageId) && (subscription === null || subscription.origin === 'plan')
  if (inPlan.some(isMissing)) {
    checks.refuse('packageIds', 'mandatoryPackage')
  }
  if (chosen.some((id) => !inPlan.some(({ packageId }) => packageId === id))) {
    checks.refuse('packageIds', 'invalidChoice')
  }
  refuseIssues(checks.issues)
}

const fingerprintOf = (plan: Plan, { kept, gained, lost }: PlanComparison): string => {
  const next = [...kept, ...gained].map((item) => [item.packageId, item.priceCents, item.expiresOn, item.continuesId])
  const gone = lost.map(({ packageId, reason }) => [packageId, reason])
  const compared = JSON.stringify([plan.id, plan.priceCents, next, kept.length, gone])
  return createHash('sha256').update(compared).digest('base64url').slice(0, 22)
}

/**
 * What a migration of the service to the plan would keep, gain and lose, with prices and reasons, before it is confirmed
 * (BR-42). Refuses at `planId` and `packageIds`. Holds nothing still by itself.
 */
export const previewMigration = async (
  tx: EntityManager,
  { serviceId, planId, packageIds = null }: MigrationQuery,
  { timeZone }: Pick<DomainContext, 'timeZone'>,
): Promise<MigrationPreview> => {
  const service = await loadRecord(tx, CustomerService, serviceId)
  const plan = await resolvePlan(tx, { service, planId })
  const today = await readToday(tx, timeZone)
  const facts = await loadMigrationFacts(tx, { serviceId, planId, today })
  if (packageIds) refuseChoice(facts, packageIds)
  const termOf = (days: number): string => addDays(today, days)
  const comparison = comparePlans({ facts, planLocked: plan.lockPackages, chosen: packageIds, termOf })
  return { ...comparison, plan, fingerprint: fingerprintOf(plan, comparison) }
}
