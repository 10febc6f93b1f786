import { createHook } from 'node:async_hooks'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { startDatabaseClock } from '../../../src/webhooks/database-clock.js'
import { createSender, type Sender } from '../../../src/webhooks/send.js'
import { type DnsServer, startDnsServer } from '../../support/dns-server.js'
import { LOOPBACK, SECRET } from './requests.js'
import { SPELLINGS, SPELLINGS_REFUSED_BEFORE } from './spellings.js'

let canary: Server
let port: number
let dns: DnsServer
/** Where the canary was reached, and how often anything was dialled at all. */
const reached: string[] = []
let dialled = 0
const senders: Sender[] = []
// Node's own object for each attempt to connect: made after the name was resolved, and only if something is dialled.
const dials = createHook({
  init: (_id, type) => {
    if (type === 'TCPCONNECTWRAP') dialled += 1
  },
})

beforeAll(async () => {
  canary = createServer((request, response) => {
    reached.push(String(request.socket.localAddress).replace('::ffff:', ''))
    response.setHeader('connection', 'close').end('INTERNAL')
  })
  await new Promise<void>((resolve) => canary.listen(0, '::', resolve)) // every address of this machine
  port = (canary.address() as AddressInfo).port
  dns = await startDnsServer()
  dials.enable()
})
afterEach(async () => {
  await Promise.all(senders.splice(0).map((sender) => sender.close()))
  reached.length = 0
  dialled = 0
})
afterAll(async () => {
  dials.disable()
  await dns.close()
  canary.closeAllConnections()
  await new Promise((resolve) => canary.close(resolve))
})

/** Plain http and any port are allowed here, so that nothing but the address can be what is refused. */
const senderFor = (allowedCidrs: string[] = [], change: Partial<Parameters<typeof createSender>[0]> = {}): Sender => {
  const endpoints = { ...LOOPBACK, allowedCidrs }
  const sender = createSender({ endpoints, deadlineMs: 1_000, resolve: dns.resolve, ...change })
  senders.push(sender)
  return sender
}
const sendTo = async (url: string, sender = senderFor()) => {
  const { outcome } = await sender.send({
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
  return outcome
}

const BLOCKED = { kind: 'blocked', reason: 'address' }

const urlOf = (spelling: string): string =>
  /^\s*http/.test(spelling) ? spelling.replace('PORT', String(port)) : `http://${spelling}:${port}/hook`

describe('BR-05: an address of the own network', () => {
  it.each(Object.entries(SPELLINGS))('written %s is refused, and nothing is dialled', async (_how, spelling) => {
    expect(await sendTo(urlOf(spelling))).toEqual(BLOCKED)
    expect({ dialled, reached }).toEqual({ dialled: 0, reached: [] })
  })

  it.each(Object.entries(SPELLINGS_REFUSED_BEFORE))(
    'behind %s is refused, and nothing is dialled',
    async (_how, [url, reason]) => {
      expect(await sendTo(url.replace('PORT', String(port)))).toEqual({ kind: 'blocked', reason })
      expect({ dialled, reached }).toEqual({ dialled: 0, reached: [] })
    },
  )

  it('is dialled where the server’s own options allow it: the canary and the count are no decoration', async () => {
    expect(await sendTo(urlOf('2130706433'), senderFor(['127.0.0.0/8']))).toMatchObject({ kind: 'accepted' })
    expect({ dialled, reached }).toEqual({ dialled: 1, reached: ['127.0.0.1'] })
  })
})

describe('BR-05: a name', () => {
  it.each([
    ['of loopback', ['127.0.0.1']],
    ['of a private network', ['192.168.0.10']],
    ['of metadata', ['169.254.169.254']],
    ['of IPv6 loopback', ['::1']],
    ['of an IPv4-mapped address', ['::ffff:10.0.0.1']],
    ['of NAT64', ['64:ff9b::a00:1']],
    ['of a public and a private address', ['93.184.216.34', '10.0.0.1']],
    ['of a private and a public address', ['10.0.0.1', '93.184.216.34']],
    ['of a public IPv4 and a private IPv6 address', ['93.184.216.34', 'fd00::1']],
    ['of a private IPv4 and a public IPv6 address', ['127.0.0.1', '2606:4700::1']],
    ['of nothing', []],
  ])('%s is refused, and nothing is dialled', async (_what, addresses) => {
    dns.answer('tv.example.com', addresses)
    expect(await sendTo(`http://tv.example.com:${port}/`)).toMatchObject({
      kind: expect.stringMatching(/^(blocked|unreachable)$/),
    })
    if (addresses.length > 0) expect(await sendTo(`http://tv.example.com:${port}/`)).toEqual(BLOCKED)
    expect({ dialled, reached }).toEqual({ dialled: 0, reached: [] })
  })

  it.each(['tv.example.com..', '127.0.0.1..', 'localhost..', '0x7f.0.0.1.example.com', 'tv.internal.example.com'])(
    'that no rule of spelling knows is refused by its address: %s',
    async (name) => {
      for (const dots of [name, name.replace(/\.+$/, ''), name.replace(/\.$/, '')]) dns.answer(dots, ['127.0.0.1'])
      expect((await sendTo(`http://${name}:${port}/`)).kind).toMatch(/^(blocked|unreachable)$/)
      expect({ dialled, reached }).toEqual({ dialled: 0, reached: [] })
    },
  )
})

describe('BR-05: a name that rebinds', () => {
  // What may be reached stands for the public internet here, what may not for the provider's network.
  const PUBLIC = '127.0.0.1'
  const PRIVATE = '127.0.0.2'

  it('is dialled where it was checked, and asked once: what it says meanwhile is never heard', async () => {
    dns.answer('once.example.com', [PUBLIC], [PRIVATE])
    expect(await sendTo(`http://once.example.com:${port}/`, senderFor([`${PUBLIC}/32`]))).toMatchObject({
      kind: 'accepted',
    })
    expect(reached).toEqual([PUBLIC])
    expect(dns.asked.filter((question) => question === 'once.example.com A')).toHaveLength(1)
  })

  it('public first and private later, is checked again at the next connection', async () => {
    dns.answer('later.example.com', [PUBLIC], [PRIVATE])
    const sender = senderFor([`${PUBLIC}/32`])
    expect(await sendTo(`http://later.example.com:${port}/`, sender)).toMatchObject({ kind: 'accepted' })
    expect(await sendTo(`http://later.example.com:${port}/`, sender)).toEqual(BLOCKED)
    expect({ dialled, reached }).toEqual({ dialled: 1, reached: [PUBLIC] })
  })

  it('private first and public later, is refused first and delivered later', async () => {
    dns.answer('sooner.example.com', [PRIVATE], [PUBLIC])
    const sender = senderFor([`${PUBLIC}/32`])
    expect(await sendTo(`http://sooner.example.com:${port}/`, sender)).toEqual(BLOCKED)
    expect(await sendTo(`http://sooner.example.com:${port}/`, sender)).toMatchObject({ kind: 'accepted' })
    expect(reached).toEqual([PUBLIC])
  })

  it('a hundred times at once, never reaches what is private', async () => {
    dns.answer('flip.example.com', ...Array.from({ length: 100 }, (_, index) => [index % 2 ? PRIVATE : PUBLIC]))
    const outcomes = await Promise.all(
      Array.from({ length: 100 }, () => sendTo(`http://flip.example.com:${port}/`, senderFor([`${PUBLIC}/32`]))),
    )
    expect(new Set(reached)).toEqual(new Set([PUBLIC]))
    expect(outcomes.filter(({ kind }) => kind === 'blocked').length).toBeGreaterThan(10)
    expect(outcomes.filter(({ kind }) => kind === 'accepted')).toHaveLength(reached.length)
  })
})

describe('BR-05: what people are told', () => {
  it('is the same for an address that listens, one that does not, and one that is nobody’s', async () => {
    dns.answer('listens.example.com', ['127.0.0.1'])
    dns.answer('nobody.example.com', ['10.255.255.1'])
    const outcomes = await Promise.all(
      [
        `http://127.0.0.1:${port}/`,
        'http://127.0.0.1:1/',
        'http://10.255.255.1/',
        `http://listens.example.com:${port}/`,
        'http://listens.example.com:1/',
        'http://nobody.example.com/',
      ].map((url) => sendTo(url)),
    )
    expect(outcomes).toEqual(outcomes.map(() => BLOCKED))
  })

  it('of a name is that it was not found, never what the name server said', async () => {
    expect(await sendTo('http://missing.example.com/')).toEqual({ kind: 'unreachable', cause: 'dns' })
  })

  it('of a name server that is silent is that time was over', async () => {
    dns.answer('silent.example.com', 'silence')
    expect(await sendTo('http://silent.example.com/')).toEqual({ kind: 'unreachable', cause: 'timeout' })
  })
})
