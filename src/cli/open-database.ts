import type { Database } from '../database/database.js'
import { openPool } from '../database/open-pool.js'
import type { Pool } from '../metrics/pool-metrics.js'
import { CommandError, EXIT } from './command-error.js'
import type { CommandConfig, DatabaseConfig } from './load-config.js'
import { CONNECT_TIMEOUT_MS, refuseConnection } from './refuse-connection.js'

/** Claim, what is read before sending, settle, and the renewal of leases: a thread runs no jobs. */
const DEFAULT_POOL_SIZE = 6

interface ThreadDatabase extends Database {
  /** Undefined where the host's DataSource has none. */
  readonly pool?: Pool
  destroy(): Promise<void>
}

const open = ({ url, ssl, poolSize = DEFAULT_POOL_SIZE }: DatabaseConfig): Promise<ThreadDatabase> =>
  openPool({ url, ssl, poolSize, connectTimeoutMs: CONNECT_TIMEOUT_MS }).catch(refuseConnection)

/** The host's own DataSource, or a pool of connections to `database`. Throws a `CommandError` if it can't be reached. */
export const openDatabase = async ({ dataSource, database }: CommandConfig): Promise<ThreadDatabase> => {
  if (!dataSource) {
    if (database) return open(database)
    throw new CommandError(EXIT.config, 'Which database? Set DATABASE_URL, or database.url in the configuration file.')
  }
  if (!dataSource.isInitialized) await dataSource.initialize().catch(refuseConnection)
  return dataSource
}
