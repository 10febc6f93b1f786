import type { EntityManager } from 'typeorm'
import { PackageSubscription } from '../entities/package-subscription.js'
import { DomainError } from '../errors.js'
import { parseRecordId } from '../panel/record-id.js'

/** The id of a subscription of this service; one of another service is not found. */
export const ownSubscriptionId = async (
  tx: EntityManager,
  { serviceId, entered }: { serviceId: number; entered: unknown },
): Promise<number> => {
  const id = parseRecordId('integer', entered)
  const isOwn = typeof id === 'number' && (await tx.getRepository(PackageSubscription).existsBy({ id, serviceId }))
  if (!isOwn) throw new DomainError('NOT_FOUND', { id: String(entered) })
  return id
}
