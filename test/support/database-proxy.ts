import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { createMessageReader } from './postgres-messages.js'

/** Where a connection is cut: before the server gets the statement, or once it answered and before the client knows. */
export type CutPoint = 'before the server' | 'before the answer'

/** Asked for each statement that a client sends; cuts its connection, or lets the statement pass. */
export type DecideCut = (statement: string) => CutPoint | undefined

export interface DatabaseProxy {
  url: string
  /** How many connections were cut at each point. */
  cuts: Record<CutPoint, number>
  cutWhere(decide: DecideCut): void
  /** Leads new connections to another server's address, as after a restart; those that are open stay. */
  leadTo(databaseUrl: string): void
  /** Nothing gets through any more, in either direction, and nobody is told, until `resume`. */
  stall(): void
  resume(): void
  close(): Promise<void>
}

/** Stands between a client and the PostgreSQL at `databaseUrl`, reads the statements and cuts where a test says so. */
export const startDatabaseProxy = async (databaseUrl: string): Promise<DatabaseProxy> => {
  let target = new URL(databaseUrl)
  const pairs = new Set<readonly [Socket, Socket]>()
  const cuts: DatabaseProxy['cuts'] = { 'before the server': 0, 'before the answer': 0 }
  let decide: DecideCut = () => undefined
  let isStalled = false

  const server = createServer((client) => {
    const upstream = connect({ host: target.hostname, port: Number(target.port) })
    const pair = [client, upstream] as const
    pairs.add(pair)
    let cutAtAnswer = false
    const cut = () => {
      pairs.delete(pair)
      client.resetAndDestroy()
      upstream.destroy()
    }
    const readStatements = createMessageReader()
    client.on('data', (chunk) => {
      for (const statement of readStatements(chunk)) {
        const point = decide(statement)
        if (point) cuts[point] += 1
        if (point === 'before the server') return cut()
        cutAtAnswer ||= point === 'before the answer'
      }
      upstream.write(chunk)
    })
    upstream.on('data', (chunk) => (cutAtAnswer ? cut() : client.write(chunk)))
    for (const socket of pair) socket.on('error', cut).on('close', cut)
    if (isStalled) for (const socket of pair) socket.pause()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = new URL(databaseUrl)
  url.port = String((server.address() as AddressInfo).port)

  const each = (act: (socket: Socket) => void) => {
    for (const socket of [...pairs].flat()) act(socket)
  }
  return {
    url: url.href,
    cuts,
    cutWhere: (next) => {
      decide = next
    },
    leadTo: (next) => {
      target = new URL(next)
    },
    stall: () => {
      isStalled = true
      each((socket) => socket.pause())
    },
    resume: () => {
      isStalled = false
      each((socket) => socket.resume())
    },
    close: async () => {
      server.close()
      each((socket) => socket.destroy())
      await once(server, 'close')
    },
  }
}
