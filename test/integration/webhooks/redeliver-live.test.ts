import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { countRedeliverable, redeliverEvents } from '../../../src/webhooks/redeliver-events.js'
import type { Receiver } from '../../support/receiver.js'
import type { WorkerInput } from './worker.js'
import { buildWorker, endWorkers, startWorker } from './worker-process.js'
import { createWorld, type World } from './world.js'

let world: World
let build: Awaited<ReturnType<typeof buildWorker>>
beforeAll(async () => {
  ;[world, build] = await Promise.all([createWorld(), buildWorker()])
}, 120_000)
afterEach(async () => {
  await endWorkers()
  await world.tidy()
})
afterAll(async () => {
  await build.remove()
  await world.drop()
})

const rows = (sql: string, parameters: unknown[] = []) => world.dataSource.query(sql, parameters)
const actor = { id: 'ana@provider.example' }
const startOne = () => {
  const input: WorkerInput = {
    databaseUrl: world.url,
    deadlineMs: 5_000,
    leaseMs: 12_000,
    // A request that this machine was too busy for is sent again, and parks nothing.
    delaysMs: Array.from({ length: 100 }, () => 100),
    drainMs: 5_000,
    hangAt: null,
  }
  return startWorker({ script: build.script, input })
}

/** As many lanes as asked for, of three events each, whose heads are parked. */
const parkedLanes = async (count: number) => {
  const receiver = await world.receiver()
  const integrationId = await world.integration(receiver.url)
  const accountIds = await world.accounts(integrationId, count)
  for (let index = 0; index < 3; index += 1) await world.record({ integrationId, accountIds })
  await rows(
    `update content_platforms.delivery_lane set attempts = 10, parked_at = now(), parked_reason = 'exhausted'
     where integration_id = $1`,
    [integrationId],
  )
  return { receiver, integrationId, accountIds }
}
const untilSettled = () =>
  vi.waitFor(
    async () =>
      expect(await rows(`select from content_platforms.webhook_event where state = 'pending' limit 1`)).toEqual([]),
    { timeout: 60_000, interval: 100 },
  )

/** Sequences of each account in the order of their first arrival, without gap; returns how many came more than once. */
const checkOrder = (receiver: Receiver): number => {
  const latest = new Map<number | undefined, number>()
  const seen = new Set<string>()
  let again = 0
  for (const { id, account, sequence = 0 } of receiver.requests) {
    if (seen.has(id)) {
      again += 1
      continue
    }
    seen.add(id)
    expect(sequence).toBe((latest.get(account) ?? 0) + 1)
    latest.set(account, sequence)
  }
  return again
}

describe('BR-90: redelivery by filter, with a count first, while live traffic goes on', () => {
  it('over several worker processes of which one is killed: all arrives in order, again only what was in flight', async () => {
    const { receiver, integrationId, accountIds } = await parkedLanes(300)
    const live = await world.accounts(integrationId, 30)
    const [first] = await Promise.all([startOne(), startOne(), startOne()])
    let isOver = false
    let recorded = 0
    // Into lanes of their own, and into the very lanes that are being redelivered.
    const produce = async (among: readonly number[]) => {
      while (!isOver) {
        const accounts = among.filter(() => Math.random() < 0.1)
        const events = await world.record({ integrationId, accountIds: accounts })
        recorded += events.length
      }
    }
    const traffic = Promise.all([produce(live), produce(accountIds)])
    try {
      await vi.waitFor(() => expect(receiver.requests.length).toBeGreaterThan(50), 30_000)
      const filter = { integrationId }
      const { redeliverable, held } = await countRedeliverable(world.dataSource.manager, filter)
      expect({ redeliverable, held }).toEqual({ redeliverable: 300, held: 0 })
      let left = redeliverable
      const press = () =>
        redeliverEvents(world.dataSource, { filter, actor, expectedCount: redeliverable }).then(
          ({ redelivered }) => redelivered,
          (error: unknown) => {
            expect(error).toMatchObject({ code: 'NOTHING_TO_REDELIVER' })
            return 0
          },
        )
      // A lane into which an event is being recorded right now is passed over; the person presses once more.
      let redelivered = 0
      for (let turn = 0; left > 0 && turn < 200; turn += 1) {
        redelivered += await press()
        if (turn === 0) first?.signal('SIGKILL')
        left = (await countRedeliverable(world.dataSource.manager, filter)).redeliverable
      }
      expect({ left, redelivered }).toEqual({ left: 0, redelivered: 300 })
    } finally {
      isOver = true
      await traffic
    }
    await untilSettled()
    const again = checkOrder(receiver)
    expect(receiver.requests).toHaveLength(900 + recorded + again)
    // Twice at most what one process may have had under way when it was killed.
    expect(again).toBeLessThanOrEqual(512)
  }, 120_000)

  it('of an interrupted platform: counted apart, they wait unspent and unharmed, and go out in order when it returns', async () => {
    const { receiver, integrationId } = await parkedLanes(50)
    const other = await world.receiver()
    const otherId = await world.integration(other.url)
    const otherAccounts = await world.accounts(otherId, 20)
    await rows(
      `insert into content_platforms.delivery_gate (integration_id, breaker, opened_at, forced_by)
       values ($1, 'open', now(), 'ana')`,
      [integrationId],
    )
    await Promise.all([startOne(), startOne()])
    const filter = { integrationId }
    expect(await countRedeliverable(world.dataSource.manager, filter)).toEqual({
      redeliverable: 50,
      held: 50,
      inactive: 0,
    })
    expect(await redeliverEvents(world.dataSource, { filter, actor, expectedCount: 50 })).toEqual({
      redelivered: 50,
      remaining: 0,
    })
    // Live traffic of the other platform, through many turns of both workers.
    for (let round = 0; round < 10; round += 1)
      await world.record({ integrationId: otherId, accountIds: otherAccounts })
    await vi.waitFor(() => expect(other.requests).toHaveLength(200), 30_000)
    expect(receiver.requests).toEqual([])
    expect(
      await rows('select distinct attempts, parked_at from content_platforms.delivery_lane where integration_id = $1', [
        integrationId,
      ]),
    ).toEqual([{ attempts: 0, parked_at: null }])
    await rows(`update content_platforms.delivery_gate set breaker = 'closed', opened_at = null`)
    await untilSettled()
    expect(checkOrder(receiver)).toBe(0)
    expect(receiver.requests).toHaveLength(150)
  }, 120_000)
})
