import type { EntityManager } from 'typeorm'
import { Integration } from '../entities/integration.js'
import { Product } from '../entities/product.js'
import type { Actor } from './actor.js'
import { readNow } from './clock.js'
import { loadForUpdate } from './load-record.js'
import { recordAudit } from './record-audit.js'

/** A product as an integration's gateway lists it. */
export interface ListedProduct {
  externalId: string
  code: string
  name: string
  /** The one product of a gateway without a catalogue. */
  generic: boolean
}

export interface SyncResult {
  created: number
  updated: number
  retired: number
}

/**
 * Makes the products of an integration those that its gateway lists (BR-10, BR-11): upserted by external id; what is no
 * longer listed becomes inactive and is never deleted.
 */
export const syncProducts = async (
  tx: EntityManager,
  { integrationId, listed, actor }: { integrationId: number; listed: readonly ListedProduct[]; actor: Actor },
): Promise<SyncResult> => {
  // Its row lock makes N presses at once come one after the other.
  await loadForUpdate(tx, Integration, { id: integrationId })
  const products = tx.getRepository(Product)
  const now = await readNow(tx)
  const known = new Map((await products.findBy({ integrationId })).map((product) => [product.externalId, product]))
  const result: SyncResult = { created: 0, updated: 0, retired: 0 }
  for (const item of listed) {
    const existing = known.get(item.externalId)
    known.delete(item.externalId)
    const changes = { code: item.code, name: item.name, generic: item.generic, active: true }
    const isSame =
      existing &&
      existing.code === item.code &&
      existing.name === item.name &&
      existing.generic === item.generic &&
      existing.active
    if (!existing) result.created += 1
    else if (!isSame) result.updated += 1
    const product = existing ?? products.create({ integrationId, externalId: item.externalId })
    await products.save(products.merge(product, changes, { lastSeenAt: now }))
  }
  for (const product of known.values()) {
    if (!product.active) continue
    result.retired += 1
    await products.save(products.merge(product, { active: false }))
  }
  await recordAudit(tx, {
    actor,
    action: 'integration.products_synced',
    resource: 'integration',
    recordId: integrationId,
    after: { ...result },
  })
  return result
}
