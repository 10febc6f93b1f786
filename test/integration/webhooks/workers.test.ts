import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { claimDueLanes } from '../../../src/webhooks/claim.js'
import { settleLanes } from '../../../src/webhooks/settle.js'
import { startDatabaseProxy } from '../../support/database-proxy.js'
import { connect } from '../../support/template-database.js'
import { findBrokenPromises, readCommitted } from './invariants.js'
import { QUICK, QUICK_DEADLINE_MS } from './requests.js'
import type { WorkerInput } from './worker.js'
import { buildWorker, endWorkers, startWorker, type WorkerProcess } from './worker-process.js'
import { createWorld, type World } from './world.js'

let world: World
let worker: Awaited<ReturnType<typeof buildWorker>>
beforeAll(async () => {
  ;[world, worker] = await Promise.all([createWorld(), buildWorker()])
})
afterEach(async () => {
  await endWorkers()
  await world.tidy()
})
afterAll(async () => {
  await worker.remove()
  await world.drop()
})

const LEASE_MS = 1_200

const start = (change: Partial<WorkerInput> = {}, clockShiftMs = 0) =>
  startWorker({
    script: worker.script,
    clockShiftMs,
    input: {
      databaseUrl: world.url,
      deadlineMs: QUICK_DEADLINE_MS,
      leaseMs: LEASE_MS,
      delaysMs: [20, 20],
      drainMs: 2_000,
      hangAt: null,
      ...change,
    },
  })

/** A lane with `count` events at a receiver. */
const laneOf = async (count: number) => {
  const receiver = await world.receiver()
  const integrationId = await world.integration(receiver.url)
  const accountId = await world.account(integrationId)
  const events = await world.record({ integrationId, accountIds: Array(count).fill(accountId) })
  return { receiver, integrationId, accountId, laneId: events[0]?.laneId ?? 0, ids: events.map(({ id }) => id) }
}
const untilStates = (laneId: number, states: string[]) =>
  vi.waitFor(async () => expect(await world.states(laneId)).toEqual(states), { timeout: 10_000 })

describe('two dispatchers on one database', () => {
  it('never have two in flight in one lane, deliver each event once and keep order', async () => {
    const receiver = await world.receiver()
    receiver.otherwise({ status: 200, delayMs: 5 })
    const integrationId = await world.integration(receiver.url)
    const accountIds = await world.accounts(integrationId, 40)
    for (let round = 0; round < 3; round += 1)
      await world.record({ integrationId, accountIds: [...accountIds, ...accountIds] })
    const second = await world.connect()
    const sender = world.sender({ deadlineMs: 20_000 })
    const dispatchers = [
      world.dispatcher({ maxInFlight: 7, maxEventsPerLane: 2, sender }),
      world.dispatcher({ maxInFlight: 11, maxEventsPerLane: 2, sender, dataSource: second }),
    ]
    for (const dispatcher of dispatchers) dispatcher.start()
    for (let round = 0; round < 3; round += 1)
      await world.record({ integrationId, accountIds: [...accountIds].reverse() })
    await vi.waitFor(() => expect(receiver.requests.filter(({ endedAt }) => endedAt)).toHaveLength(9 * 40), 15_000)
    await Promise.all(dispatchers.map((dispatcher) => dispatcher.stop({ deadlineMs: 2_000 })))
    const committed = await readCommitted(world.dataSource)
    expect(findBrokenPromises({ committed, requests: receiver.requests })).toEqual([])
  })
})

const later = () => {
  let resolve = () => {}
  const promise = new Promise<void>((resolvePromise) => {
    resolve = resolvePromise
  })
  return { promise, resolve }
}

describe('a lease', () => {
  const claim = (token: string, leaseMs = 500) =>
    claimDueLanes(world.dataSource, {
      token,
      slots: { free: { fresh: 10, retry: 10 }, maxPerIntegration: 10, busy: new Map() },
      maxEventsPerLane: 8,
      leaseMs,
    })
  const resultOf = (event: Awaited<ReturnType<typeof claim>>['lanes'][number]['events'][number]) => ({
    event,
    number: event.attempt,
    requestedBy: null,
    step: { kind: 'done' } as const,
    sent: {
      outcome: { kind: 'accepted', status: 200 } as const,
      startedAtMs: Date.now(),
      durationMs: 1,
      requestSha256: null,
      requestMasked: null,
      responseMasked: null,
    },
  })

  it('is held by one claim only, until it ends', async () => {
    await laneOf(1)
    const [first, second] = await Promise.all([claim(randomUUID(), 300), claim(randomUUID(), 300)])
    expect(first.lanes.length + second.lanes.length).toBe(1)
    expect((await claim(randomUUID())).lanes).toEqual([])
    await vi.waitFor(async () => expect((await claim(randomUUID())).lanes).toHaveLength(1))
  })

  it('a settle with a stale token changes no lane and no event, confirms nothing, but logs its attempt', async () => {
    const { laneId, ids } = await laneOf(2)
    const stale = (await claim(randomUUID(), 1)).lanes[0]
    await vi.waitFor(async () => expect((await claim(randomUUID())).lanes).toHaveLength(1))
    const before = await world.lane(laneId)
    const results = (stale?.events ?? []).map(resultOf)
    const settled = await settleLanes(world.dataSource, {
      lanes: [{ laneId, token: stale?.token ?? '', results, keepLease: false }],
      recordConfirmations: world.recordConfirmations,
    })
    expect(settled).toEqual({ staleLaneIds: [laneId], moreIsDue: false })
    expect(await world.lane(laneId)).toEqual(before)
    expect(await world.states(laneId)).toEqual(['pending', 'pending'])
    expect(world.settled).toEqual([])
    expect(await world.attempts(ids[0] ?? '')).toHaveLength(1)
  })

  it('a claim that sees a lane before its newest events leaves them for the next one', async () => {
    const { laneId, integrationId, accountId } = await laneOf(1)
    const token = randomUUID()
    const [lane] = (await claim(token)).lanes
    await world.record({ integrationId, accountIds: [accountId] })
    const result = lane?.events[0]
    if (!result) throw new Error('nothing claimed')
    const settled = await settleLanes(world.dataSource, {
      lanes: [{ laneId, token, results: [resultOf(result)], keepLease: false }],
      recordConfirmations: world.recordConfirmations,
    })
    expect(settled).toEqual({ staleLaneIds: [], moreIsDue: true })
    expect((await claim(randomUUID())).lanes).toMatchObject([{ id: laneId, events: [{ sequence: 2, attempt: 1 }] }])
  })

  it('settling and recording over the same lanes in any order do not deadlock', async () => {
    const receiver = await world.receiver()
    const integrationId = await world.integration(receiver.url)
    const accountIds = await world.accounts(integrationId, 200)
    await world.record({ integrationId, accountIds })
    const token = randomUUID()
    const { lanes } = await claimDueLanes(world.dataSource, {
      token,
      slots: { free: { fresh: 500, retry: 0 }, maxPerIntegration: 500, busy: new Map() },
      maxEventsPerLane: 1,
      leaseMs: 60_000,
    })
    expect(lanes).toHaveLength(200)
    const { recordConfirmations } = world
    const results = [...lanes]
      .reverse()
      .map(({ id, events }) => ({ laneId: id, token, results: events.map(resultOf), keepLease: true }))
    await Promise.all([
      ...Array.from({ length: 4 }, () => settleLanes(world.dataSource, { lanes: results, recordConfirmations })),
      ...Array.from({ length: 4 }, () => world.record({ integrationId, accountIds: [...accountIds].reverse() })),
    ])
  })

  it('is renewed while a request takes longer than it: the lane stays ours and the event is sent once', async () => {
    const { receiver, laneId } = await laneOf(2)
    const first = later()
    receiver.script(async (_request, response) => {
      await first.promise
      response.end()
    })
    const sender = world.sender({ deadlineMs: 20_000 })
    world.dispatcher({ leaseMs: 1_000, sender }).start()
    await vi.waitFor(() => expect(receiver.requests).toHaveLength(1))
    const claimed = await world.lane(laneId)
    world.dispatcher({ leaseMs: 1_000, sender, dataSource: await world.connect() }).start()
    await vi.waitFor(
      async () => {
        const until = (await world.lane(laneId)).lease_until?.getTime() ?? 0
        expect(until).toBeGreaterThan((claimed.lease_until?.getTime() ?? 0) + 1_000)
      },
      { timeout: 5_000 },
    )
    first.resolve()
    await untilStates(laneId, ['delivered', 'delivered'])
    expect(receiver.requests.map(({ sequence }) => sequence)).toEqual([1, 2])
    expect(world.log.map(({ message }) => message)).not.toContain('delivery.lease_lost')
  })

  it('is renewed without waiting for a lane in which an event is being recorded, and that lane as soon as it can', async () => {
    const lanes = [await laneOf(1), await laneOf(1)]
    const answered = later()
    for (const { receiver } of lanes)
      receiver.otherwise(async (_request, response) => {
        await answered.promise
        response.end()
      })
    world.dispatcher({ leaseMs: 1_000, sender: world.sender({ deadlineMs: 20_000 }) }).start()
    await vi.waitFor(() => expect(lanes.map(({ receiver }) => receiver.requests.length)).toEqual([1, 1]))
    const [locked, other] = lanes
    if (!locked || !other) throw new Error('two lanes expected')
    const before = (await world.lane(other.laneId)).lease_until?.getTime() ?? 0
    const recorded = await world.dataSource.transaction(async (tx) => {
      const own = { integrationId: locked.integrationId, accountIds: [locked.accountId] }
      const events = await world.record({ ...own, tx })
      await vi.waitFor(
        async () => expect((await world.lane(other.laneId)).lease_until?.getTime()).toBeGreaterThan(before + 1_000),
        { timeout: 5_000 },
      )
      return events
    })
    answered.resolve()
    for (const { laneId } of [...recorded, other]) {
      await vi.waitFor(async () => expect(new Set(await world.states(laneId))).toEqual(new Set(['delivered'])), 10_000)
    }
  })

  it('that can not be renewed ends its request before another worker may take the lane', async () => {
    const { receiver, laneId } = await laneOf(1)
    receiver.script('timeout')
    const proxy = await startDatabaseProxy(world.url)
    const beyond = await connect(proxy.url)
    const sender = world.sender({ deadlineMs: 20_000 })
    const dispatcher = world.dispatcher({ leaseMs: 1_000, dataSource: beyond, sender })
    dispatcher.start()
    await vi.waitFor(() => expect(receiver.requests).toHaveLength(1))
    proxy.stall()
    const leaseUntil = (await world.lane(laneId)).lease_until?.getTime() ?? Number.NaN
    await vi.waitFor(() => expect(receiver.requests[0]?.endedAt).toBeDefined(), { timeout: 5_000 })
    const [{ now }] = await world.dataSource.query('select clock_timestamp() as now')
    expect(now.getTime()).toBeLessThan(leaseUntil)
    world.dispatcher().start()
    await untilStates(laneId, ['delivered'])
    proxy.resume()
    await dispatcher.stop({ deadlineMs: 0 })
    await beyond.destroy()
    await proxy.close()
  })
})

describe('kill -9 of a worker', () => {
  it('before send: another worker sends after the lease, in order', async () => {
    const { receiver, laneId, ids } = await laneOf(3)
    const victim = await start({ hangAt: 'prepare' })
    await victim.said('hangs')
    victim.signal('SIGKILL')
    expect(await victim.ended).toBe('SIGKILL')
    const leaseUntil = (await world.lane(laneId)).lease_until?.getTime() ?? Number.NaN
    world.dispatcher().start()
    await untilStates(laneId, ['delivered', 'delivered', 'delivered'])
    expect(receiver.requests.map(({ id }) => id)).toEqual(ids)
    const [first] = await world.attempts(ids[0] ?? '')
    expect(first?.started_at.getTime()).toBeGreaterThanOrEqual(leaseUntil)
  })

  it('BR-93: after send before settle: sent again with the same id after the lease, order kept', async () => {
    const { receiver, laneId, ids } = await laneOf(3)
    const victim = await start({ hangAt: 'settle' })
    await victim.said('hangs')
    await vi.waitFor(() => expect(receiver.requests.filter(({ endedAt }) => endedAt)).toHaveLength(3))
    victim.signal('SIGKILL')
    await victim.ended
    world.dispatcher().start()
    await untilStates(laneId, ['delivered', 'delivered', 'delivered'])
    const [first, second, third] = ids
    expect(receiver.requests.map(({ id }) => id)).toEqual([first, second, third, first, second, third])
    expect(receiver.requests.every(({ signatureOk }) => signatureOk)).toBe(true)
  })
})

describe('SIGSTOP longer than the lease, then SIGCONT', () => {
  it('the stale settle is ignored', async () => {
    const { receiver, laneId, ids } = await laneOf(1)
    const starting: { sleeper?: WorkerProcess } = {}
    receiver.script(async (_request, response) => {
      await vi.waitFor(() => starting.sleeper?.signal('SIGSTOP') ?? expect(starting.sleeper).toBeDefined())
      response.end()
    }, 500)
    const sleeper = await start({ delaysMs: [3_600_000] })
    starting.sleeper = sleeper
    await vi.waitFor(() => expect(receiver.requests).toHaveLength(1))
    world.dispatcher({ retryPolicy: { ...QUICK.retryPolicy, delaysMs: [3_600_000] } }).start()
    await vi.waitFor(async () => expect(await world.attempts(ids[0] ?? '')).toHaveLength(1), 5_000)
    const before = await world.lane(laneId)
    expect(before).toMatchObject({ attempts: 1, head_sequence: 1 })
    sleeper.signal('SIGCONT')
    await vi.waitFor(async () => expect(await world.attempts(ids[0] ?? '')).toHaveLength(2), 5_000)
    expect(await world.lane(laneId)).toEqual(before)
    expect(await world.states(laneId)).toEqual(['pending'])
  })
})

describe('SIGTERM', () => {
  it('stops claiming, lets the request under way end, settles it and gives the lane back', async () => {
    const { receiver, laneId } = await laneOf(3)
    const { laneId: later } = await laneOf(0).then(async ({ integrationId, accountId }) => {
      await world.dataSource.query('update content_platforms.integration set active = false where id = $1', [
        integrationId,
      ])
      const [event] = await world.record({ integrationId, accountIds: [accountId] })
      return { laneId: event?.laneId ?? 0 }
    })
    receiver.otherwise({ status: 200, delayMs: 300 })
    const leaver = await start()
    await vi.waitFor(() => expect(receiver.requests).toHaveLength(1))
    leaver.signal('SIGTERM')
    await world.dataSource.query('update content_platforms.integration set active = true')
    await leaver.said('drained')
    expect(await leaver.ended).toBe(0)
    expect(receiver.requests).toHaveLength(1)
    expect(await world.states(laneId)).toEqual(['delivered', 'pending', 'pending'])
    const [due] = await world.dataSource.query(
      'select lease_token, head_sequence, ready_at <= clock_timestamp() as due from content_platforms.delivery_lane where id = $1',
      [laneId],
    )
    expect(due).toEqual({ lease_token: null, head_sequence: 2, due: true })
    expect(await world.states(later)).toEqual(['pending'])
  })

  it('breaks off what runs longer than the drain may last; the event is due at once for the next worker', async () => {
    const { receiver, laneId, ids } = await laneOf(1)
    receiver.script('timeout')
    const leaver = await start({ deadlineMs: 5_000, leaseMs: 10_000, drainMs: 100 })
    await vi.waitFor(() => expect(receiver.requests).toHaveLength(1))
    leaver.signal('SIGTERM')
    expect(await leaver.ended).toBe(0)
    expect(await world.attempts(ids[0] ?? '')).toMatchObject([{ outcome: 'unreachable', error_class: 'interrupted' }])
    world.dispatcher().start()
    await untilStates(laneId, ['delivered'])
  })
})

describe('a node clock that is off', () => {
  it.each([3_600_000, -3_600_000])('by %d ms: schedule and signature unaffected', async (clockShiftMs) => {
    const { receiver, laneId, ids } = await laneOf(2)
    receiver.script(500, { status: 429, headers: { 'retry-after': '1' } })
    await start({ delaysMs: [300, 300] }, clockShiftMs)
    await untilStates(laneId, ['delivered', 'delivered'])
    expect(receiver.requests.map(({ id }) => id)).toEqual([ids[0], ids[0], ids[0], ids[1]])
    expect(receiver.requests.map(({ signatureOk }) => signatureOk)).toEqual([true, true, true, true])
    const [first, second, third] = receiver.requests.map(({ startedAt }) => startedAt) as [number, number, number]
    expect(second - first).toBeGreaterThanOrEqual(290)
    expect(second - first).toBeLessThan(1_000)
    expect(third - second).toBeGreaterThanOrEqual(990)
    expect(third - second).toBeLessThan(2_000)
    const [attempt] = await world.attempts(ids[0] ?? '')
    expect(Math.abs((attempt?.started_at.getTime() ?? 0) - Date.now())).toBeLessThan(60_000)
  })
})
