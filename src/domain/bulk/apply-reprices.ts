import type { ApplyItems } from './bulk-work.js'
import { recordItemAudits } from './record-item-audits.js'

/** BR-14: the one way in which a change of price reaches links that stand already. No platform hears of a price. */
export const applyReprices: ApplyItems = async (tx, { order, actor, jobId }, items) => {
  const priced = items.map(({ position, subscriptionId, row }) => ({
    position,
    subscriptionId,
    beforeCents: Number(row.beforeCents),
    afterCents: Number(row.afterCents),
  }))
  const changed = priced.filter(({ beforeCents, afterCents }) => beforeCents !== afterCents)
  // The services are locked, so no link is renewed with another price meanwhile.
  await tx.query(
    `update content_platforms.package_subscription s
     set price_cents = u.price_cents, updated_at = now(), version = s.version + 1
     from unnest($1::int[], $2::int[]) as u(id, price_cents) where s.id = u.id`,
    [changed.map(({ subscriptionId }) => subscriptionId), changed.map(({ afterCents }) => afterCents)],
  )
  await recordItemAudits(tx, {
    actor,
    action: 'subscription.repriced',
    resource: 'package_subscription',
    reason: order.reason,
    entries: changed.map(({ subscriptionId, beforeCents, afterCents }) => ({
      recordId: String(subscriptionId),
      before: { priceCents: beforeCents },
      after: { priceCents: afterCents, bulkJobId: jobId },
    })),
  })
  return priced.map(({ position, subscriptionId, beforeCents, afterCents }) => ({
    position,
    subscriptionId,
    data: { beforeCents, afterCents },
  }))
}
