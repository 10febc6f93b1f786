import type { EntityManager } from 'typeorm'
import type { ErrorCode } from '../../errors.js'
import type { BulkContext } from '../context.js'
import { readBrakeLimit } from '../state/mass-brake.js'
import { createBinder } from './binder.js'
import type { BulkFilter } from './bulk-filter.js'
import { type BulkInput, type BulkOrder, resolveBulkInput } from './bulk-input.js'
import type { ItemFacts, Refusal } from './bulk-rules.js'
import { countVerdict, judgeItems, selectionOf, type Verdict } from './judge-items.js'

const SAMPLE = 10
const SHOWN_NUMBERS = 20

/** One of the first services that a job would be about. */
export interface PreviewRow {
  serviceId: number
  number: string
  customerId: number
  customer: string
  plan: string
  /** Why it would be refused; null when it would not. */
  code: ErrorCode | null
  data: Record<string, unknown>
  /** Prices before and after, where the kind changes one. */
  beforeCents: number | null
  afterCents: number | null
}

/** What a job would do if it were started now; nothing is written. */
export interface BulkPreview extends Verdict {
  /** BR-45: above it, `affected` must be confirmed by a person. */
  limit: number
  needsConfirmation: boolean
  /** Typed service numbers that no service has. */
  unknownNumbers: { count: number; first: string[] }
  sample: PreviewRow[]
}

const findUnknownNumbers = async (tx: EntityManager, { serviceNumbers }: BulkFilter) => {
  if (!serviceNumbers) return { count: 0, first: [] }
  const rows: { number: string }[] = await tx.query(
    `select n.number from unnest($1::text[]) with ordinality as n(number, position)
     where not exists (select from content_platforms.customer_service sv where sv.number = n.number)
     order by n.position`,
    [serviceNumbers],
  )
  return { count: rows.length, first: rows.slice(0, SHOWN_NUMBERS).map(({ number }) => number) }
}

/** The price that an accepted item comes to; null where the kind sets none. */
export const resolvePriceCents = (order: BulkOrder, row: ItemFacts): number | null => {
  if (order.kind === 'reprice') return Number(row.afterCents)
  if (order.kind !== 'link' && order.kind !== 'swap') return null
  if (order.priceRule === 'fixed') return order.priceCents
  return (order.priceRule === 'keep' ? row.oldPriceCents : row.priceCents) as number
}

const sampleRows = async (
  tx: EntityManager,
  { filter, order, context }: { filter: BulkFilter; order: BulkOrder; context: BulkContext },
): Promise<PreviewRow[]> => {
  const { bind, parameters } = createBinder()
  const selection = selectionOf(filter, order, context.timeZone)
  const rows: (Omit<PreviewRow, 'code' | 'data' | 'beforeCents' | 'afterCents'> & { position: number })[] =
    await tx.query(
      `select it.position, sv.id as "serviceId", sv.number, c.id as "customerId", c.name as customer, pl.name as plan
       from (${selection(bind)} order by sv.customer_id, sv.id limit ${SAMPLE}) it
       join content_platforms.customer_service sv on sv.id = it.service_id
       join content_platforms.customer c on c.id = sv.customer_id
       join content_platforms.plan pl on pl.id = sv.plan_id order by it.position`,
      parameters,
    )
  const ids = rows.map(({ serviceId }) => serviceId)
  const judged = await judgeItems(tx, {
    order,
    context,
    source: (place) => `select * from (${selection(place)}) chosen where service_id = any(${place(ids)}::int[])`,
  })
  const byService = new Map(judged.map((item) => [item.serviceId, item]))
  return rows.map(({ position: _, ...row }) => {
    const item = byService.get(row.serviceId)
    const refusal: Refusal | null = item?.refusal ?? null
    const before = item?.row.beforeCents ?? item?.row.oldPriceCents ?? null
    return {
      ...row,
      code: refusal?.code ?? null,
      data: refusal?.data ?? {},
      beforeCents: before as number | null,
      afterCents: item && !refusal ? resolvePriceCents(order, item.row) : null,
    }
  })
}

/**
 * What a bulk job would come to (BR-102): how many services, which of them a rule would refuse, and whether a person must
 * confirm how many active subscriptions it would suspend or remove (BR-45). Throws `INVALID_INPUT`.
 */
export const previewBulk = async (tx: EntityManager, input: BulkInput, context: BulkContext): Promise<BulkPreview> => {
  const { order, filter } = await resolveBulkInput(tx, input, context)
  const verdict = await countVerdict(tx, { order, context, source: selectionOf(filter, order, context.timeZone) })
  const limit = await readBrakeLimit(tx)
  return {
    ...verdict,
    limit,
    needsConfirmation: verdict.affected > limit,
    unknownNumbers: await findUnknownNumbers(tx, filter),
    sample: await sampleRows(tx, { filter, order, context }),
  }
}
