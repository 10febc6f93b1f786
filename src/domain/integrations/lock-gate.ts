import type { EntityManager } from 'typeorm'
import { DeliveryGate } from '../../entities/delivery-gate.js'
import { Integration } from '../../entities/integration.js'
import { loadForUpdate } from '../load-record.js'

/**
 * Reads what holds an integration's delivery back and locks it until the transaction ends, the integration first. Throws
 * `NOT_FOUND` where there is no such integration; one that never had a gate gets a closed one.
 */
export const lockGate = async (tx: EntityManager, integrationId: number): Promise<DeliveryGate> => {
  await loadForUpdate(tx, Integration, { id: integrationId })
  await tx.query(
    `insert into content_platforms.delivery_gate (integration_id) values ($1) on conflict (integration_id) do nothing`,
    [integrationId],
  )
  // A statement of its own, so that it sees what a worker wrote while we waited for the lock.
  return tx.getRepository(DeliveryGate).findOneOrFail({ where: { integrationId }, lock: { mode: 'for_no_key_update' } })
}
