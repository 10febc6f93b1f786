import type { EntityManager } from 'typeorm'
import { Integration } from '../../entities/integration.js'
import { DomainError } from '../../errors.js'
import type { Actor } from '../actor.js'
import { loadForUpdate } from '../load-record.js'
import { recordAudit } from '../record-audit.js'
import { auditProducts, readProductStates } from './audit-products.js'
import { type KnownProduct, loadProducts, type ProductUse, readUses, writeProducts } from './product-rows.js'

/** A product as an integration's gateway lists it. */
export interface ListedProduct {
  /** The platform's own id, by which the product is known again. At most 200 characters. */
  externalId: string
  /** What the platform calls it on paper; `externalId` where left out. */
  code?: string
  name: string
  /** The one product of a gateway without a catalogue. */
  generic?: boolean
}

export interface SyncedProduct {
  externalId: string
  code: string
  name: string
}

export interface SyncResult {
  created: SyncedProduct[]
  /** Still listed, under another name or code. */
  updated: (SyncedProduct & { previousName: string; previousCode: string })[]
  /** Listed again after it was retired. */
  reactivated: SyncedProduct[]
  /** No longer listed; with the packages that still name it. */
  retired: (SyncedProduct & { packages: ProductUse[] })[]
  /** How many the platform lists as they were known. */
  unchanged: number
}

export interface SyncInput {
  integrationId: number
  listed: readonly ListedProduct[]
  actor: Actor
  /** That an empty list is meant, where products were listed before. */
  confirmEmpty?: boolean
}

const AUDITED_NAMES = 100

const namesOf = (products: readonly SyncedProduct[]): string[] =>
  products.slice(0, AUDITED_NAMES).map(({ name }) => name)

// Of several with one id the last counts, as when a page is listed twice.
const normalize = (listed: readonly ListedProduct[]): Map<string, Required<ListedProduct>> =>
  new Map(
    listed.map(({ externalId, name, code = externalId, generic = false }) => [
      externalId,
      { externalId, name, code, generic },
    ]),
  )

const pick = ({ externalId, code, name }: SyncedProduct): SyncedProduct => ({ externalId, code, name })

const compare = (known: readonly KnownProduct[], listed: ReadonlyMap<string, Required<ListedProduct>>) => {
  const result: SyncResult = { created: [], updated: [], reactivated: [], retired: [], unchanged: 0 }
  const before = new Map(known.map((product) => [product.externalId, product]))
  for (const item of listed.values()) {
    const product = before.get(item.externalId)
    const isSame = product?.name === item.name && product.code === item.code && product.generic === item.generic
    if (!product) result.created.push(pick(item))
    else if (!product.active) result.reactivated.push(pick(item))
    else if (isSame) result.unchanged += 1
    else result.updated.push({ ...pick(item), previousName: product.name, previousCode: product.code })
  }
  const retired = known.filter(({ active, externalId }) => active && !listed.has(externalId))
  return { result, retired }
}

/**
 * Makes the products of an integration those that its gateway lists (BR-10, BR-11): upserted by external id; what is no
 * longer listed becomes inactive and is never deleted, and becomes active again when it is listed again. Two products or
 * 20,000: the same number of statements.
 *
 * An empty list where products were listed before is refused with `PRODUCT_LIST_EMPTY` unless it is confirmed: it is
 * what a platform in trouble answers, and it would retire all of them.
 */
export const syncProducts = async (
  tx: EntityManager,
  { integrationId, listed, actor, confirmEmpty = false }: SyncInput,
): Promise<SyncResult> => {
  // Its row lock makes N presses at once come one after the other.
  await loadForUpdate(tx, Integration, { id: integrationId })
  const known = await loadProducts(tx, integrationId)
  const items = normalize(listed)
  const { result, retired } = compare(known, items)
  if (items.size === 0 && retired.length > 0 && !confirmEmpty) {
    throw new DomainError('PRODUCT_LIST_EMPTY', { count: retired.length })
  }

  const before = await readProductStates(tx, integrationId)
  await writeProducts(tx, { integrationId, listed: [...items.values()], retired: retired.map(({ id }) => id) })
  const uses = await readUses(
    tx,
    retired.map(({ id }) => id),
  )
  result.retired = retired.map((product) => ({ ...pick(product), packages: uses.get(product.id) ?? [] }))
  await auditProducts(tx, { integrationId, before, actor })
  const { created, updated, reactivated, unchanged } = result
  await recordAudit(tx, {
    actor,
    action: 'integration.products_synced',
    resource: 'integration',
    recordId: integrationId,
    after: {
      created: created.length,
      updated: updated.length,
      reactivated: reactivated.length,
      retired: retired.length,
      unchanged,
      names: {
        created: namesOf(created),
        updated: namesOf(updated),
        reactivated: namesOf(reactivated),
        retired: namesOf(retired),
      },
    },
  })
  return result
}
