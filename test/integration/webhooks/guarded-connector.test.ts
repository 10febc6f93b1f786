import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Agent, request } from 'undici'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createAddressGuard } from '../../../src/webhooks/address-guard.js'
import { startDatabaseClock } from '../../../src/webhooks/database-clock.js'
import { createGuardedConnector, type ResolveName } from '../../../src/webhooks/guarded-connector.js'
import { createSender, type Sender } from '../../../src/webhooks/send.js'
import { LOOPBACK, SECRET } from './requests.js'

let server: Server
let port: number
let reached = 0
const agents: Agent[] = []
const senders: Sender[] = []

beforeAll(async () => {
  server = createServer((_request, response) => {
    reached += 1
    response.end('INTERNAL')
  })
  await new Promise<void>((resolve) => server.listen(0, '::', resolve)) // every address of this machine
  port = (server.address() as AddressInfo).port
})
afterEach(async () => {
  await Promise.all(agents.splice(0).map((agent) => agent.destroy()))
  await Promise.all(senders.splice(0).map((sender) => sender.close()))
  reached = 0
})
afterAll(() => new Promise((resolve) => server.close(resolve)))

const get = async (
  host: string,
  options: { allowedCidrs?: string[]; allowedHosts?: string[]; resolve?: ResolveName },
) => {
  const agent = new Agent({
    connect: createGuardedConnector({
      isForbidden: createAddressGuard(options.allowedCidrs),
      allowedHosts: options.allowedHosts ?? [],
      connectTimeoutMs: 2_000,
      ...(options.resolve && { resolve: options.resolve }),
    }),
  })
  agents.push(agent)
  const { body } = await request(`http://${host}:${port}/`, { dispatcher: agent })
  return body.text()
}

const answers =
  (...addresses: string[]): ResolveName =>
  (_hostname, callback) =>
    callback(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    )

describe('BR-05: at dial', () => {
  it.each([
    'localhost',
    '127.0.0.1',
    '127.1',
    '127.0.1',
    '2130706433',
    '0x7f000001',
    '0x7f.1',
    '0x7f.0x0.0x0.0x1',
    '017700000001',
    '0177.0.0.1',
    '0300.0250.1.1',
    '0',
    '0.0.0.0',
    '①②⑦.⓪.⓪.①',
    '127。0。0。1',
    '%31%32%37.0.0.1',
    '[::1]',
    '[0:0:0:0:0:0:0:1]',
    '[::]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[::127.0.0.1]',
    '[64:ff9b::7f00:1]',
    '[64:ff9b::127.0.0.1]',
    '[2002:7f00:1::]',
    '[2001:0:7f00:1::]',
    '169.254.169.254',
    '[fd00:ec2::254]',
    '[fe80::1]',
    '10.0.0.1',
    '100.100.100.200',
    '172.16.0.1',
    '192.168.1.1',
  ])('%s is blocked', async (host) => {
    await expect(get(host, {})).rejects.toMatchObject({ code: 'ADDRESS_BLOCKED' })
    expect(reached).toBe(0)
  })

  it('a name with a public and a private answer is blocked, in either order', async () => {
    for (const resolve of [
      answers('93.184.216.34', '127.0.0.1'),
      answers('127.0.0.1', '93.184.216.34'),
      answers('::ffff:127.0.0.1'),
    ])
      await expect(get('tv.example.com', { resolve })).rejects.toMatchObject({ code: 'ADDRESS_BLOCKED' })
    expect(reached).toBe(0)
  })

  it('rebinding: the answer that was checked is the one dialled, and the name is asked once', async () => {
    let asked = 0
    const resolve: ResolveName = (hostname, callback) => {
      asked += 1
      answers(asked === 1 ? '127.0.0.1' : '169.254.169.254')(hostname, callback)
    }
    expect(await get('tv.example.com', { resolve, allowedCidrs: ['127.0.0.1/32'] })).toBe('INTERNAL')
    expect(asked).toBe(1)
  })

  it('a name without an answer is blocked', async () => {
    await expect(get('tv.example.com', { resolve: answers() })).rejects.toMatchObject({ code: 'ADDRESS_BLOCKED' })
  })

  it('the allow-list lets networks and names through', async () => {
    expect(await get('127.0.0.1', { allowedCidrs: ['127.0.0.0/8'] })).toBe('INTERNAL')
    expect(await get('2130706433', { allowedCidrs: ['127.0.0.0/8'] })).toBe('INTERNAL')
    expect(await get('tv.internal', { allowedHosts: ['tv.internal'], resolve: answers('127.0.0.1') })).toBe('INTERNAL')
    await expect(
      get('other.internal', { allowedHosts: ['tv.internal'], resolve: answers('127.0.0.1') }),
    ).rejects.toThrow()
  })
})

describe('the sender', () => {
  const send = (url: string, change: Partial<Parameters<typeof createSender>[0]> = {}) => {
    const sender = createSender({ endpoints: LOOPBACK, deadlineMs: 2_000, ...change })
    senders.push(sender)
    return sender.send({
      eventId: 'e',
      clock: startDatabaseClock(Date.now()),
      request: {
        method: 'POST',
        url,
        headers: {},
        body: '{}',
        maskedBody: '{}',
        signingSecrets: [SECRET],
        judge: () => ({ kind: 'accepted' }),
        pausesOnGone: false,
      },
    })
  }

  it('tells a forbidden address as a class, the same for what listens and what does not', async () => {
    const endpoints = { ...LOOPBACK, allowedCidrs: [] }
    const blocked = { outcome: { kind: 'blocked', reason: 'address' }, requestSha256: null }
    expect(await send(`http://127.0.0.1:${port}/`, { endpoints })).toMatchObject(blocked)
    expect(await send('http://127.0.0.1:1/', { endpoints })).toMatchObject(blocked)
    expect(await send(`http://tv.example.com:${port}/`, { endpoints, resolve: answers('127.0.0.1') })).toMatchObject({
      outcome: blocked.outcome,
    })
    expect(reached).toBe(0)
  })

  it.each([
    ['ftp://127.0.0.1/', 'scheme'],
    ['http://user:pass@127.0.0.1/', 'credentials'],
    ['nonsense', 'url'],
  ])('does not call %s', async (url, reason) => {
    expect(await send(url)).toMatchObject({ outcome: { kind: 'blocked', reason } })
  })

  it('does not call plain http or an odd port where the policy forbids them now', async () => {
    const https = { ...LOOPBACK, allowHttp: false }
    expect(await send(`http://127.0.0.1:${port}/`, { endpoints: https })).toMatchObject({
      outcome: { reason: 'scheme' },
    })
    const ports = { ...LOOPBACK, allowedPorts: [443] }
    expect(await send(`http://127.0.0.1:${port}/`, { endpoints: ports })).toMatchObject({ outcome: { reason: 'port' } })
    expect(reached).toBe(0)
  })
})
