import type { EntityManager, EntityMetadata } from 'typeorm'

/** Up to this many rows a list shows the exact count; above it what `ANALYZE` last found. */
const COUNT_EXACTLY_BELOW = 50_000

/** The planner's idea of a table's size, for lists that show everything; null where it must be counted. */
export const estimateRows = async (tx: EntityManager, metadata: EntityMetadata): Promise<number | null> => {
  const name = `"${metadata.schema ?? 'public'}"."${metadata.tableName}"`
  // A hint for the pager only: no decision depends on it, so that it may be stale.
  const rows: { estimate: string }[] = await tx.query(
    'select reltuples::bigint as estimate from pg_class where oid = to_regclass($1)',
    [name],
  )
  const estimate = Number(rows[0]?.estimate ?? -1)
  return estimate >= COUNT_EXACTLY_BELOW ? estimate : null
}
