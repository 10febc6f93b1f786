import type { EntityManager } from 'typeorm'
import { COMMERCIAL_MODES, ContentPackage } from '../../entities/content-package.js'
import { PriceComponent } from '../../entities/price-component.js'
import { Product } from '../../entities/product.js'
import { refuseIssues } from '../../errors.js'
import { readNow } from '../clock.js'
import { createFieldChecks, type FieldChecks } from '../field-checks.js'
import { loadForUpdate, type SaveInput } from '../load-record.js'
import { findSecondPackage } from '../packages/second-package.js'
import { recordAudit } from '../record-audit.js'
import {
  type Component,
  type ComponentInput,
  resolveComposition,
  resolveSplit,
  SPLITS,
  type Split,
} from './price-composition.js'

export type { ComponentInput }

export type PackageInput = Pick<
  ContentPackage,
  | 'code'
  | 'name'
  | 'displayName'
  | 'priceCents'
  | 'commercialMode'
  | 'suspendOnDebt'
  | 'defaultTermDays'
  | 'notes'
  | 'active'
  | 'productId'
> & {
  components: readonly ComponentInput[]
  /** Whether the components' amounts or their percentages count; by default percentages, where any part has one. */
  splitBy: Split
  /** BR-17: that R$ 0,00 is meant, for a package that is sold alone. */
  confirmZeroPrice: boolean
}

const checkPackage = async (
  tx: EntityManager,
  record: ContentPackage,
  { confirmed, currentProductId }: { confirmed: boolean; currentProductId: number | null },
): Promise<FieldChecks> => {
  const checks = createFieldChecks()
  checks.text('code', record.code, 40)
  checks.text('name', record.name, 120)
  checks.optionalText('displayName', record.displayName, 120)
  checks.optionalText('notes', record.notes, 4000)
  checks.choice('commercialMode', record.commercialMode, COMMERCIAL_MODES)
  checks.cents('priceCents', record.priceCents)
  const term = record.defaultTermDays
  if (term != null && !Number.isInteger(term)) checks.refuse('defaultTermDays', 'invalidInteger')
  else if (term != null && (term < 1 || term > 3650)) {
    checks.refuse('defaultTermDays', 'outOfRange', { min: 1, max: 3650 })
  }
  if (record.priceCents === 0 && record.commercialMode === 'avulso' && !confirmed) {
    checks.refuse('confirmZeroPrice', 'zeroPriceNotConfirmed')
  }
  const product = record.productId == null ? null : await tx.getRepository(Product).findOneBy({ id: record.productId })
  if (record.productId != null && !product) checks.refuse('productId', 'invalidReference')
  // Kept by the packages that have it, so that the rest of their form can still be saved.
  if (product?.active === false && product.id !== currentProductId) checks.refuse('productId', 'inactive')
  if (record.id && product && product.id !== currentProductId) {
    const second = await findSecondPackage(tx, { packageId: record.id, productId: product.id })
    if (second) checks.refuse('productId', 'singlePackageTaken', { ...second })
  }
  return checks
}

/** Creates or changes a package and the split of its price (BR-12, BR-16 to BR-18). */
export const savePackage = async (
  tx: EntityManager,
  { id, version, values, actor }: SaveInput<PackageInput>,
): Promise<{ id: number }> => {
  const repository = tx.getRepository(ContentPackage)
  const existing = id === undefined ? null : await loadForUpdate(tx, ContentPackage, { id, version })
  const { components, splitBy, confirmZeroPrice, ...columns } = values
  const before = existing && auditState(existing)
  const record = repository.merge(existing ?? repository.create({ commercialMode: 'avulso' }), columns)
  if (record.commercialMode === 'beneficio') record.priceCents ??= 0 // BR-17a

  const isStillFree = before?.priceCents === 0
  const checks = await checkPackage(tx, record, {
    confirmed: confirmZeroPrice === true || isStillFree,
    currentProductId: before?.productId ?? null,
  })
  if (splitBy != null) checks.choice('splitBy', splitBy, SPLITS)
  const parts = tx.getRepository(PriceComponent)
  const kept = existing ? await parts.find({ where: { packageId: existing.id }, order: { position: 'ASC' } }) : []
  const split = (components && splitBy) || resolveSplit(components ?? kept)
  const composition = resolveComposition(components ?? kept, { priceCents: record.priceCents, split, checks })
  refuseIssues(checks.issues)

  record.updatedAt = await readNow(tx) // so that the version rises even where only the components changed
  const saved = await repository.save(record)
  const changed = isSame(kept, composition) ? null : composition.map(toAudited)
  if (changed) {
    await parts.delete({ packageId: saved.id })
    await parts.insert(changed.map((part, position) => ({ ...part, packageId: saved.id, position })))
  }
  await recordAudit(tx, {
    actor,
    action: existing ? 'package.changed' : 'package.created',
    resource: 'content_package',
    recordId: saved.id,
    before: before && { ...before, ...(changed && { components: kept.map(toAudited) }) },
    after: { ...auditState(saved), ...(changed && { components: changed }) },
  })
  return { id: saved.id }
}

/** What the audit keeps of a package: all that a form can change. */
const auditState = (record: ContentPackage) => {
  const { name, code, displayName, commercialMode, priceCents } = record
  const { suspendOnDebt, defaultTermDays, notes, active, productId } = record
  return {
    ...{ name, code, displayName, commercialMode, priceCents },
    ...{ suspendOnDebt, defaultTermDays, notes, active, productId },
  }
}

const toAudited = ({ description, revenueType, amountCents, percent, documentModel }: Component): Component => ({
  description,
  revenueType,
  amountCents,
  percent,
  documentModel,
})

const isSame = (kept: readonly Component[], composition: readonly Component[]): boolean =>
  JSON.stringify(kept.map(toAudited)) === JSON.stringify(composition.map(toAudited))
