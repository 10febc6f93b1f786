import type { EntityManager } from 'typeorm'
import type { FieldChange } from '../components/history/history-data.js'

interface NameSource {
  /** Name by id for `$1::text[]`, ids as text. */
  sql: string
  paths: readonly string[]
}

const byId = (table: string, name: string): string =>
  `select id::text as id, ${name} as name from content_platforms.${table} where id::text = any($1)`

const SOURCES: readonly NameSource[] = [
  { paths: ['customerId'], sql: byId('customer', 'name') },
  { paths: ['planId', 'planIds'], sql: byId('plan', 'name') },
  {
    paths: ['packageId', 'packageIds', 'kept', 'gained', 'lost', 'linkedPackageId'],
    sql: byId('content_package', 'name'),
  },
  { paths: ['serviceId', 'previousServiceId', 'newServiceId'], sql: byId('customer_service', 'number') },
  { paths: ['productId'], sql: byId('product', 'name') },
  { paths: ['integrationId'], sql: byId('integration', 'description') },
  { paths: ['statusId', 'statusIds'], sql: byId('service_status', 'label') },
  {
    paths: ['status'],
    sql: 'select code as id, label as name from content_platforms.service_status where code = any($1)',
  },
]

const isName = (value: unknown): value is string | number => typeof value === 'string' || typeof value === 'number'

/** Ids below a value, each with the last named part of its path: rows of a list name theirs themselves. */
const idsOf = (path: string, value: unknown): [string, string][] => {
  if (Array.isArray(value)) return value.flatMap((item) => idsOf(path, item))
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([key, item]) => idsOf(key, item))
  return isName(value) ? [[path, String(value)]] : []
}

/** Names of the records that changes point to, by `path:id`: one read per kind of record, however many changes. */
export const readNames = async (
  tx: EntityManager,
  changes: readonly FieldChange[],
): Promise<Record<string, string>> => {
  const pointed = changes.flatMap(({ path, before, after }) => [...idsOf(path, before), ...idsOf(path, after)])
  const names: Record<string, string> = {}
  for (const { paths, sql } of SOURCES) {
    const ids = [...new Set(pointed.flatMap(([path, id]) => (paths.includes(path) ? [id] : [])))]
    if (ids.length === 0) continue
    const rows: { id: string; name: string }[] = await tx.query(sql, [ids])
    for (const { id, name } of rows) for (const path of paths) names[`${path}:${id}`] = name
  }
  return names
}
