import type { EntityManager } from 'typeorm'
import type { Product } from '../../entities/product.js'
import type { Actor } from '../actor.js'
import { type AuditInput, recordAudits } from '../record-audit.js'

type ProductState = Pick<Product, 'id' | 'externalId' | 'code' | 'name' | 'generic' | 'active'>

const pick = ({ name, code, externalId, generic, active }: ProductState) => ({
  name,
  code,
  externalId,
  generic,
  active,
})

const actionOf = (before: ProductState | undefined, after: ProductState): string => {
  if (!before) return 'product.created'
  if (before.active && !after.active) return 'product.retired'
  return !before.active && after.active ? 'product.reactivated' : 'product.changed'
}

/** Reads an integration's products as the audit keeps them. */
export const readProductStates = (tx: EntityManager, integrationId: number): Promise<ProductState[]> =>
  tx.query(
    `select id, external_id as "externalId", code, name, generic, active
     from content_platforms.product where integration_id = $1 order by id`,
    [integrationId],
  )

/** Writes in each product's own history what a synchronisation made of it: nothing for one that stayed as it was. */
export const auditProducts = async (
  tx: EntityManager,
  { integrationId, before, actor }: { integrationId: number; before: readonly ProductState[]; actor: Actor },
): Promise<void> => {
  const known = new Map(before.map((product) => [product.id, product]))
  const entries = (await readProductStates(tx, integrationId)).flatMap((product): AuditInput[] => {
    const earlier = known.get(product.id)
    if (earlier && JSON.stringify(pick(earlier)) === JSON.stringify(pick(product))) return []
    const action = actionOf(earlier, product)
    return [
      {
        ...{ actor, action, resource: 'product', recordId: product.id },
        before: earlier ? { integrationId, ...pick(earlier) } : null,
        after: { integrationId, ...pick(product) },
      },
    ]
  })
  await recordAudits(tx, entries)
}
