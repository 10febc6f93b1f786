import pg from 'pg'
import type { Database, Runner, Transaction } from './database.js'

export interface PoolSettings {
  url: string
  /** Connections at most. */
  poolSize: number
  /** As in `pg`. */
  ssl?: pg.PoolConfig['ssl'] | undefined
  connectTimeoutMs: number
}

/** A pool of `pg` alone, for a thread that delivers and needs none of TypeORM, which takes more memory than all else in it. */
export interface PoolDatabase extends Database {
  readonly pool: pg.Pool
  /** Closes all connections, once they are given back. */
  destroy(): Promise<void>
}

class PoolRunner implements Runner {
  isTransactionActive = false
  private client: pg.PoolClient | undefined

  constructor(private readonly pool: pg.Pool) {}

  async connect(): Promise<pg.PoolClient> {
    this.client ??= await this.pool.connect()
    return this.client
  }

  /** Nobody knows what state the connection is in. */
  discard(): void {
    this.client?.release(true)
    this.client = undefined
  }

  async release(): Promise<void> {
    this.client?.release()
    this.client = undefined
  }
}

const runTransaction = async <T>(database: PoolDatabase, work: (tx: Transaction) => Promise<T>): Promise<T> => {
  const runner = new PoolRunner(database.pool)
  try {
    const client = await runner.connect()
    await client.query('begin')
    runner.isTransactionActive = true
    try {
      const result = await work({
        connection: database,
        queryRunner: runner,
        query: async (text, parameters) => (await client.query(text, parameters)).rows,
      })
      await client.query('commit')
      return result
    } catch (error) {
      await client.query('rollback').catch(() => runner.discard())
      throw error
    } finally {
      runner.isTransactionActive = false
    }
  } finally {
    await runner.release()
  }
}

/** Opens a pool, once a first connection shows that it can be reached. Rejects with pg's own error. */
export const openPool = async ({ url, poolSize, ssl, connectTimeoutMs }: PoolSettings): Promise<PoolDatabase> => {
  const pool = new pg.Pool({
    connectionString: url,
    max: poolSize,
    ...(ssl === undefined ? {} : { ssl }),
    connectionTimeoutMillis: connectTimeoutMs,
    application_name: 'content-platforms',
  })
  // Whoever uses a connection is told of its errors; Node ends a process over one that nobody listens to.
  pool.on('connect', (client) => client.on('error', () => {}))
  pool.on('error', () => {})
  const database: PoolDatabase = {
    pool,
    query: async (text, parameters) => (await pool.query(text, parameters)).rows,
    transaction: (work) => runTransaction(database, work),
    createQueryRunner: () => new PoolRunner(pool),
    destroy: () => pool.end(),
  }
  await database.query('select 1').catch(async (error) => {
    await pool.end()
    throw error
  })
  return database
}
