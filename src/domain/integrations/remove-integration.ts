import type { EntityManager } from 'typeorm'
import { Integration } from '../../entities/integration.js'
import { Product } from '../../entities/product.js'
import { loadForUpdate } from '../load-record.js'
import { type RemoveInput, removeRecord } from '../remove-record.js'

/** Deletes an integration that never sent anything, with products that no package has; any other is `RECORD_IN_USE`. */
export const removeIntegration = async (tx: EntityManager, input: RemoveInput): Promise<void> => {
  // Its row lock keeps a synchronisation from adding products meanwhile.
  await loadForUpdate(tx, Integration, { id: input.id })
  for (const { id } of await tx.getRepository(Product).findBy({ integrationId: input.id })) {
    await removeRecord(tx, { entity: Product, table: 'product', id, actor: input.actor })
  }
  await removeRecord(tx, { entity: Integration, table: 'integration', ...input })
}
