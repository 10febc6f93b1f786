import { Client } from 'undici'

export interface Connections {
  /** A connection to `origin` that carries no request: one that is open if there is any, else one that will be dialled. */
  take(origin: string): Connection
  /** Cuts off what is under way and closes everything. */
  close(): Promise<void>
}

export interface Connection {
  readonly client: Client
  /** To be called once, when the request's answer, or its error, is complete. */
  release(): void
}

/**
 * Kept-alive connections, each for one request at a time, as many as are asked for. Instead of undici's `Agent`, which
 * searches all connections of a platform twice per request and, since a connection rests for a turn of the event loop
 * after its answer, holds two for each request under way.
 */
export const createConnections = (options: Client.Options): Connections => {
  const idle = new Map<string, IdleConnection[]>()
  const all = new Set<Client>()

  const open = (origin: string): IdleConnection => {
    const client = new Client(origin, options)
    let isOpen = false
    const discard = () => {
      all.delete(client)
      if (idle.get(origin)?.length === 0) idle.delete(origin)
      client.destroy().catch(() => {}) // nothing is under way on it
    }
    const connection: IdleConnection = {
      client,
      isIdle: false,
      release() {
        if (!isOpen || client.destroyed) return discard()
        connection.isIdle = true
        idleAt(origin).push(connection)
      },
    }
    all.add(client)
    client.on('connect', () => {
      isOpen = true
    })
    client.on('disconnect', () => {
      isOpen = false
      if (!connection.isIdle) return
      idle.set(
        origin,
        idleAt(origin).filter((one) => one !== connection),
      )
      discard()
    })
    return connection
  }

  const idleAt = (origin: string): IdleConnection[] => {
    const known = idle.get(origin) ?? []
    idle.set(origin, known)
    return known
  }

  return {
    take(origin) {
      const connection = idle.get(origin)?.pop() ?? open(origin) // the one used last is the least likely to be closed
      connection.isIdle = false
      return connection
    },
    async close() {
      idle.clear()
      await Promise.all([...all].map((client) => client.destroy()))
      all.clear()
    },
  }
}

interface IdleConnection extends Connection {
  isIdle: boolean
}
