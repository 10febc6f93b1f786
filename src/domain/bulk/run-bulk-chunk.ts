import type { EntityManager } from 'typeorm'
import type { BulkKind } from '../../entities/bulk-job.js'
import { sharePackages } from '../packages/share-packages.js'
import { shareStatuses } from '../services/service-lock.js'
import { applyResumptions, applySuspensions } from './apply-blocks.js'
import { applyLinks, applySwaps, applyUnlinks } from './apply-links.js'
import { applyReprices } from './apply-reprices.js'
import type { Refusal } from './bulk-rules.js'
import type { ApplyItems, BulkWork, ItemResult } from './bulk-work.js'
import { itemsOf, type JudgedItem, judgeItems } from './judge-items.js'

const APPLY: Record<BulkKind, ApplyItems> = {
  link: applyLinks,
  unlink: applyUnlinks,
  swap: applySwaps,
  suspend: applySuspensions,
  resume: applyResumptions,
  reprice: applyReprices,
}

interface PendingItem {
  position: number
  serviceId: number
  customerId: number
  planId: number
}

/** How far beyond a chunk's end the rest of its last customer's services is looked for. */
const CUSTOMER_SPAN = 200

/** The next items; services of one customer, which stand together, are not divided. */
const loadPending = async (tx: EntityManager, jobId: number, limit: number): Promise<PendingItem[]> => {
  const items: PendingItem[] = await tx.query(
    `select i.position, i.service_id as "serviceId", sv.customer_id as "customerId", sv.plan_id as "planId"
     from content_platforms.bulk_job_item i
     join content_platforms.customer_service sv on sv.id = i.service_id
     where i.job_id = $1 and i.state = 'pending' order by i.position limit $2`,
    [jobId, limit + CUSTOMER_SPAN],
  )
  const last = items[limit - 1]
  return last ? items.filter((item, index) => index < limit || item.customerId === last.customerId) : items
}

const lockItems = async (tx: EntityManager, { order }: BulkWork, items: readonly PendingItem[]): Promise<void> => {
  if (order.kind === 'link' || order.kind === 'swap') {
    // The same locks as for a single link, each kind in the order of its ids.
    await tx.query(`select id from content_platforms.customer where id = any($1) order by id for no key update`, [
      items.map(({ customerId }) => customerId),
    ])
    await tx.query(`select id from content_platforms.plan where id = any($1) order by id for share`, [
      items.map(({ planId }) => planId),
    ])
    await sharePackages(
      tx,
      [order.packageId, order.toPackageId].filter((id) => id !== null),
    )
  }
  await shareStatuses(tx)
  await tx.query(`select id from content_platforms.customer_service where id = any($1) order by id for no key update`, [
    items.map(({ serviceId }) => serviceId),
  ])
}

const judge = async (
  tx: EntityManager,
  { order, context, jobId }: BulkWork,
  items: readonly PendingItem[],
): Promise<JudgedItem[]> => {
  const positions = items.map(({ position }) => position)
  const input = { order, context, source: itemsOf(jobId, positions) }
  let swapped = items.map(({ serviceId }) => serviceId)
  for (;;) {
    const judged = await judgeItems(tx, input, swapped)
    if (order.kind !== 'swap') return judged
    // A service that keeps its old package still keeps a customer's other services from the new one (BR-12).
    const left = judged.filter(({ refusal }) => !refusal).map(({ serviceId }) => serviceId)
    const leaves = swapped.filter((id) => left.includes(id))
    if (leaves.length === swapped.length) return judged
    swapped = leaves
  }
}

const writeResults = async (
  tx: EntityManager,
  jobId: number,
  { results, refused }: { results: readonly ItemResult[]; refused: readonly (Refusal & { position: number })[] },
): Promise<void> => {
  const rows = [
    ...results.map(({ position, subscriptionId, data }) => ({ position, subscriptionId, code: null, data })),
    ...refused.map(({ position, code, data }) => ({ position, subscriptionId: null, code, data })),
  ]
  // No race: whoever holds the job's row is alone with its items.
  await tx.query(
    `update content_platforms.bulk_job_item i
     set state = case when u.code is null then 'done' else 'refused' end, code = u.code, data = u.data::jsonb,
       subscription_id = coalesce(i.subscription_id, u.subscription_id), finished_at = clock_timestamp()
     from unnest($2::int[], $3::int[], $4::text[], $5::text[]) as u(position, subscription_id, code, data)
     where i.job_id = $1 and i.position = u.position and i.state = 'pending'`,
    [
      jobId,
      rows.map(({ position }) => position),
      rows.map(({ subscriptionId }) => subscriptionId),
      rows.map(({ code }) => code),
      rows.map(({ data }) => (data ? JSON.stringify(data) : null)),
    ],
  )
  await tx.query('update content_platforms.bulk_job set done = done + $2, refused = refused + $3 where id = $1', [
    jobId,
    results.length,
    refused.length,
  ])
}

export interface ChunkResult {
  done: number
  refused: number
}

/**
 * Carries out the job's next items, about `limit` of them, in the caller's transaction: locks, judges by the rules of the
 * single use cases, writes, and keeps each item's result, so that all of it is there after a crash or none. Null when
 * nothing is left. The caller holds the job's row.
 */
export const runBulkChunk = async (tx: EntityManager, work: BulkWork, limit: number): Promise<ChunkResult | null> => {
  const items = await loadPending(tx, work.jobId, limit)
  if (items.length === 0) return null
  await lockItems(tx, work, items)
  const judged = await judge(tx, work, items)
  const accepted = judged.filter(({ refusal }) => !refusal)
  const results = accepted.length > 0 ? await APPLY[work.order.kind](tx, work, accepted) : []
  const refused = judged.flatMap(({ position, refusal }) => (refusal ? [{ position, ...refusal }] : []))
  await writeResults(tx, work.jobId, { results, refused })
  return { done: results.length, refused: refused.length }
}

/** Marks the job's next item as refused, whatever the rules say of it: it failed in a way that nobody foresaw. */
export const refuseNextItem = async (tx: EntityManager, jobId: number, refusal: Refusal): Promise<ChunkResult> => {
  const [item]: { position: number }[] = await tx.query(
    `select position from content_platforms.bulk_job_item where job_id = $1 and state = 'pending'
     order by position limit 1`,
    [jobId],
  )
  if (!item) return { done: 0, refused: 0 }
  await writeResults(tx, jobId, { results: [], refused: [{ position: item.position, ...refusal }] })
  return { done: 0, refused: 1 }
}
