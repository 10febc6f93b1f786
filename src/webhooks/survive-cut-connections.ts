import { EventEmitter } from 'node:events'
import type { Database } from '../database/database.js'

const guarded = new WeakSet<EventEmitter>()

/**
 * Keeps a connection that is cut in the moment it was opened from ending the process: TypeORM begins to listen for a
 * connection's errors a moment after the pool gave it away, and Node ends a process over an `error` nobody listens to.
 * Errors themselves still reach whoever uses the connection. A data source without a pool of its own is left alone.
 */
export const surviveCutConnections = (dataSource: Database): void => {
  const { master: pool } = (dataSource as { driver?: { master?: unknown } }).driver ?? {}
  if (!(pool instanceof EventEmitter) || guarded.has(pool)) return
  guarded.add(pool)
  pool.on('connect', (connection: EventEmitter) => connection.on('error', () => {}))
}
