import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { PLATFORM_FAULTS, type PlatformFault } from '../../support/platform-faults.js'
import type { ReceivedRequest, Receiver, ReceiverStep } from '../../support/receiver.js'
import { explainByUnseenAnswer, findBrokenPromises, readCommitted } from './invariants.js'
import { QUICK } from './requests.js'
import { createWorld, type World } from './world.js'

const LANES = 3
const EVENTS = 4
/** The first event of a lane, and one with others before and behind it. */
const FAULTY = new Set([1, 3])
const TIMEOUT = 'unreachable timeout'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterEach(() => world.tidy())
afterAll(() => world.drop())

/** Lanes of one platform with all their events recorded. */
const addPlatform = async (receiver: Receiver) => {
  const integrationId = await world.integration(receiver.url)
  const accountIds = await world.accounts(integrationId, LANES)
  for (let event = 0; event < EVENTS; event += 1) await world.record({ integrationId, accountIds })
  return integrationId
}

const misbehave = (receiver: Receiver, { step, times = 1 }: PlatformFault): void => {
  const met = new Map<string, number>()
  const next = ({ id, sequence }: ReceivedRequest): ReceiverStep => {
    const count = met.get(id) ?? 0
    met.set(id, count + 1)
    return FAULTY.has(sequence ?? 0) && count < times ? step : 200
  }
  receiver.otherwise((request, response) => receiver.act(next(request), { request, response }))
}

const failures = async (): Promise<string[]> => {
  const rows: { failure: string }[] = await world.dataSource.query(
    `select concat_ws(' ', outcome, coalesce(status::text, error_class)) as failure
     from content_platforms.delivery_attempt where outcome <> 'accepted'`,
  )
  return rows.map(({ failure }) => failure)
}

/** The shortest time, in ms, between two requests of one event. */
const shortestWait = (requests: readonly ReceivedRequest[]): number => {
  const lastAt = new Map<string, number>()
  let shortest = Number.POSITIVE_INFINITY
  for (const { id, startedAt } of requests) {
    shortest = Math.min(shortest, startedAt - (lastAt.get(id) ?? Number.NEGATIVE_INFINITY))
    lastAt.set(id, startedAt)
  }
  return shortest
}

const brokenPromises = async (...receivers: Receiver[]) =>
  findBrokenPromises({
    committed: await readCommitted(world.dataSource),
    requests: receivers.flatMap(({ requests }) => requests),
    mayRepeat: await explainByUnseenAnswer(world.dataSource),
  })

const untilDelivered = () =>
  vi.waitFor(
    async () => {
      const committed = await readCommitted(world.dataSource)
      expect(committed.filter(({ state }) => state !== 'delivered')).toEqual([])
    },
    { timeout: 30_000 },
  )

describe('a platform that misbehaves and recovers', () => {
  it.each(Object.entries(PLATFORM_FAULTS))(
    '%s: all arrives once, in order, and a platform beside it notices nothing',
    async (_name, fault) => {
      const [sick, sound] = [await world.receiver(), await world.receiver()]
      misbehave(sick, fault)
      await addPlatform(sick)
      await addPlatform(sound)
      const retryPolicy = { ...QUICK.retryPolicy, delaysMs: Array(10).fill(30), retryAfterCapMs: 3_000 }
      if (fault.minWaitMs === 300) retryPolicy.retryAfterCapMs = 300
      world.dispatcher({ retryPolicy, sender: world.sender({ deadlineMs: 800 }) }).start()
      await untilDelivered()

      expect(await readCommitted(world.dataSource)).toHaveLength(2 * LANES * EVENTS)
      expect(await brokenPromises(sick, sound)).toEqual([])

      // A busy machine may add a time-out of its own to what the platform did.
      const met = (await failures()).filter((failure) => fault.failure === TIMEOUT || failure !== TIMEOUT)
      const attempts = fault.failure?.endsWith('connection') && fault.times === 2 ? 1 : (fault.times ?? 1)
      expect(met.length).toBeGreaterThanOrEqual(fault.failure ? LANES * FAULTY.size * attempts : 0)
      for (const failure of met) expect(failure).toContain(fault.failure)
      if (fault.minWaitMs) expect(shortestWait(sick.requests)).toBeGreaterThanOrEqual(fault.minWaitMs - 50)
    },
  )

  it('301 to 127.0.0.1: is not followed, and delivered once the platform answers itself', async () => {
    const [sick, target] = [await world.receiver(), await world.receiver()]
    misbehave(sick, { step: { status: 301, headers: { location: target.url } } })
    await addPlatform(sick)
    world.dispatcher({ sender: world.sender({ deadlineMs: 5_000 }) }).start()
    await untilDelivered()
    expect(await brokenPromises(sick)).toEqual([])
    const redirected = (await failures()).filter((failure) => failure !== TIMEOUT)
    expect(redirected).toEqual(Array(LANES * FAULTY.size).fill('refused 301'))
    expect(target.requests).toEqual([])
  })

  it('410: nothing more is sent, and all that was kept goes out in order once somebody activates the platform again', async () => {
    const [sick, sound] = [await world.receiver(), await world.receiver()]
    sick.script(410, 410, 410)
    const integrationId = await addPlatform(sick)
    await addPlatform(sound)
    world.dispatcher({ sender: world.sender({ deadlineMs: 5_000 }) }).start()
    const active = async () =>
      (
        await world.dataSource.query('select active from content_platforms.integration where id = $1', [integrationId])
      )[0]
    await vi.waitFor(async () => expect(await active()).toEqual({ active: false }))
    await vi.waitFor(() => expect(sound.requests).toHaveLength(LANES * EVENTS), { timeout: 10_000 })
    const sent = sick.requests.length
    expect(sent).toBeLessThanOrEqual(LANES)
    await world.dataSource.query('update content_platforms.integration set active = true where id = $1', [
      integrationId,
    ])
    await untilDelivered()
    expect(await brokenPromises(sick, sound)).toEqual([])
    expect(await failures()).toContain('refused 410')
  })
})

describe('memory', () => {
  it('is flat before endless answers and bombs: of each no more is taken than is kept', async () => {
    const receiver = await world.receiver()
    const bomb = PLATFORM_FAULTS['gzip bomb']?.step ?? 500
    let written = 0
    receiver.otherwise((request, response) => {
      const { socket } = response
      const before = socket?.bytesWritten ?? 0
      response.on('close', () => {
        written = Math.max(written, (socket?.bytesWritten ?? 0) - before)
      })
      return receiver.act((request.account ?? 0) % 2 ? bomb : 'endless', { request, response })
    })
    const integrationId = await world.integration(receiver.url)
    await world.record({ integrationId, accountIds: await world.accounts(integrationId, 300) })
    const held = () => process.memoryUsage().arrayBuffers
    const before = held()
    let most = 0
    const watch = setInterval(() => {
      most = Math.max(most, held() - before)
    }, 5)
    const breaker = { windowMs: 60_000, minFailures: 100_000, failureShare: 1, probeAfterMs: 1, maxProbeAfterMs: 1 }
    const once = { ...QUICK.retryPolicy, delaysMs: [3_600_000] }
    world
      .dispatcher({
        retryPolicy: once,
        breaker,
        maxInFlightPerIntegration: 20,
        sender: world.sender({ deadlineMs: 5_000 }),
      })
      .start()
    await vi.waitFor(async () => expect(await failures()).toHaveLength(300), { timeout: 20_000 })
    clearInterval(watch)
    expect(written).toBeLessThan(4 * 1024 * 1024) // what fits into the sockets' own buffers, not what it would send
    expect(most).toBeLessThan(64 * 1024 * 1024) // one bomb alone is 32 MiB, and there were 150 of them
  })
})
