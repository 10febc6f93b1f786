import type { EntityManager } from 'typeorm'
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { trackedWrite } from '../../../src/domain/touches.js'
import { ServiceBlock } from '../../../src/entities/service-block.js'
import { createProvider, type Provider } from '../../support/provider.js'
import { seedMany } from '../jobs/many.js'
import { backends } from './held-commit.js'

const CUSTOMERS = 10_000
const DEADLOCK = '40P01'

let provider: Provider
beforeAll(async () => {
  provider = await createProvider()
})
beforeEach(() =>
  provider.dataSource.query('truncate content_platforms.customer, content_platforms.webhook_event cascade'),
)
afterAll(() => provider.drop())

const services = async (count: number): Promise<number[]> => {
  const { productId } = await provider.integration()
  await seedMany(provider, { count, packageId: await provider.package({ productId }) })
  const rows: { id: number }[] = await provider.dataSource.query(
    'select id from content_platforms.customer_service order by id',
  )
  return rows.map(({ id }) => id)
}
const toldTypes = async (): Promise<Record<string, number>> => {
  const rows: { type: string; n: number }[] = await provider.dataSource.query(
    'select type, count(*)::int as n from content_platforms.webhook_event group by type',
  )
  return Object.fromEntries(rows.map(({ type, n }) => [type.replace('content.subscription.', ''), n]))
}

/** Blocks all of them by one statement, which touches them in this order. */
const blockAll = (tx: EntityManager, ids: readonly number[], kind: string) =>
  trackedWrite(tx, ids, () =>
    tx.query(
      `insert into content_platforms.service_block (service_id, kind, origin, opened_at)
       select id, $2, 'job', now() from unnest($1::int[]) with ordinality as s (id, position) order by position`,
      [ids, kind],
    ),
  )

/** Holds a service, as a person does who saves it at this moment; the result lets it go. */
const holdService = async (id: number): Promise<() => Promise<void>> => {
  const runner = provider.dataSource.createQueryRunner()
  await runner.startTransaction()
  await runner.query('select from content_platforms.customer_service where id = $1 for no key update', [id])
  return async () => {
    await runner.rollbackTransaction()
    await runner.release()
  }
}

/** The services that nobody has locked, by id. */
const freeServices = async (): Promise<number[]> => {
  const rows: { id: number }[] = await provider.dataSource.query(
    'select id from content_platforms.customer_service order by id for no key update skip locked',
  )
  return rows.map(({ id }) => id)
}

it('two of our bulk operations over the same 10,000 customers in opposite order do not deadlock', async () => {
  const ids = await services(CUSTOMERS)
  const middle = CUSTOMERS / 2
  const letGo = await holdService(ids[middle] ?? 0)
  const both = Promise.allSettled([
    provider.inTransaction((tx) => blockAll(tx, ids, 'debt')),
    provider.inTransaction((tx) => blockAll(tx, [...ids].reverse(), 'request')),
  ])
  // Both are kept halfway, where they would cross: whichever came first has the services below, and neither one above.
  const free = await vi
    .waitFor(async () => expect(await backends(provider, `wait_event_type = 'Lock'`)).toHaveLength(2), 30_000)
    .then(freeServices)
    .finally(letGo)
  expect(await both).toMatchObject([{ status: 'fulfilled' }, { status: 'fulfilled' }])
  expect(free).toEqual(ids.slice(middle + 1))
  expect(await toldTypes()).toEqual({ created: CUSTOMERS, suspended: CUSTOMERS })
  expect(await provider.content.recomputeAll()).toMatchObject({ checked: CUSTOMERS, drifted: 0 })
})

it('host code that saves the same two rows in opposite order: one is the victim and rolls back whole, with its events', async () => {
  const [first = 0, second = 0, ofVictim = 0, ofOther = 0] = await services(4)
  const block = (tx: EntityManager, serviceId: number) =>
    tx.getRepository(ServiceBlock).save({ serviceId, kind: 'debt', origin: 'host', openedAt: new Date() })
  const lock = (tx: EntityManager, id: number) =>
    tx.query('update content_platforms.customer_service set price_cents = price_cents where id = $1', [id])

  let arrived = 0
  let meet = () => {}
  const bothHoldOne = new Promise<void>((resolve) => {
    meet = resolve
  })
  const save = (order: readonly [number, number], own: number) =>
    provider.inTransaction(async (tx) => {
      await block(tx, own)
      await lock(tx, order[0])
      arrived += 1
      if (arrived === 2) meet()
      await bothHoldOne
      await lock(tx, order[1])
      await block(tx, order[1])
    })
  const results = await Promise.allSettled([save([first, second], ofVictim), save([second, first], ofOther)])

  const failed = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []))
  expect(failed).toMatchObject([{ driverError: { code: DEADLOCK } }])
  const won = results[0]?.status === 'fulfilled' ? [second, ofVictim] : [first, ofOther]
  const suspended = (await provider.subscriptions()).filter(({ state }) => state === 'suspended')
  expect(suspended.map(({ serviceId }) => serviceId).sort()).toEqual(won.sort())
  expect(await toldTypes()).toEqual({ created: 4, suspended: 2 })
  expect(await provider.content.recomputeAll()).toMatchObject({ drifted: 0 })
})
