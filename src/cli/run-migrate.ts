import { missingMigrations } from '../migrations/missing-migrations.js'
import type { CommandConfig } from './load-config.js'
import { openDataSource, withOurMigrations } from './open-data-source.js'

// Any constant of our own: containers that start at once must not create the same tables.
const LOCK = 7_364_100_177

/** Applies our migrations that are missing, and none of the host's. Resolves to what is to be said. */
export const runMigrate = async (config: CommandConfig): Promise<string> => {
  const given = await openDataSource(config)
  const dataSource = config.dataSource ? await withOurMigrations(given) : given
  const runner = dataSource.createQueryRunner()
  try {
    await runner.query('select pg_advisory_lock($1)', [LOCK])
    const missing = await missingMigrations(dataSource)
    if (missing.length > 0) await dataSource.runMigrations({ transaction: 'each' })
    await runner.query('select pg_advisory_unlock($1)', [LOCK])
    return missing.length === 0 ? 'Nothing to do: all migrations are applied.' : `Applied: ${missing.join(', ')}.`
  } finally {
    await runner.release()
    await dataSource.destroy()
    if (given !== dataSource) await given.destroy()
  }
}
