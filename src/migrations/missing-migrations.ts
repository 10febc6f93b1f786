import type { DataSource } from 'typeorm'
import { contentPlatformMigrations } from './index.js'

const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** Where TypeORM notes what it applied, quoted for SQL. */
const tableOf = ({ options }: DataSource): string => {
  const { schema, migrationsTableName = 'migrations' } = options as { schema?: string; migrationsTableName?: string }
  return [...(schema ? [schema] : []), migrationsTableName].map(quote).join('.')
}

/** Names of our migrations that the database doesn't have, by TypeORM's own table of what was applied; changes nothing. */
export const missingMigrations = async (dataSource: DataSource): Promise<readonly string[]> => {
  const names = contentPlatformMigrations.map((Migration) => new Migration().name)
  const table = tableOf(dataSource)
  const [found]: { exists: boolean }[] = await dataSource.query('select to_regclass($1) is not null as exists', [table])
  if (!found?.exists) return names
  const rows: { name: string }[] = await dataSource.query(`select name from ${table} where name = any($1)`, [names])
  const applied = new Set(rows.map(({ name }) => name))
  return names.filter((name) => !applied.has(name))
}
