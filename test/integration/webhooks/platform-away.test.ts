import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { DEFAULT_BREAKER_POLICY } from '../../../src/webhooks/breaker.js'
import { type Certificate, createAuthority, selfSigned } from '../../support/certificate.js'
import { type DnsServer, startDnsServer } from '../../support/dns-server.js'
import type { Receiver } from '../../support/receiver.js'
import { explainByUnseenAnswer, findBrokenPromises, readCommitted } from './invariants.js'
import { QUICK } from './requests.js'
import { buildWorker, endWorkers, startWorker } from './worker-process.js'
import { createWorld, type World } from './world.js'

let world: World
let dns: DnsServer
let worker: Awaited<ReturnType<typeof buildWorker>>
const servers: Server[] = []
const sockets = new Set<Socket>()
beforeAll(async () => {
  ;[world, dns, worker] = await Promise.all([createWorld(), startDnsServer(), buildWorker()])
})
afterEach(async () => {
  await endWorkers()
  await world.tidy()
  for (const socket of sockets) socket.destroy()
  await Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))))
})
afterAll(async () => {
  await Promise.all([dns.close(), worker.remove()])
  await world.drop()
})

/** A port where a connection is accepted and nothing is ever read or said. */
const silentPort = async (): Promise<number> => {
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => {}).pause())
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}
const freePort = async (): Promise<number> => {
  const port = await silentPort()
  await new Promise((resolve) => servers.pop()?.close(resolve))
  return port
}

const addLanes = async (url: string) => {
  const integrationId = await world.integration(url)
  const accountIds = await world.accounts(integrationId, 3)
  for (let event = 0; event < 3; event += 1) await world.record({ integrationId, accountIds })
  return integrationId
}
const failures = async (): Promise<Set<string>> => {
  const rows: { failure: string }[] = await world.dataSource.query(
    `select concat_ws(' ', outcome, error_class) as failure from content_platforms.delivery_attempt where outcome <> 'accepted'`,
  )
  return new Set(rows.map(({ failure }) => failure))
}
const untilFailed = () =>
  vi.waitFor(
    async () => {
      const [{ n }] = await world.dataSource.query(
        `select count(*)::int as n from content_platforms.delivery_attempt where outcome <> 'accepted'`,
      )
      expect(n).toBeGreaterThanOrEqual(4)
    },
    { timeout: 10_000 },
  )
const allArrived = async (receiver: Receiver) => {
  await vi.waitFor(
    async () => {
      const committed = await readCommitted(world.dataSource)
      expect(committed.filter(({ state }) => state !== 'delivered')).toEqual([])
    },
    { timeout: 30_000 },
  )
  const committed = await readCommitted(world.dataSource)
  expect(committed).toHaveLength(9)
  const mayRepeat = await explainByUnseenAnswer(world.dataSource)
  expect(findBrokenPromises({ committed, requests: receiver.requests, mayRepeat })).toEqual([])
}
// It would hold the retries back for longer than a test may take; it has tests of its own.
const breaker = { ...DEFAULT_BREAKER_POLICY, minFailures: 100_000 }
const delaysMs = Array.from({ length: 200 }, () => 50)

describe('a platform that is not reached', () => {
  it.each<[string, () => Promise<string>, string]>([
    ['connect refused', async () => `http://127.0.0.1:${await freePort()}/`, 'unreachable connection'],
    ['NXDOMAIN', async () => 'http://nobody.example.com/', 'unreachable dns'],
    ['DNS hangs', async () => 'http://silent.example.com/', 'unreachable timeout'],
    ['silent accept', async () => `http://127.0.0.1:${await silentPort()}/`, 'unreachable timeout'],
    ['an address that became private', async () => 'http://private.example.com/', 'blocked address'],
  ])(
    '%s: classified, and all arrives in order at the address that it is given meanwhile',
    async (_name, urlOf, failure) => {
      dns.answer('silent.example.com', 'silence')
      dns.answer('private.example.com', ['10.0.0.1'])
      const integrationId = await addLanes(await urlOf())
      const sender = world.sender({ deadlineMs: 800, resolve: dns.resolve })
      world.dispatcher({ sender, breaker, retryPolicy: { ...QUICK.retryPolicy, delaysMs } }).start()
      await untilFailed()
      const receiver = await world.receiver()
      await world.dataSource.query('update content_platforms.integration set url = $2 where id = $1', [
        integrationId,
        receiver.url,
      ])
      await allArrived(receiver)
      expect(await failures()).toContain(failure)
    },
  )
})

describe('a platform whose certificate is bad', () => {
  const authority = createAuthority()
  const HERE = '127.0.0.1'
  let folder: string
  let trusts: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'authority-'))
    trusts = join(folder, 'authority.pem')
    await writeFile(trusts, authority.cert)
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  // Few enough attempts that the breaker, which is the default one there, has nothing to say before the renewal.
  const delaysMs = Array.from({ length: 50 }, () => 400)

  const startTrustingWorker = () =>
    startWorker({
      script: worker.script,
      input: {
        databaseUrl: world.url,
        deadlineMs: 5_000,
        leaseMs: 8_000,
        pollMs: 50,
        delaysMs,
        drainMs: 1_000,
        hangAt: null,
      },
      trusts,
    })

  it('good, it is delivered to: that a bad one is refused is no accident', async () => {
    const receiver = await world.receiver(authority.certify(HERE))
    await addLanes(receiver.url)
    await startTrustingWorker()
    await allArrived(receiver)
    expect(await failures()).not.toContain('unreachable tls')
  })

  it.each<[string, () => Certificate]>([
    ['self-signed', () => selfSigned(HERE)],
    ['expired', () => authority.certify(HERE, { fromDays: -10, toDays: -1 })],
    ['not valid yet', () => authority.certify(HERE, { fromDays: 1, toDays: 10 })],
    ['of another name', () => authority.certify('192.0.2.1')],
    ['of an authority that nobody knows', () => createAuthority().certify(HERE)],
  ])('%s: nothing is sent, and all arrives in order once it is renewed', async (_name, bad) => {
    const receiver = await world.receiver(bad())
    await addLanes(receiver.url)
    await startTrustingWorker()
    await untilFailed()
    expect(receiver.requests).toEqual([])
    receiver.renew(authority.certify(HERE))
    await allArrived(receiver)
    expect(await failures()).toContain('unreachable tls')
  })
})
