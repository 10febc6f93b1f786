import type { EntityManager } from 'typeorm'
import { readToday } from '../clock.js'
import type { BulkContext } from '../context.js'
import { selectList } from '../packages/link-rules.js'
import { type Binder, createBinder } from './binder.js'
import { type BulkFilter, filterConditions } from './bulk-filter.js'
import type { BulkOrder } from './bulk-input.js'
import { BULK_RULES, type ItemFacts, isAboutSubscriptions, type Refusal } from './bulk-rules.js'

/** Writes SQL that yields `position`, `service_id` and `subscription_id`, binding its parameters. */
export type ItemSource = (bind: Binder) => string

/** The services that a filter chooses; one customer's stand together, so that no chunk divides them. */
export const selectionOf =
  (filter: BulkFilter, order: BulkOrder, timeZone: string): ItemSource =>
  (bind) => {
    const subscription = isAboutSubscriptions(order.kind)
      ? `join content_platforms.package_subscription sub on sub.service_id = sv.id and sub.removed_at is null
           and sub.package_id = ${bind(order.packageId)}`
      : 'left join (select null::int as id) sub on true'
    return `select row_number() over (order by sv.customer_id, sv.id)::int as position,
        sv.id as service_id, sub.id as subscription_id
      from content_platforms.customer_service sv
      join content_platforms.customer c on c.id = sv.customer_id
      join content_platforms.service_status st on st.id = sv.status_id
      ${subscription}
      where ${filterConditions(filter, { bind, timeZone })}`
  }

/** The items of a job that was started. */
export const itemsOf =
  (jobId: number, positions?: readonly number[]): ItemSource =>
  (bind) =>
    `select position, service_id, subscription_id from content_platforms.bulk_job_item
     where job_id = ${bind(jobId)}${positions ? ` and position = any(${bind(positions)}::int[])` : ''}`

export interface JudgedItem {
  position: number
  serviceId: number
  subscriptionId: number | null
  /** The kind's details and facts by their names. */
  row: ItemFacts
  refusal: Refusal | null
}

export interface JudgeInput {
  order: BulkOrder
  source: ItemSource
  context: BulkContext
}

interface Composed {
  sql: string
  parameters: unknown[]
  factNames: string[]
}

/** One statement over the items: what the rules need of each, or also what acting on it needs. */
const compose = (
  { order, source }: JudgeInput,
  { columns, today, swappedIds }: { columns: 'facts' | 'items'; today: string; swappedIds?: readonly number[] },
): Composed => {
  const { bind, parameters } = createBinder()
  const rules = BULK_RULES[order.kind]
  const items = source(bind)
  const isSwapped = swappedIds
    ? (id: string) => `${id} = any(${bind(swappedIds)}::int[])`
    : (id: string) => `${id} in (select chosen.service_id from (${items}) chosen)`
  const statement = { order, today, bind, isSwapped }
  const facts = rules.facts(statement)
  const from = `from (${items}) it
    join content_platforms.customer_service sv on sv.id = it.service_id
    left join content_platforms.package_subscription sub on sub.id = it.subscription_id
    ${rules.joins} where ${rules.where(statement)}`
  const sql =
    columns === 'facts'
      ? `select ${selectList(facts)}, ${rules.affected(statement)} as affected ${from}`
      : `select it.position, it.service_id as "serviceId", it.subscription_id as "subscriptionId",
           ${selectList({ ...rules.details(statement), ...facts })} ${from} order by it.position`
  return { sql, parameters, factNames: Object.keys(facts) }
}

/** What the rules say of each item now. To be called with the services locked when it is to be acted on. */
export const judgeItems = async (
  tx: EntityManager,
  input: JudgeInput,
  swappedIds?: readonly number[],
): Promise<JudgedItem[]> => {
  const { order, context } = input
  const today = await readToday(tx, context.timeZone)
  const { sql, parameters } = compose(input, { columns: 'items', today, ...(swappedIds ? { swappedIds } : {}) })
  const rows: (ItemFacts & Pick<JudgedItem, 'position' | 'serviceId' | 'subscriptionId'>)[] = await tx.query(
    sql,
    parameters,
  )
  return rows.map((row) => ({
    position: row.position,
    serviceId: row.serviceId,
    subscriptionId: row.subscriptionId,
    row,
    refusal: BULK_RULES[order.kind].refuse(row, { order, today, policy: context }),
  }))
}

/** What a job would come to. */
export interface Verdict {
  total: number
  accepted: number
  /** Active subscriptions that it would suspend or remove (BR-45). */
  affected: number
  /** How many items each rule would refuse, most first. */
  refusals: (Refusal & { count: number })[]
}

/** Counts what the rules say of all items: grouped by their facts in the database, so that 100,000 are a few rows. */
export const countVerdict = async (tx: EntityManager, input: JudgeInput): Promise<Verdict> => {
  const { order, context } = input
  const today = await readToday(tx, context.timeZone)
  const { sql, parameters, factNames } = compose(input, { columns: 'facts', today })
  const names = factNames.map((name) => `f."${name}"`).join(', ')
  const groups: (ItemFacts & { count: number; affected: number })[] = await tx.query(
    `select ${names}, count(*)::int as count, coalesce(sum(f.affected), 0)::int as affected
     from (${sql}) f group by ${names}`,
    parameters,
  )
  const verdict: Verdict = { total: 0, accepted: 0, affected: 0, refusals: [] }
  const refused = new Map<string, Refusal & { count: number }>()
  for (const group of groups) {
    verdict.total += group.count
    const refusal = BULK_RULES[order.kind].refuse(group, { order, today, policy: context })
    if (!refusal) {
      verdict.accepted += group.count
      verdict.affected += group.affected
      continue
    }
    const key = JSON.stringify(refusal)
    refused.set(key, { ...refusal, count: (refused.get(key)?.count ?? 0) + group.count })
  }
  verdict.refusals = [...refused.values()].sort((a, b) => b.count - a.count)
  return verdict
}
