import type { EntityManager } from 'typeorm'
import { PackageSubscription } from '../../entities/package-subscription.js'
import { DomainError } from '../../errors.js'
import type { Actor } from '../actor.js'
import { readNow } from '../clock.js'
import { loadRecord } from '../load-record.js'
import { recordAudit } from '../record-audit.js'
import { lockService, shareStatuses } from '../services/service-lock.js'

/** Takes a package off a service; the row stays, so that linking again keeps its id (BR-24). A mandatory one too (BR-21). */
export const unlinkPackage = async (
  tx: EntityManager,
  { subscriptionId, reason, actor }: { subscriptionId: number; reason?: string | null; actor: Actor },
): Promise<void> => {
  const { serviceId } = await loadRecord(tx, PackageSubscription, subscriptionId)
  await shareStatuses(tx)
  await lockService(tx, serviceId)
  // Read again: whoever held the service may have taken it off just now.
  const subscription = await loadRecord(tx, PackageSubscription, subscriptionId)
  if (subscription.removedAt) throw new DomainError('NOT_FOUND', { id: subscriptionId })
  const removedAt = await readNow(tx)
  await tx.getRepository(PackageSubscription).save(Object.assign(subscription, { removedAt }))
  await recordAudit(tx, {
    actor,
    action: 'subscription.unlinked',
    resource: 'package_subscription',
    recordId: subscriptionId,
    reason: reason?.trim() || null,
    before: { serviceId, packageId: subscription.packageId, priceCents: subscription.priceCents, removedAt: null },
    after: { serviceId, packageId: subscription.packageId, priceCents: subscription.priceCents, removedAt },
  })
}
