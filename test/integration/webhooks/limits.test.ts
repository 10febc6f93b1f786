import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { createWorld, type World } from './world.js'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterEach(() => world.tidy())
afterAll(() => world.drop())

/** Accounts of one integration at a receiver of its own. */
const setUp = async (accounts: number, limits: { maxInFlight?: number; perMinute?: number } = {}) => {
  const receiver = await world.receiver()
  const integrationId = await world.integration(receiver.url)
  await world.dataSource.query(
    'update content_platforms.integration set max_in_flight = $2, rate_limit_per_minute = $3 where id = $1',
    [integrationId, limits.maxInFlight ?? null, limits.perMinute ?? null],
  )
  const accountIds = await world.accounts(integrationId, accounts)
  const record = (ids: readonly number[] = accountIds) => world.record({ integrationId, accountIds: ids })
  return { receiver, integrationId, accountIds, record }
}

const startTwo = async (options: Parameters<World['dispatcher']>[0] = {}) => {
  const sender = world.sender({ deadlineMs: 20_000 })
  const dispatchers = [
    world.dispatcher({ sender, ...options }),
    world.dispatcher({ sender, ...options, dataSource: await world.connect() }),
  ]
  for (const dispatcher of dispatchers) dispatcher.start()
}

const allAnswered = (receiver: { requests: readonly { endedAt: number | undefined }[] }, count: number) =>
  vi.waitFor(() => expect(receiver.requests.filter(({ endedAt }) => endedAt)).toHaveLength(count), { timeout: 20_000 })

describe('a cap in flight', () => {
  it('holds over all workers, and all is delivered in order', async () => {
    const { receiver, record, accountIds } = await setUp(12, { maxInFlight: 3 })
    receiver.otherwise({ status: 200, delayMs: 15 })
    for (let round = 0; round < 3; round += 1) await record()
    await startTwo({ maxEventsPerLane: 2 })
    await allAnswered(receiver, 36)
    for (const { startedAt } of receiver.requests) {
      const together = receiver.requests.filter(
        (other) => other.startedAt <= startedAt && (other.endedAt ?? Number.POSITIVE_INFINITY) > startedAt,
      )
      expect(together.length).toBeLessThanOrEqual(3)
    }
    for (const accountId of accountIds)
      expect(receiver.requests.filter(({ account }) => account === accountId).map(({ sequence }) => sequence)).toEqual([
        1, 2, 3,
      ])
  })

  it('is free again once the lease of a worker that died is over', async () => {
    const { receiver, record } = await setUp(1, { maxInFlight: 1 })
    await record()
    await world.dataSource.query(
      `update content_platforms.delivery_lane set holds_slot = true, lease_token = gen_random_uuid(),
       lease_until = now() + interval '400 milliseconds', ready_at = now() + interval '400 milliseconds'`,
    )
    world.dispatcher().start()
    await allAnswered(receiver, 1)
  })
})

describe('a rate limit', () => {
  // Sends are due at even distances and each process keeps them apart; a busy machine may still delay some on their way
  // towards later ones.
  const TOLERANCE = 5

  it('of 50 per second is never exceeded over any second, over two workers, and all is delivered', async () => {
    const { receiver, record } = await setUp(60, { perMinute: 3_000 })
    await record()
    await record()
    await startTwo()
    await allAnswered(receiver, 120)
    const times = receiver.requests.map(({ startedAt }) => startedAt).sort((a, b) => a - b)
    for (const from of times)
      expect(times.filter((at) => at >= from && at < from + 1_000).length).toBeLessThanOrEqual(50 + TOLERANCE)
    expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBeGreaterThan(2_200)
  })

  it('lets a lone event go at once', async () => {
    const { receiver, record } = await setUp(1, { perMinute: 1 })
    await record()
    world.dispatcher({ pollMs: 60_000 }).start()
    await allAnswered(receiver, 1)
  })

  it('slows nobody else', async () => {
    const slow = await setUp(20, { perMinute: 60 })
    const other = await setUp(50)
    await slow.record()
    await other.record()
    world.dispatcher().start()
    await allAnswered(other.receiver, 50)
    expect(slow.receiver.requests.length).toBeLessThanOrEqual(3)
  })

  it('gives unsent lanes back when the process stops', async () => {
    const { record } = await setUp(20, { perMinute: 60 })
    await record()
    const dispatcher = world.dispatcher()
    dispatcher.start()
    const leased = 'select id from content_platforms.delivery_lane where lease_token is not null'
    await vi.waitFor(async () => expect(await world.dataSource.query(leased)).not.toEqual([]))
    await dispatcher.stop({ deadlineMs: 5_000 })
    expect(await world.dataSource.query(leased)).toEqual([])
  })
})

describe('retries', () => {
  it('have slots of their own: heads that fail take none from what was never sent', async () => {
    const silent = await setUp(6)
    const quick = await setUp(6)
    silent.receiver.otherwise('timeout')
    await silent.record()
    await world.dataSource.query('update content_platforms.delivery_lane set attempts = 1')
    const sender = world.sender({ deadlineMs: 20_000 })
    world.dispatcher({ sender, maxInFlight: 2, maxRetriesInFlight: 3, pollMs: 20 }).start()
    await vi.waitFor(() => expect(silent.receiver.requests).toHaveLength(3), 10_000)
    await quick.record()
    await allAnswered(quick.receiver, 6)
    expect(silent.receiver.requests).toHaveLength(3)
  })
})
