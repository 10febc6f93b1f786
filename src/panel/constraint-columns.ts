import type { DataSource } from 'typeorm'

/** What a driver's error says of a broken constraint. */
export interface BrokenConstraint {
  schema?: string | undefined
  table?: string | undefined
  constraint?: string | undefined
  detail?: string | undefined
}

// Outside of the transaction, which is aborted by now. Expression indexes have no columns here: the detail names them.
const COLUMNS_OF_CONSTRAINT = `
  select a.attname as name
  from pg_constraint c
  join pg_class t on t.oid = c.conrelid
  join pg_namespace n on n.oid = t.relnamespace
  join unnest(c.conkey) with ordinality as k(number, position) on true
  join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.number
  where n.nspname = $1 and t.relname = $2 and c.conname = $3
  order by k.position`

/** Names of the database columns that a broken constraint is about; empty when it can't be told. */
export const columnsOfConstraint = async (dataSource: DataSource, broken: BrokenConstraint): Promise<string[]> => {
  const { schema, table, constraint, detail } = broken
  if (schema && table && constraint) {
    const rows: { name: string }[] = await dataSource.query(COLUMNS_OF_CONSTRAINT, [schema, table, constraint])
    if (rows.length > 0) return rows.map(({ name }) => name)
  }
  const key = /^Key \((.*?)\)=\(/s.exec(detail ?? '')?.[1] ?? ''
  return key.match(/[a-z_][a-z0-9_]*/gi) ?? []
}
