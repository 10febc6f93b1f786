import { DataSource, type DataSourceOptions } from 'typeorm'
import { contentPlatformEntities } from '../entities/index.js'
import { contentPlatformMigrations } from '../migrations/index.js'
import { missingMigrations } from '../migrations/missing-migrations.js'
import { CommandError, EXIT, sentenceOf } from './command-error.js'
import type { CommandConfig, DatabaseConfig } from './load-config.js'
import { CONNECT_TIMEOUT_MS, refuseConnection } from './refuse-connection.js'

/** Claim, prepare's three reads, settle, a scrape, and the jobs that run at once. */
const DEFAULT_POOL_SIZE = 12

const create = (options: DataSourceOptions): DataSource => {
  try {
    return new DataSource(options)
  } catch (error) {
    throw new CommandError(EXIT.config, sentenceOf(error), { cause: error }) // `pg` is not installed
  }
}

const ourDataSource = (database: DatabaseConfig, poolSize: number): DataSource => {
  const { url, ssl, migrationsTableName } = database
  return create({
    type: 'postgres',
    url,
    poolSize: database.poolSize ?? poolSize,
    ...(ssl === undefined ? {} : { ssl }),
    ...(migrationsTableName === undefined ? {} : { migrationsTableName }),
    entities: contentPlatformEntities,
    migrations: contentPlatformMigrations,
    uuidExtension: 'pgcrypto',
    installExtensions: false,
    applicationName: 'content-platforms',
    connectTimeoutMS: CONNECT_TIMEOUT_MS,
  })
}

const isDataSource = (value: unknown): value is DataSource =>
  value instanceof DataSource && value.options.type === 'postgres'

/** The host's own DataSource or one for `database`, connected. Throws a `CommandError` without any, or if it can't be reached. */
export const openDataSource = async (
  { dataSource: given, database }: CommandConfig,
  { poolSize = DEFAULT_POOL_SIZE }: { poolSize?: number } = {},
): Promise<DataSource> => {
  if (given !== undefined && !isDataSource(given)) {
    throw new CommandError(EXIT.config, 'dataSource: expected a TypeORM DataSource on PostgreSQL.')
  }
  if (!given && !database) {
    throw new CommandError(EXIT.config, 'Which database? Set DATABASE_URL, or database.url in the configuration file.')
  }
  const dataSource = given ?? ourDataSource(database as DatabaseConfig, poolSize)
  if (!dataSource.isInitialized) await dataSource.initialize().catch(refuseConnection)
  return dataSource
}

/** A DataSource on the same database with our entities and migrations alone, for a `migrate` that runs nothing of the host's. */
export const withOurMigrations = async (dataSource: DataSource): Promise<DataSource> => {
  const options = {
    ...dataSource.options,
    entities: contentPlatformEntities,
    migrations: contentPlatformMigrations,
    subscribers: [],
    migrationsRun: false,
    synchronize: false,
    dropSchema: false,
  }
  return new DataSource(options).initialize().catch(refuseConnection)
}

/** Throws a `CommandError` that says what to run when the tables are not there or not up to date. */
export const requireMigrated = async (dataSource: DataSource): Promise<void> => {
  const missing = await missingMigrations(dataSource)
  if (missing.length === 0) return
  throw new CommandError(
    EXIT.notMigrated,
    `The database lacks ${missing.length} of our migrations (${missing.join(', ')}). Run: npx adminjs-content-platforms migrate`,
  )
}
