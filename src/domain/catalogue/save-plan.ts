import { type EntityManager, In } from 'typeorm'
import { ContentPackage } from '../../entities/content-package.js'
import { Plan } from '../../entities/plan.js'
import { PlanPackage } from '../../entities/plan-package.js'
import { refuseIssues } from '../../errors.js'
import { readNow } from '../clock.js'
import { createFieldChecks, type FieldChecks } from '../field-checks.js'
import { loadForUpdate, type SaveInput } from '../load-record.js'
import { recordAudit } from '../record-audit.js'

export interface PlanPackageInput {
  packageId: number
  mandatory: boolean
  priceOverrideCents: number | null
}

export type PlanInput = Pick<Plan, 'name' | 'displayName' | 'priceCents' | 'lockPackages' | 'active'> & {
  packages: readonly PlanPackageInput[]
}

const checkPackages = async (
  tx: EntityManager,
  { packages, kept, checks }: { packages: readonly PlanPackageInput[]; kept: ReadonlySet<number>; checks: FieldChecks },
): Promise<void> => {
  const ids = packages.map(({ packageId }) => packageId)
  const found = await tx.getRepository(ContentPackage).findBy({ id: In(ids.filter((id) => id != null)) })
  const known = new Map(found.map((item) => [item.id, item]))
  for (const [index, { packageId, priceOverrideCents }] of packages.entries()) {
    const path = `packages.${index}`
    const item = known.get(packageId)
    if (packageId == null) checks.refuse(`${path}.packageId`, 'required')
    else if (!item) checks.refuse(`${path}.packageId`, 'invalidReference')
    else if (ids.indexOf(packageId) < index) checks.refuse(`${path}.packageId`, 'duplicateRow')
    else if (!item.active && !kept.has(packageId)) checks.refuse(`${path}.packageId`, 'inactive')
    if (priceOverrideCents != null) checks.cents(`${path}.priceOverrideCents`, priceOverrideCents)
  }
}

/** What the audit keeps of a plan: all that a form can change, packages in one order. */
const auditState = (plan: Plan, packages: readonly PlanPackageInput[]): Record<string, unknown> => {
  const { name, displayName, priceCents, lockPackages, active } = plan
  const links = [...packages]
    .sort((a, b) => a.packageId - b.packageId)
    .map(({ packageId, mandatory, priceOverrideCents }) => ({
      packageId,
      mandatory: mandatory ?? false,
      priceOverrideCents: priceOverrideCents ?? null,
    }))
  return { name, displayName, priceCents, lockPackages, active, packages: links }
}

/**
 * Creates or changes a plan and the packages that its new services get (BR-20 to BR-22). Locking a plan, or taking a
 * package off it, keeps the links that exist.
 */
export const savePlan = async (
  tx: EntityManager,
  { id, version, values, actor }: SaveInput<PlanInput>,
): Promise<{ id: number }> => {
  const repository = tx.getRepository(Plan)
  const existing = id === undefined ? null : await loadForUpdate(tx, Plan, { id, version })
  const links = tx.getRepository(PlanPackage)
  const kept = existing ? await links.findBy({ planId: existing.id }) : []
  const before = existing && auditState(existing, kept)
  const { packages, ...columns } = values
  const record = repository.merge(existing ?? repository.create(), columns)

  const checks = createFieldChecks()
  checks.text('name', record.name, 120)
  checks.optionalText('displayName', record.displayName, 120)
  checks.cents('priceCents', record.priceCents)
  if (packages) {
    await checkPackages(tx, { packages, kept: new Set(kept.map((link) => link.packageId)), checks })
  }
  refuseIssues(checks.issues)

  record.updatedAt = await readNow(tx) // so that the version rises even where only the packages changed
  const saved = await repository.save(record)
  if (packages) {
    await links.delete({ planId: saved.id })
    await links.insert(
      packages.map(({ packageId, mandatory, priceOverrideCents }) => ({
        planId: saved.id,
        packageId,
        mandatory: mandatory ?? false,
        priceOverrideCents: priceOverrideCents ?? null,
      })),
    )
  }
  await recordAudit(tx, {
    actor,
    action: existing ? 'plan.changed' : 'plan.created',
    resource: 'plan',
    recordId: saved.id,
    before,
    after: auditState(saved, packages ?? kept),
  })
  return { id: saved.id }
}
