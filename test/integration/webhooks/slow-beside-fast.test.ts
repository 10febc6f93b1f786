import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { redeliverEvent } from '../../../src/webhooks/redeliver-event.js'
import type { Receiver } from '../../support/receiver.js'
import { explainByUnseenAnswer, findBrokenPromises, readCommitted } from './invariants.js'
import { QUICK } from './requests.js'
import { createWorld, type World } from './world.js'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterEach(() => world.tidy())
afterAll(() => world.drop())

const addPlatform = async (receiver: Receiver, { lanes, events }: { lanes: number; events: number }) => {
  const integrationId = await world.integration(receiver.url)
  const accountIds = await world.accounts(integrationId, lanes)
  const recorded = []
  for (let event = 0; event < events; event += 1) recorded.push(...(await world.record({ integrationId, accountIds })))
  return recorded
}
const untilDelivered = () =>
  vi.waitFor(
    async () => {
      const committed = await readCommitted(world.dataSource)
      expect(committed.filter(({ state }) => state !== 'delivered')).toEqual([])
    },
    { timeout: 30_000 },
  )
const arrived = ({ requests }: Receiver): number => new Set(requests.map(({ id }) => id)).size

const brokenPromises = async (...receivers: Receiver[]) =>
  findBrokenPromises({
    committed: await readCommitted(world.dataSource),
    requests: receivers.flatMap(({ requests }) => requests),
    mayRepeat: await explainByUnseenAnswer(world.dataSource),
  })

describe('a slow platform beside a fast one', () => {
  it('leaves the fast one its rate: all of its events arrive while the slow one still thinks about its first ones', async () => {
    const [slow, fast] = [await world.receiver(), await world.receiver()]
    const slots = 10
    let release = () => {}
    const released = new Promise<void>((resolve) => {
      release = resolve
    })
    slow.otherwise(async (_request, response) => {
      await released
      response.end()
    })
    // The slow one's lanes are due first, and are more than all the slots that there are.
    await addPlatform(slow, { lanes: 100, events: 2 })
    await addPlatform(fast, { lanes: 50, events: 20 })
    const sender = world.sender({ deadlineMs: 60_000 })
    world.dispatcher({ sender, leaseMs: 10_000, maxInFlight: 40, maxInFlightPerIntegration: slots }).start()
    await vi.waitFor(() => expect(arrived(fast)).toBe(1_000), { timeout: 40_000 })
    expect(slow.requests).toHaveLength(slots)
    expect(slow.requests.filter(({ endedAt }) => endedAt !== undefined)).toEqual([])
    release()
    await untilDelivered()
    expect(await brokenPromises(slow, fast)).toEqual([])
  })

  it('whose every attempt runs into the deadline is no harm to the fast one either, nor are its retries', async () => {
    const [dead, fast] = [await world.receiver(), await world.receiver()]
    dead.otherwise('timeout')
    await addPlatform(dead, { lanes: 60, events: 1 })
    const delaysMs = Array.from({ length: 100 }, () => 20)
    const retryPolicy = { ...QUICK.retryPolicy, delaysMs }
    const breaker = { windowMs: 60_000, minFailures: 100_000, failureShare: 1, probeAfterMs: 1, maxProbeAfterMs: 1 }
    world
      .dispatcher({ retryPolicy, breaker, maxInFlight: 20, maxRetriesInFlight: 5, maxInFlightPerIntegration: 10 })
      .start()
    const retried = () => dead.requests.length - arrived(dead)
    await vi.waitFor(() => expect(retried()).toBeGreaterThan(5), { timeout: 20_000 })
    await addPlatform(fast, { lanes: 50, events: 10 })
    await vi.waitFor(() => expect(arrived(fast)).toBe(500), { timeout: 40_000 })
    dead.otherwise(200)
    await untilDelivered()
    expect(await brokenPromises(dead, fast)).toEqual([])
  })
})

describe('a retry by hand that races the automatic one', () => {
  it('by five people at once, all the time: one in flight, and nothing sent twice that was taken once', async () => {
    const receiver = await world.receiver()
    let answered = 0
    receiver.otherwise((_request, response) => {
      answered += 1
      setTimeout(() => response.writeHead(answered % 3 === 0 ? 200 : 500).end(), answered % 4)
    })
    const recorded = await addPlatform(receiver, { lanes: 4, events: 5 })
    const breaker = { windowMs: 60_000, minFailures: 100_000, failureShare: 1, probeAfterMs: 1, maxProbeAfterMs: 1 }
    const dispatcher = world.dispatcher({
      breaker,
      retryPolicy: { ...QUICK.retryPolicy, delaysMs: Array(500).fill(5) },
    })
    dispatcher.start()
    const ids = new Set(recorded.map(({ id }) => id))
    const refusals = new Set<string>()
    let isOver = false
    const insist = async (person: number): Promise<void> => {
      while (!isOver) {
        for (const eventId of ids) {
          await world.dataSource
            .transaction((tx) => redeliverEvent(tx, { eventId, actor: { id: `person-${person}` } }))
            .then(
              () => dispatcher.wake(),
              (error: { code?: string }) => void refusals.add(String(error.code)),
            )
        }
      }
    }
    const people = Promise.all([1, 2, 3, 4, 5].map(insist))
    await untilDelivered().finally(() => {
      isOver = true
    })
    await people
    expect(await brokenPromises(receiver)).toEqual([])
    const codes = ['EVENT_IN_FLIGHT', 'EVENT_NOT_AT_HEAD', 'EVENT_ALREADY_SETTLED', 'EVENT_NOT_PARKED']
    expect([...refusals].filter((code) => !codes.includes(code))).toEqual([])
    expect(refusals).toContain('EVENT_IN_FLIGHT')
    const byHand = await world.dataSource.query(
      'select count(*)::int as n from content_platforms.delivery_attempt where requested_by is not null',
    )
    expect(byHand[0].n).toBeGreaterThan(0)
  })
})
