import type { EventEmitter } from 'node:events'
import type { DataSource } from 'typeorm'

/** How long the claims of this process took, as its connections saw them. */
export interface ClaimTimes {
  take(): number[]
}

interface Connection {
  query(...parameters: unknown[]): unknown
}

// Of all that delivery asks, only a claim takes leases by this clause.
const isClaim = (query: unknown): boolean => {
  const text = typeof query === 'string' ? query : (query as { text?: unknown } | null)?.text
  return typeof text === 'string' && /skip locked/i.test(text) && text.includes('lease_token')
}

/** A query of the driver's own tells its end by a callback and not by a promise. */
const noteCallback = (query: unknown, note: () => void): void => {
  const told = query as { callback?: unknown }
  const { callback } = told
  if (typeof callback !== 'function') return
  told.callback = (...answer: unknown[]) => {
    note()
    return callback.apply(query, answer)
  }
}

/** Times every claim, from the question to its answer. */
export const watchClaims = (dataSource: DataSource): ClaimTimes => {
  let times: number[] = []
  const watch = (connection: Connection) => {
    const query = connection.query.bind(connection)
    connection.query = (...parameters) => {
      if (!isClaim(parameters[0])) return query(...parameters)
      const startedAt = performance.now()
      const note = () => times.push(performance.now() - startedAt)
      noteCallback(parameters[0], note)
      const answer = query(...parameters)
      if (answer instanceof Promise) answer.then(note, note)
      return answer
    }
  }
  const { master: pool } = dataSource.driver as unknown as { master: EventEmitter & { _clients: Connection[] } }
  for (const connection of pool._clients) watch(connection) // the one with which the pool was tried out
  pool.on('connect', watch)
  return {
    take() {
      const taken = times
      times = []
      return taken
    },
  }
}
