import { createHook } from 'node:async_hooks'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { startDatabaseClock } from '../../../src/webhooks/database-clock.js'
import { createSender, type Sender } from '../../../src/webhooks/send.js'
import { type DnsServer, startDnsServer } from '../../support/dns-server.js'
import { LOOPBACK, SECRET } from './requests.js'

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

/** How an address of a provider's own network may be written; every one as a URL's host unless it is a URL of its own. */
const SPELLINGS: Record<string, string> = {
  plain: '127.0.0.1',
  'another of loopback': '127.254.3.2',
  'this host': '0.0.0.0',
  'private, 10/8': '10.0.0.1',
  'private, 172.16/12': '172.31.255.254',
  'private, 192.168/16': '192.168.1.1',
  'carrier-grade NAT': '100.64.0.1',
  'a cloud’s metadata': '169.254.169.254',
  'another cloud’s metadata': '100.100.100.200',
  broadcast: '255.255.255.255',
  multicast: '239.1.2.3',
  decimal: '2130706433',
  'decimal, of metadata': '2852039166',
  hex: '0x7f000001',
  'hex in capitals': '0X7F000001',
  'hex by parts': '0x7f.0x0.0x0.0x1',
  octal: '017700000001',
  'octal by parts': '0177.0.0.01',
  'octal with many zeros': '0000000177.0.0.1',
  'mixed bases': '0x7f.0.0.01',
  'two parts': '127.1',
  'three parts': '127.0.1',
  'one part, of zero': '0',
  'two parts in hex': '0x7f.1',
  'last part of 16 bits': '192.168.257',
  'last part of 24 bits': '10.1',
  'a trailing dot': '127.0.0.1.',
  'full-width digits': '１２７．０．０．１',
  'ideographic full stops': '127。0。0。1',
  'circled digits': '①②⑦.⓪.⓪.①',
  'superscript digits': '¹²⁷.⁰.⁰.¹',
  'mathematical digits': '𝟏𝟐𝟕.𝟎.𝟎.𝟏',
  'a soft hyphen': '127.0.0\u00ad.1',
  'percent-encoded': '%31%32%37%2E%30%2E%30%2E%31',
  'percent-encoded full-width': '%EF%BC%91%EF%BC%92%EF%BC%97.0.0.1',
  'a tab within': '127.0\t.0.1',
  'a line break within': '127.0\n.0.1',
  'IPv6 loopback': '[::1]',
  'IPv6 loopback in full': '[0000:0000:0000:0000:0000:0000:0000:0001]',
  'IPv6 unspecified': '[::]',
  'IPv4-mapped': '[::ffff:127.0.0.1]',
  'IPv4-mapped in hex': '[::ffff:7f00:1]',
  'IPv4-mapped in full': '[0:0:0:0:0:FFFF:10.0.0.1]',
  'IPv4-compatible': '[::127.0.0.1]',
  'IPv4-translated': '[::ffff:0:127.0.0.1]',
  NAT64: '[64:ff9b::127.0.0.1]',
  'NAT64, local use': '[64:ff9b:1::10.0.0.1]',
  '6to4': '[2002:7f00:1::1]',
  '6to4 of a private one': '[2002:c0a8:101::1]',
  Teredo: '[2001:0:4136:e378:8000:63bf:80ff:fffe]',
  ISATAP: '[2606:4700::5efe:10.0.0.1]',
  'unique local': '[fd00:ec2::254]',
  'link-local': '[fe80::1]',
  'site-local': '[fec0::1]',
  'IPv6 multicast': '[ff02::1]',
  documentation: '[2001:db8::1]',
  localhost: 'localhost',
  'localhost in capitals': 'LocalHost',
  'localhost with a dot': 'localhost.',
  'below localhost': 'tv.localhost',
  'a single label': 'intranet',
  'a name of the local network': 'printer.local',
  'a name of the local network, with a dot': 'printer.LOCAL.',
  'a name within': 'metadata.google.internal',
  'before a backslash': 'http://127.0.0.1:PORT\\@public.example.com/',
  'with slashes in excess': 'http:////127.0.0.1:PORT/',
  'without slashes': 'http:127.0.0.1:PORT',
  'with backslashes': 'http:\\\\127.0.0.1:PORT\\',
  'with blanks around': '  http://127.0.0.1:PORT/  ',
  'with an empty user': 'http://@127.0.0.1:PORT/',
}

/** These are refused for another reason first. */
const OTHERS: Record<string, [url: string, reason: string]> = {
  'a public name as user': ['http://public.example.com@127.0.0.1:PORT/', 'credentials'],
  'a public name and port as user and password': ['http://public.example.com:80@127.0.0.1:PORT/', 'credentials'],
  'an encoded at-sign': ['http://public.example.com%40127.0.0.1:PORT/', 'url'],
  'a zone': ['http://[fe80::1%25eth0]:PORT/', 'url'],
  'a zone of loopback': ['http://[::1%lo]:PORT/', 'url'],
  'a part too large': ['http://127.0.0.256:PORT/', 'url'],
  'five parts': ['http://127.0.0.0.1:PORT/', 'url'],
  'an encoded zero byte': ['http://127.0.0.1%00.example.com:PORT/', 'url'],
  'a zero-width joiner': ['http://127.0.0.\u200d1:PORT/', 'url'],
  'another scheme': ['gopher://127.0.0.1:PORT/', 'scheme'],
}

const urlOf = (spelling: string): string =>
  /^\s*http/.test(spelling) ? spelling.replace('PORT', String(port)) : `http://${spelling}:${port}/hook`

describe('BR-05: an address of the own network', () => {
  it.each(Object.entries(SPELLINGS))('written %s is refused, and nothing is dialled', async (_how, spelling) => {
    expect(await sendTo(urlOf(spelling))).toEqual(BLOCKED)
    expect({ dialled, reached }).toEqual({ dialled: 0, reached: [] })
  })

  it.each(Object.entries(OTHERS))('behind %s is refused, and nothing is dialled', async (_how, [url, reason]) => {
    expect(await sendTo(url.replace('PORT', String(port)))).toEqual({ kind: 'blocked', reason })
    expect({ dialled, reached }).toEqual({ dialled: 0, reached: [] })
  })

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
