import { once } from 'node:events'
import type { DataSource } from 'typeorm'
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import { claimDueLanes } from '../../../src/webhooks/claim.js'
import { createPresence, type Presence } from '../../../src/webhooks/presence.js'
import { createTenure } from '../../../src/webhooks/tenure.js'
import { registerWorker } from '../../../src/webhooks/worker-rows.js'
import { type DatabaseProxy, startDatabaseProxy } from '../../support/database-proxy.js'
import { connect } from '../../support/template-database.js'
import { createWorld, type World } from './world.js'

const BEAT_MS = 60

let world: World
const presences: Presence[] = []
const proxied: { proxy: DatabaseProxy; dataSource: DataSource }[] = []
beforeAll(async () => {
  world = await createWorld()
})
afterEach(async () => {
  for (const { proxy } of proxied) proxy.resume()
  await Promise.all(presences.splice(0).map((presence) => presence.leave()))
  for (const { proxy, dataSource } of proxied.splice(0)) {
    await dataSource.destroy()
    await proxy.close()
  }
  await world.dataSource.query('truncate content_platforms.delivery_worker')
  await world.tidy()
})
afterAll(() => world.drop())

const present = (dataSource = world.dataSource) => {
  const freed: number[] = []
  const presence = createPresence({
    dataSource,
    logger: world.logger,
    onFreed: () => freed.push(performance.now()),
    beatMs: BEAT_MS,
  })
  presences.push(presence)
  presence.start()
  return Object.assign(presence, { freed })
}
const throughProxy = async () => {
  const proxy = await startDatabaseProxy(world.url)
  const dataSource = await connect(proxy.url)
  proxied.push({ proxy, dataSource })
  return { proxy, dataSource }
}
const laneHeldWith = async (token: string) => {
  const integrationId = await world.integration('http://127.0.0.1:1/')
  const [event] = await world.record({ integrationId, accountIds: [await world.account(integrationId)] })
  await claimDueLanes(world.dataSource, {
    token,
    maxLanes: 10,
    maxPerIntegration: 10,
    inFlight: new Map(),
    maxEventsPerLane: 8,
    leaseMs: 60_000,
  })
  return event?.laneId ?? 0
}
const isFree = async (laneId: number): Promise<boolean> => {
  const [lane] = await world.dataSource.query(
    `select lease_token is null and lease_until is null and ready_at <= clock_timestamp() as free
     from content_platforms.delivery_lane where id = $1`,
    [laneId],
  )
  return lane.free
}
const workers = async (): Promise<string[]> => {
  const rows: { id: string }[] = await world.dataSource.query('select id from content_platforms.delivery_worker')
  return rows.map(({ id }) => id)
}
/** A worker that registered and died. */
const deadWorker = async () => {
  const dead = createTenure()
  await registerWorker(world.dataSource, dead.workerId)
  return dead
}
const looks = (count: number) => {
  const before = performance.now()
  return vi.waitFor(() => expect(performance.now() - before).toBeGreaterThan(count * BEAT_MS))
}

it('a worker that beats no longer loses its lanes after five looks at least, of several survivors to one', async () => {
  const dead = await deadWorker()
  const laneId = await laneHeldWith(dead.newToken())
  const other = await laneHeldWith(createTenure().newToken())
  const startedAt = performance.now()
  const survivors = [present(), present(), present()]
  await vi.waitFor(async () => expect(await isFree(laneId)).toBe(true))
  expect(performance.now() - startedAt).toBeGreaterThanOrEqual(5 * BEAT_MS)
  expect(await isFree(other)).toBe(false)
  await looks(3)
  expect(survivors.flatMap(({ freed }) => freed)).toHaveLength(1)
  expect(await workers()).toHaveLength(3)
  expect(await workers()).not.toContain(dead.workerId)
})

it('a worker that lives keeps its lanes, however long it holds them', async () => {
  const living = present()
  const laneId = await laneHeldWith((await living.tenure()).newToken())
  const other = present()
  await looks(12)
  expect(await isFree(laneId)).toBe(false)
  expect(other.freed).toEqual([])
  expect((await living.tenure()).isHeld()).toBe(true)
})

it('one that leaves is off the list at once', async () => {
  const leaver = present()
  const tenure = await leaver.tenure()
  await leaver.leave()
  expect(await workers()).toEqual([])
  expect(tenure.isHeld()).toBe(false)
})

it('one that was taken over learns it at its next beat and goes on under another tenure', async () => {
  const stale = present()
  const first = await stale.tenure()
  await world.dataSource.query('delete from content_platforms.delivery_worker')
  await once(first.ended, 'abort')
  expect(first.isHeld()).toBe(false)
  const second = await stale.tenure()
  expect(second.workerId).not.toBe(first.workerId)
  expect(await workers()).toEqual([second.workerId])
})

it('one that reaches the database no more breaks off by itself before the others take its lanes', async () => {
  const { proxy, dataSource } = await throughProxy()
  const cutOff = present(dataSource)
  const tenure = await cutOff.tenure()
  const laneId = await laneHeldWith(tenure.newToken())
  const other = present()
  await looks(3)
  proxy.stall()
  await once(tenure.ended, 'abort')
  const endedAt = performance.now()
  expect(await isFree(laneId)).toBe(false)
  await vi.waitFor(async () => expect(await isFree(laneId)).toBe(true))
  expect(other.freed[0]).toBeGreaterThan(endedAt)
})

it('nobody dies because the database was away from the one who looks', async () => {
  const { proxy, dataSource } = await throughProxy()
  const looker = present(dataSource)
  const dead = await deadWorker()
  const laneId = await laneHeldWith(dead.newToken())
  let statements = 0
  proxy.cutWhere((statement) => {
    if (!statement.includes('delivery_worker worker')) return undefined
    statements += 1
    return statements % 4 === 0 ? 'before the answer' : undefined
  })
  await vi.waitFor(() => expect(statements).toBeGreaterThan(20), 5_000)
  expect(await isFree(laneId)).toBe(false)
  proxy.cutWhere(() => undefined)
  await vi.waitFor(async () => expect(await isFree(laneId)).toBe(true))
  expect(looker.freed).toHaveLength(1)
})
