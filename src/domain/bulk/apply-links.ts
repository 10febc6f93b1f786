import type { EntityManager } from 'typeorm'
import { readNow, readToday } from '../clock.js'
import { addDays } from '../day.js'
import { retireDiscounts } from '../packages/retire-discounts.js'
import { trackedWrite } from '../touches.js'
import type { ApplyItems, BulkWork, ItemResult } from './bulk-work.js'
import type { JudgedItem } from './judge-items.js'
import { resolvePriceCents } from './preview-bulk.js'
import { recordItemAudits } from './record-item-audits.js'

interface NewLink {
  position: number
  serviceId: number
  priceCents: number
  expiresOn: string | null
}

type Earlier = ReadonlyMap<number, Record<string, unknown>>

/** What the rows that are linked again said before, by service, as the audit keeps it. */
const loadEarlier = async (tx: EntityManager, packageId: number, serviceIds: readonly number[]): Promise<Earlier> => {
  const rows: { serviceId: number }[] = await tx.query(
    `select service_id as "serviceId", package_id as "packageId", price_cents as "priceCents",
       expires_on::text as "expiresOn", consent_channel as "consentChannel", removed_at as "removedAt"
     from content_platforms.package_subscription where package_id = $1 and service_id = any($2)`,
    [packageId, serviceIds],
  )
  return new Map(rows.map((row) => [row.serviceId, { ...row }]))
}

const insertLinks = async (
  tx: EntityManager,
  { packageId, links, work }: { packageId: number; links: readonly NewLink[]; work: BulkWork },
): Promise<ItemResult[]> => {
  const { order, actor, jobId, context } = work
  const serviceIds = links.map(({ serviceId }) => serviceId)
  const earlier = await loadEarlier(tx, packageId, serviceIds)
  // The services are locked: whether the pair has a row to re-use (BR-24) can't change meanwhile.
  const rows: { id: number; service_id: number }[] = await trackedWrite(
    tx,
    serviceIds,
    () =>
      tx.query(
        `insert into content_platforms.package_subscription as s
           (service_id, package_id, price_cents, origin, expires_on, consent_by, consent_at, consent_channel)
         select l.service_id, $1, l.price_cents, 'bulk', l.expires_on::date, $2, now(), $3
         from unnest($4::int[], $5::int[], $6::text[]) as l(service_id, price_cents, expires_on)
         on conflict (service_id, package_id) do update
         set price_cents = excluded.price_cents, origin = excluded.origin, expires_on = excluded.expires_on,
           consent_by = excluded.consent_by, consent_at = excluded.consent_at,
           consent_channel = excluded.consent_channel, removed_at = null, updated_at = now(), version = s.version + 1
         returning id, service_id`,
        [
          packageId,
          actor.id,
          order.consentChannel,
          serviceIds,
          links.map(({ priceCents }) => priceCents),
          links.map(({ expiresOn }) => expiresOn),
        ],
      ),
    { linkedPackages: [packageId], statusesChanged: false },
  )
  const today = await readToday(tx, context.timeZone)
  await retireDiscounts(tx, { subscriptionIds: rows.map(({ id }) => id), today, actor })
  const idOf = new Map(rows.map((row) => [row.service_id, row.id]))
  const linked = links.map((link) => ({ ...link, subscriptionId: idOf.get(link.serviceId) ?? null }))
  await recordItemAudits(tx, {
    actor,
    action: 'subscription.linked',
    resource: 'package_subscription',
    reason: order.reason,
    entries: linked.map(({ subscriptionId, serviceId, priceCents, expiresOn }) => ({
      recordId: String(subscriptionId),
      before: earlier.get(serviceId) ?? null,
      after: {
        ...{ serviceId, packageId, priceCents, expiresOn, consentChannel: order.consentChannel, removedAt: null },
        bulkJobId: jobId,
      },
    })),
  })
  return linked.map(({ position, subscriptionId, priceCents }) => ({ position, subscriptionId, data: { priceCents } }))
}

const removeLinks = async (tx: EntityManager, work: BulkWork, items: readonly JudgedItem[]): Promise<void> => {
  const { order, actor, jobId } = work
  const serviceIds = items.map(({ serviceId }) => serviceId)
  const removedAt = await readNow(tx)
  await trackedWrite(
    tx,
    serviceIds,
    () =>
      // The services are locked, so nobody else takes them off or puts them back meanwhile.
      tx.query(
        `update content_platforms.package_subscription
         set removed_at = now(), updated_at = now(), version = version + 1 where id = any($1)`,
        [items.map(({ subscriptionId }) => subscriptionId)],
      ),
    { linkedPackages: [], statusesChanged: false },
  )
  await recordItemAudits(tx, {
    actor,
    action: 'subscription.unlinked',
    resource: 'package_subscription',
    reason: order.reason,
    entries: items.map(({ subscriptionId, serviceId, row }) => {
      const link = { serviceId, packageId: order.packageId, priceCents: row.oldPriceCents }
      return {
        recordId: String(subscriptionId),
        before: { ...link, removedAt: null },
        after: { ...link, removedAt, bulkJobId: jobId },
      }
    }),
  })
}

const packageOf = (id: number | null): number => {
  if (id === null) throw new TypeError('the job names no package')
  return id
}

export const applyLinks: ApplyItems = async (tx, work, items) => {
  const { order, context } = work
  const today = await readToday(tx, context.timeZone)
  const links = items.map(({ position, serviceId, row }) => {
    const term = row.defaultTermDays as number | null
    return {
      position,
      serviceId,
      priceCents: resolvePriceCents(order, row) ?? 0,
      expiresOn: order.expiresOn ?? (term ? addDays(today, term) : null),
    }
  })
  return insertLinks(tx, { packageId: packageOf(order.packageId), links, work })
}

export const applyUnlinks: ApplyItems = async (tx, work, items) => {
  await removeLinks(tx, work, items)
  return items.map(({ position, subscriptionId }) => ({ position, subscriptionId, data: null }))
}

/** Both in one transaction: nobody is ever without either package. The new link ends when the old one would have. */
export const applySwaps: ApplyItems = async (tx, work, items) => {
  await removeLinks(tx, work, items)
  const links = items.map(({ position, serviceId, row }) => ({
    position,
    serviceId,
    priceCents: resolvePriceCents(work.order, row) ?? 0,
    expiresOn: (row.expiresOn ?? null) as string | null,
  }))
  const results = await insertLinks(tx, { packageId: packageOf(work.order.toPackageId), links, work })
  const before = new Map(items.map(({ position, row }) => [position, row.oldPriceCents]))
  return results.map((result) => ({
    ...result,
    data: { beforeCents: before.get(result.position), afterCents: result.data?.priceCents },
  }))
}
