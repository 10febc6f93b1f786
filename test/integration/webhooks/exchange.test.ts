import { createServer, type Server, type Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { PreparedRequest } from '../../../src/webhooks/delivery-contract.js'
import { createSender, type Sender } from '../../../src/webhooks/send.js'
import { LOOPBACK, SECRET } from './requests.js'

const servers: Server[] = []
const sockets = new Set<Socket>()
const senders: Sender[] = []
afterEach(async () => {
  await Promise.all(senders.splice(0).map((sender) => sender.close()))
  for (const socket of sockets) socket.destroy()
  await Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))))
})

/** A platform that answers each request on its bare socket. */
const platform = async (answer: (socket: Socket) => void): Promise<string> => {
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {}).on('close', () => sockets.delete(socket))
    socket.on('data', () => answer(socket))
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/hook`
}

const sender = (deadlineMs = 2_000) => {
  const made = createSender({ endpoints: LOOPBACK, deadlineMs })
  senders.push(made)
  return made
}

const requestTo = (url: string): PreparedRequest => ({
  method: 'POST',
  url,
  headers: {},
  body: '{"a":1}',
  maskedBody: '',
  signingSecrets: [SECRET],
  judge: ({ status, body }) => (status === 200 ? { kind: 'accepted', login: body } : { kind: 'refused' }),
  pausesOnGone: true,
})

const sendTo = (url: string, interrupted?: AbortSignal) => ({
  eventId: 'e',
  request: requestTo(url),
  clock: () => Date.now(),
  interrupted,
})

describe('one request and its answer', () => {
  it('an interim answer is not the answer', async () => {
    const url = await platform((socket) =>
      socket.write('HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok'),
    )
    expect((await sender().send(sendTo(url))).outcome).toEqual({ kind: 'accepted', status: 200, login: 'ok' })
  })

  it('a reset after an interim answer is one before the answer: sent again', async () => {
    let asked = 0
    const url = await platform(async (socket) => {
      asked += 1
      if (asked > 1) return void socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok')
      socket.write('HTTP/1.1 103 Early Hints\r\n\r\n')
      await wait(30)
      socket.resetAndDestroy()
    })
    expect((await sender().send(sendTo(url))).outcome).toMatchObject({ kind: 'accepted', status: 200 })
    expect(asked).toBe(2)
  })

  it('a letter whose bytes arrive apart is read whole', async () => {
    const url = await platform(async (socket) => {
      socket.write(Buffer.from('HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\na\u00c3', 'latin1'))
      await wait(30)
      socket.write(Buffer.from([0xa7]))
    })
    expect((await sender().send(sendTo(url))).outcome).toEqual({ kind: 'accepted', status: 200, login: 'aç' })
  })

  it('a connection is used again for the next request', async () => {
    let connections = 0
    const url = await platform((socket) => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n'))
    servers[0]?.on('connection', () => {
      connections += 1
    })
    const one = sender()
    for (let sent = 0; sent < 3; sent += 1)
      expect((await one.send(sendTo(url))).outcome).toMatchObject({ kind: 'accepted' })
    expect(connections).toBe(1)
  })

  it('a platform that closes after each answer costs one connection at a time', async () => {
    const answer = 'HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 2\r\n\r\nok'
    const url = await platform((socket) => socket.end(answer))
    const one = sender()
    for (let sent = 0; sent < 5; sent += 1)
      expect((await one.send(sendTo(url))).outcome).toMatchObject({ kind: 'accepted' })
    await vi.waitFor(() => expect(sockets.size).toBe(0))
  })

  it('a connection that the platform closed while it was idle is not used again', async () => {
    const url = await platform((socket) => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n')
      setTimeout(() => socket.resetAndDestroy(), 20)
    })
    const one = sender()
    expect((await one.send(sendTo(url))).outcome).toMatchObject({ kind: 'accepted' })
    await vi.waitFor(() => expect(sockets.size).toBe(0))
    expect((await one.send(sendTo(url))).outcome).toMatchObject({ kind: 'accepted' })
  })

  it('a platform that comes back after it was down is reached', async () => {
    const url = await platform((socket) => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n'))
    const server = servers[0]
    await new Promise((resolve) => server?.close(resolve))
    const one = sender()
    const down = await Promise.all([1, 2, 3].map(() => one.send(sendTo(url))))
    expect(down.map(({ outcome }) => outcome)).toEqual(Array(3).fill({ kind: 'unreachable', cause: 'connection' }))
    await new Promise<void>((resolve) => server?.listen(Number(new URL(url).port), '127.0.0.1', resolve))
    expect((await one.send(sendTo(url))).outcome).toMatchObject({ kind: 'accepted' })
  })

  it('a stop cuts off every request under way, and any that would begin after it', async () => {
    let asked = 0
    const url = await platform(() => {
      asked += 1
    })
    const one = sender(10_000)
    const stop = new AbortController()
    const sends = Array.from({ length: 20 }, () => one.send(sendTo(url, stop.signal)))
    await vi.waitFor(() => expect(asked).toBe(20))
    stop.abort()
    const sent = await Promise.all([...sends, one.send(sendTo(url, stop.signal))])
    expect(sent.map(({ outcome }) => outcome)).toEqual(Array(21).fill({ kind: 'unreachable', cause: 'interrupted' }))
    await vi.waitFor(() => expect(sockets.size).toBe(0))
    expect(asked).toBe(20)
  })

  it('a request that was answered is not cut off by a later stop', async () => {
    const url = await platform((socket) => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n'))
    const stop = new AbortController()
    const one = sender()
    expect((await one.send(sendTo(url, stop.signal))).outcome).toMatchObject({ kind: 'accepted' })
    stop.abort()
    expect((await one.send(sendTo(url))).outcome).toMatchObject({ kind: 'accepted' })
    expect(sockets.size).toBe(1)
  })
})
