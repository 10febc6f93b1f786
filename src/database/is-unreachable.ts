import type { Database } from './database.js'

/**
 * Asks the database for nothing, on any free connection: true if not even that is answered, so that an earlier error was
 * its absence and not the statement's own. Never rejects; waits as long as the pool lets it.
 */
export const isUnreachable = (dataSource: Database): Promise<boolean> =>
  dataSource.query('select 1').then(
    () => false,
    () => true,
  )
