/** The database's time in ms since 1970, carried on by this process's monotonic clock. */
export type DatabaseClock = () => number

/**
 * A clock that showed `readAtMs` in the database at the moment of the call. The node's own time of day is never asked:
 * a node that is an hour off would sign timestamps that receivers refuse.
 */
export const startDatabaseClock = (readAtMs: number): DatabaseClock => {
  const startedAt = performance.now()
  return () => readAtMs + (performance.now() - startedAt)
}
