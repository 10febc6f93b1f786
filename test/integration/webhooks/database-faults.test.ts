import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import { explainByUnknownOutcome, findBrokenPromises, readCommitted } from './invariants.js'
import { createWorld, type World } from './world.js'

let world: World
let killer: pg.Client
beforeAll(async () => {
  world = await createWorld()
  killer = new pg.Client({ connectionString: world.url })
  await killer.connect()
})
afterEach(() => world.tidy())
afterAll(async () => {
  await killer.end()
  await world.drop()
})

const cutConnections = () =>
  killer.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  )

it('connections cut again and again: nothing lost, no order fault, nothing left pending', async () => {
  const receiver = await world.receiver()
  receiver.otherwise({ status: 200, delayMs: 2 })
  const integrationId = await world.integration(receiver.url)
  const accountIds = await world.accounts(integrationId, 30)
  for (let round = 0; round < 20; round += 1) await world.record({ integrationId, accountIds })
  const dispatchers = [world.dispatcher({ leaseMs: 1_000 }), world.dispatcher({ leaseMs: 1_000 })]
  for (const dispatcher of dispatchers) dispatcher.start()
  for (let cuts = 0; cuts < 20; cuts += 1) {
    const sent = receiver.requests.length
    await cutConnections()
    await vi.waitFor(() => expect(receiver.requests.length).toBeGreaterThan(sent), { timeout: 500 }).catch(() => {})
  }
  await vi.waitFor(
    async () => {
      const { rows } = await killer.query(
        `select state from content_platforms.webhook_event where state <> 'delivered'`,
      )
      expect(rows).toEqual([])
    },
    { timeout: 20_000 },
  )
  expect(world.log.map(({ message }) => message)).toEqual(expect.arrayContaining(['delivery.settle_failed']))
  const committed = await readCommitted(world.dataSource)
  const mayRepeat = await explainByUnknownOutcome(world.dataSource)
  expect(findBrokenPromises({ committed, requests: receiver.requests, mayRepeat })).toEqual([])
})
