import { randomUUID } from 'node:crypto'
import pg from 'pg'
import type { DataSource } from 'typeorm'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { claimDueLanes } from '../../../src/webhooks/claim.js'
import { startDatabaseProxy } from '../../support/database-proxy.js'
import { createDice } from '../../support/dice.js'
import { startOwnServer } from '../../support/own-server.js'
import { connect } from '../../support/template-database.js'
import { type CommittedEvent, explainByUnknownOutcome, findBrokenPromises, readCommitted } from './invariants.js'
import { prepareFrom } from './requests.js'
import { createWorld, type World } from './world.js'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterEach(() => world.tidy())
afterAll(() => world.drop())

const ACCOUNTS = 30
const PATIENCE = { timeout: 60_000, interval: 100 }

const receiverOf = async (at: World) => {
  const receiver = await at.receiver()
  receiver.otherwise({ status: 200, delayMs: 2 })
  const integrationId = await at.integration(receiver.url)
  return { receiver, integrationId, accountIds: await at.accounts(integrationId, ACCOUNTS) }
}
type Receiving = Awaited<ReturnType<typeof receiverOf>>

/** Two workers, with a lease and a deadline that bear a busy machine. */
const startTwo = (at: World, sources: readonly DataSource[], leaseMs = 3_000) => {
  for (const dataSource of sources) {
    const sender = at.sender({ deadlineMs: 10_000 })
    at.dispatcher({ leaseMs, sender, dataSource, prepare: prepareFrom(dataSource) }).start()
  }
}
const delivered = (dataSource: DataSource) =>
  vi.waitFor(async () => {
    const committed = await readCommitted(dataSource)
    expect(committed.filter(({ state }) => state !== 'delivered')).toEqual([])
  }, PATIENCE)
const keptPromises = async ({ receiver }: Receiving, { dataSource, log }: World) => {
  const committed = await readCommitted(dataSource)
  const isUnknown = await explainByUnknownOutcome(dataSource)
  // Whoever could not renew a lease in time was overtaken, and its attempts stay on record beside those of the other.
  const stale = log.filter(({ message }) => message === 'delivery.settle_stale').map(({ fields }) => fields.laneId)
  const mayRepeat = (event: CommittedEvent) => isUnknown(event) || stale.includes(event.laneId)
  expect(findBrokenPromises({ committed, requests: receiver.requests, mayRepeat })).toEqual([])
  const writtenTwice = await dataSource.query(
    `select event_id from content_platforms.delivery_attempt group by event_id, started_at having count(*) > 1`,
  )
  expect(writtenTwice).toEqual([])
  return committed
}

describe('connections', () => {
  it('cut again and again: nothing lost, no order fault, nothing left pending', async () => {
    const killer = new pg.Client({ connectionString: world.url })
    await killer.connect()
    const cutAll = () =>
      killer.query(
        'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
      )
    const receiving = await receiverOf(world)
    const { receiver, integrationId, accountIds } = receiving
    for (let round = 0; round < 20; round += 1) await world.record({ integrationId, accountIds })
    startTwo(world, [world.dataSource, world.dataSource])
    for (let cuts = 0; cuts < 20; cuts += 1) {
      const sent = receiver.requests.length
      await cutAll()
      await vi.waitFor(() => expect(receiver.requests.length).toBeGreaterThan(sent), { timeout: 500 }).catch(() => {})
    }
    await killer.end()
    await delivered(world.dataSource)
    expect(world.log.map(({ message }) => message)).toEqual(expect.arrayContaining(['delivery.settle_failed']))
    expect(await keptPromises(receiving, world)).toHaveLength(20 * ACCOUNTS)
  }, 120_000)

  it('cut in mid-COMMIT, of those who record and of those who settle: what committed arrives, and nothing else', async () => {
    const dice = createDice(1)
    const proxy = await startDatabaseProxy(world.url)
    const through = await connect(proxy.url)
    const receiving = await receiverOf(world)
    const { integrationId, accountIds } = receiving
    startTwo(world, [through, through])
    proxy.cutWhere((statement) =>
      statement === 'COMMIT' && dice.chance(0.3) ? dice.pick(['before the server', 'before the answer']) : undefined,
    )
    let unknown = 0
    for (let round = 0; round < 40; round += 1)
      await through
        .transaction((tx) => world.record({ integrationId, accountIds, tx }))
        .catch(() => {
          unknown += 1
        })
    await vi.waitFor(() => expect(Math.min(...Object.values(proxy.cuts))).toBeGreaterThan(5), PATIENCE)
    proxy.cutWhere(() => undefined)
    await delivered(world.dataSource)
    const committed = await keptPromises(receiving, world)
    // Some of those that were cut committed, and some did not.
    expect(committed.length / ACCOUNTS).toBeGreaterThan(40 - unknown)
    expect(committed.length / ACCOUNTS).toBeLessThan(40)
    await world.tidy()
    await through.destroy()
    await proxy.close()
  }, 120_000)
})

it('PostgreSQL stopped and crashed again and again: nothing lost, no order fault, nothing left pending', async () => {
  const server = await startOwnServer()
  const dataSource = await server.connect()
  const own = await createWorld({ url: server.url, dataSource, connect: server.connect, drop: server.stop })
  const receiving = await receiverOf(own)
  const { integrationId, accountIds } = receiving
  // Long enough for a server on a busy machine to recover within it, as the default is.
  startTwo(own, [dataSource, await server.connect()], 8_000)
  const recorded: Promise<unknown>[] = []
  for (const how of ['crash', 'orderly'] as const) {
    for (let round = 0; round < 10; round += 1) recorded.push(own.record({ integrationId, accountIds }).catch(() => {}))
    const sent = receiving.receiver.requests.length
    await vi.waitFor(() => expect(receiving.receiver.requests.length).toBeGreaterThan(sent + 20), PATIENCE)
    await server.restart(how)
  }
  await Promise.all(recorded)
  await vi.waitFor(() => own.record({ integrationId, accountIds }), PATIENCE)
  await delivered(dataSource)
  expect((await keptPromises(receiving, own)).length).toBeGreaterThan(10 * ACCOUNTS)
  await own.tidy()
  await own.drop()
}, 120_000)

it("a lease that ended while PostgreSQL restarted is its holder's for as long again, from the start on", async () => {
  const server = await startOwnServer()
  const dataSource = await server.connect()
  const own = await createWorld({ url: server.url, dataSource, connect: server.connect, drop: server.stop })
  const { integrationId, accountIds } = await receiverOf(own)
  await own.record({ integrationId, accountIds: accountIds.slice(0, 2) })
  const claim = (leaseMs: number, lanes: number) =>
    claimDueLanes(dataSource, {
      token: randomUUID(),
      slots: { free: { fresh: lanes, retry: 0 }, maxPerIntegration: lanes, busy: new Map() },
      maxEventsPerLane: 1,
      leaseMs,
    })
  const [held] = (await claim(1, 1)).lanes
  await server.restart('orderly')
  // Nobody held the other one, so it is anybody's at once.
  const [free, ...more] = (await vi.waitFor(() => claim(60_000, 2), 10_000)).lanes
  expect(more).toEqual([])
  expect(free?.id).not.toBe(held?.id)
  expect((await claim(60_000, 2)).lanes).toEqual([])
  expect((await claim(1, 2)).lanes).toMatchObject([{ id: held?.id }])
  await own.tidy()
  await own.drop()
})
