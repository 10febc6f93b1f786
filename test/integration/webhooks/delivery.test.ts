import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { prepareFrom, QUICK } from './requests.js'
import { createWorld, INFORMATIVE, type World } from './world.js'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterEach(() => world.tidy())
afterAll(() => world.drop())

const setUp = async (accounts = 1) => {
  const receiver = await world.receiver()
  const integrationId = await world.integration(receiver.url)
  const accountIds = await world.accounts(integrationId, accounts)
  const record = (...indexes: number[]) =>
    world.record({ integrationId, accountIds: indexes.map((index) => accountIds[index] ?? 0) })
  /** Records one event per index and returns the first. */
  const recordOne = async (index = 0) => {
    const [event] = await record(index)
    if (!event) throw new Error('nothing recorded')
    return event
  }
  return { receiver, integrationId, accountIds, record, recordOne }
}

const untilStates = (laneId: number, states: string[]) =>
  vi.waitFor(async () => expect(await world.states(laneId)).toEqual(states), { timeout: 10_000 })

describe('the way of an event', () => {
  it('BR-80: reaches the platform signed, and leaves event, lane and attempt settled', async () => {
    const { receiver, accountIds, recordOne } = await setUp()
    const event = await recordOne()
    world.dispatcher().start()
    await untilStates(event.laneId, ['delivered'])
    expect(receiver.requests).toMatchObject([{ id: event.id, account: accountIds[0], sequence: 1, signatureOk: true }])
    expect(await world.lane(event.laneId)).toMatchObject({ head_sequence: 2, attempts: 0, lease_token: null })
    const [attempt] = await world.attempts(event.id)
    expect(attempt).toMatchObject({
      number: 1,
      outcome: 'accepted',
      status: 200,
      error_class: null,
      requested_by: null,
    })
    expect(attempt?.request_sha256).toMatch(/^[0-9a-f]{64}$/)
    expect(world.settled).toMatchObject([{ id: event.id, result: { kind: 'delivered' } }])
  })

  it('crash between commit and wake-up: delivered by the poll within 1 s', async () => {
    const { recordOne } = await setUp()
    world.dispatcher({ pollMs: 500 }).start()
    const started = performance.now()
    const event = await recordOne() // and nobody calls wake()
    await untilStates(event.laneId, ['delivered'])
    expect(performance.now() - started).toBeLessThan(1_000)
  })

  it('a hint after the commit is quicker than the poll', async () => {
    const { recordOne } = await setUp()
    const dispatcher = world.dispatcher({ pollMs: 60_000 })
    dispatcher.start()
    const first = await recordOne()
    dispatcher.wake()
    await untilStates(first.laneId, ['delivered'])
    const second = await recordOne()
    dispatcher.wake()
    await untilStates(second.laneId, ['delivered', 'delivered'])
  })

  it('an event recorded while its lane is in flight follows without waiting for the poll', async () => {
    const { receiver, recordOne } = await setUp()
    receiver.script({ status: 200, delayMs: 200 })
    const dispatcher = world.dispatcher({ pollMs: 60_000 })
    const { laneId } = await recordOne()
    dispatcher.start()
    await vi.waitFor(() => expect(receiver.requests).toHaveLength(1))
    await recordOne()
    dispatcher.wake() // finds the lane leased
    await untilStates(laneId, ['delivered', 'delivered'])
  })

  it('writes one line per attempt, without payload, address or answer', async () => {
    const { receiver, recordOne } = await setUp()
    receiver.script({ status: 500, body: 'maria@example.com' })
    const event = await recordOne()
    world.dispatcher().start()
    await untilStates(event.laneId, ['delivered'])
    const lines = world.log.filter(({ message }) => message === 'delivery.attempted')
    expect(lines).toMatchObject([
      { level: 'warn', fields: { eventId: event.id, attempt: 1, outcome: 'refused', status: 500, next: 'retry' } },
      { level: 'info', fields: { eventId: event.id, attempt: 2, outcome: 'accepted', status: 200, next: 'done' } },
    ])
    expect(JSON.stringify(lines)).not.toMatch(/maria|127\.0\.0\.1|"data"/)
  })

  it('BR-07: an integration that is not active gets nothing, and everything in order once it is', async () => {
    const { receiver, integrationId, record } = await setUp()
    const other = await setUp()
    const setActive = (active: boolean) =>
      world.dataSource.query('update content_platforms.integration set active = $2 where id = $1', [
        integrationId,
        active,
      ])
    await setActive(false)
    const [held] = await record(0, 0, 0)
    world.dispatcher().start()
    await untilStates((await other.recordOne()).laneId, ['delivered'])
    expect(await world.lane(held?.laneId ?? 0)).toMatchObject({ head_sequence: 1, attempts: 0, lease_token: null })
    expect(receiver.requests).toEqual([])
    await setActive(true)
    await untilStates(held?.laneId ?? 0, ['delivered', 'delivered', 'delivered'])
    expect(receiver.requests.map(({ sequence }) => sequence)).toEqual([1, 2, 3])
  })
})

describe('the order of a lane', () => {
  it('3 events of one lane in one transaction and 2 transactions at once: order kept, one in flight', async () => {
    const { receiver, record } = await setUp()
    receiver.otherwise({ status: 200, delayMs: 20 })
    world.dispatcher().start()
    const [first] = await record(0, 0, 0)
    await Promise.all([record(0, 0), record(0, 0)])
    await untilStates(first?.laneId ?? 0, Array(7).fill('delivered'))
    expect(receiver.requests.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5, 6, 7])
    for (const [index, request] of receiver.requests.slice(1).entries())
      expect(request.startedAt).toBeGreaterThanOrEqual(receiver.requests[index]?.endedAt ?? Number.NaN)
  })

  it('BR-86: event n+1 does not start before n succeeded, while other lanes go on', async () => {
    const { receiver, record, recordOne } = await setUp(2)
    receiver.script(500, 500, 500)
    const [first] = await record(0, 0)
    world.dispatcher({ retryPolicy: { ...QUICK.retryPolicy, delaysMs: [100, 100, 100] } }).start()
    await vi.waitFor(() => expect(receiver.requests).toHaveLength(1))
    const other = await recordOne(1)
    await untilStates(first?.laneId ?? 0, ['delivered', 'delivered'])
    await untilStates(other.laneId, ['delivered'])
    const own = receiver.requests.filter(({ account }) => account === receiver.requests[0]?.account)
    const sequences = own.map(({ sequence }) => sequence)
    expect(sequences).toEqual([...sequences].sort())
    expect(sequences.at(-1)).toBe(2)
    expect(sequences.indexOf(2)).toBeGreaterThan(2)
  })

  it('an id learned from an answer is stored before the next body of the lane is rendered', async () => {
    const { receiver, record } = await setUp()
    const order: string[] = []
    const judged = prepareFrom(world.dataSource, {
      judge: () => ({ kind: 'accepted', externalId: 'u-1', login: 'ana' }),
    })
    const [first] = await record(0, 0)
    world
      .dispatcher({
        prepare: (events) => {
          order.push(`prepare from ${events[0]?.sequence}`)
          return judged(events)
        },
        recordConfirmations: async (_tx, events) => {
          for (const event of events) order.push(`confirm ${event.sequence}`)
        },
      })
      .start()
    await untilStates(first?.laneId ?? 0, ['delivered', 'delivered'])
    expect(order).toEqual(['prepare from 1', 'confirm 1', 'prepare from 2', 'confirm 2'])
    expect(receiver.requests).toHaveLength(2)
  })

  it('a url changed while an event is in flight: the next attempt uses the new one', async () => {
    const { receiver, integrationId, recordOne } = await setUp()
    const next = await world.receiver()
    receiver.otherwise(500)
    const event = await recordOne()
    receiver.script(async (_request, response) => {
      await world.dataSource.query('update content_platforms.integration set url = $2 where id = $1', [
        integrationId,
        next.url,
      ])
      response.writeHead(500).end()
    })
    world.dispatcher().start()
    await untilStates(event.laneId, ['delivered'])
    expect(receiver.requests).toHaveLength(1)
    expect(next.requests).toMatchObject([{ id: event.id }])
  })
})

describe('the end of the schedule', () => {
  it('BR-95: a stateful event parks its lane, which holds the successors while other lanes go on', async () => {
    const { receiver, integrationId, record, recordOne } = await setUp(2)
    receiver.script(500, 500, 500, 500)
    const [first] = await record(0, 0)
    world.dispatcher().start()
    await vi.waitFor(async () => expect((await world.lane(first?.laneId ?? 0)).parked_at).not.toBeNull())
    const parked = await world.lane(first?.laneId ?? 0)
    expect(parked).toMatchObject({ parked_reason: 'exhausted', head_sequence: 1, attempts: 4, lease_token: null })
    expect((await world.attempts(first?.id ?? '')).map(({ number }) => number)).toEqual([1, 2, 3, 4])
    expect(world.settled.at(-1)).toMatchObject({ id: first?.id, result: { kind: 'parked', error: 'HTTP 500' } })

    const other = await recordOne(1)
    await untilStates(other.laneId, ['delivered'])
    await world.record({ integrationId, accountIds: [0].map(() => receiver.requests[0]?.account ?? 0) })
    expect(await world.states(first?.laneId ?? 0)).toEqual(['pending', 'pending', 'pending'])
    expect(await world.lane(first?.laneId ?? 0)).toEqual({ ...parked, last_sequence: 3 })
  })

  it('an informative event is marked failed and the lane goes on: a resume after it is delivered', async () => {
    const { receiver, integrationId, accountIds, recordOne } = await setUp()
    receiver.script(404, 404, 404)
    const [informative] = await world.record({ integrationId, accountIds, type: INFORMATIVE })
    await recordOne()
    world.dispatcher().start()
    await untilStates(informative?.laneId ?? 0, ['failed', 'delivered'])
    expect(receiver.requests.map(({ sequence }) => sequence)).toEqual([1, 1, 1, 2])
    expect(await world.lane(informative?.laneId ?? 0)).toMatchObject({ parked_at: null, head_sequence: 3 })
  })
})

describe('what a claim leaves alone', () => {
  it('lanes that are parked, wait, or belong to a paused integration keep their rows untouched', async () => {
    const { record } = await setUp(3)
    const paused = await setUp()
    await world.dataSource.query('update content_platforms.integration set active = false where id = $1', [
      paused.integrationId,
    ])
    const [parked, waiting, due] = await record(0, 1, 2)
    await paused.recordOne()
    await world.dataSource.query(
      `update content_platforms.delivery_lane set parked_at = now(), parked_reason = 'exhausted' where id = $1`,
      [parked?.laneId],
    )
    await world.dataSource.query(
      `update content_platforms.delivery_lane set ready_at = now() + interval '1 hour' where id = $1`,
      [waiting?.laneId],
    )
    // ctid and xmax tell a row that was written or locked from one that was only read
    const rows = () =>
      world.dataSource.query(
        'select *, ctid::text, xmax::text from content_platforms.delivery_lane where id <> $1 order by id',
        [due?.laneId],
      )
    const before = await rows()
    expect(before).toHaveLength(3)
    world.dispatcher().start()
    await untilStates(due?.laneId ?? 0, ['delivered'])
    expect(await rows()).toEqual(before)
  })
})

describe('slots', () => {
  it('an integration never has more lanes in flight than its cap, and the others go on', async () => {
    const slow = await setUp(12)
    const quick = await setUp()
    slow.receiver.otherwise({ status: 200, delayMs: 60 })
    const lanes = await slow.record(...slow.accountIds.keys())
    world.dispatcher({ maxInFlightPerIntegration: 3, pollMs: 60_000 }).start()
    const event = await quick.recordOne()
    await vi.waitFor(() => expect(slow.receiver.requests.length).toBeGreaterThan(3))
    await untilStates(event.laneId, ['delivered'])
    await vi.waitFor(() => expect(slow.receiver.requests.filter(({ endedAt }) => endedAt)).toHaveLength(lanes.length))
    const { requests } = slow.receiver
    for (const { startedAt } of requests) {
      const concurrent = requests.filter((it) => it.startedAt <= startedAt && (it.endedAt ?? 0) > startedAt)
      expect(concurrent.length).toBeLessThanOrEqual(3)
    }
  })

  it('slots that are freed while a claim is under way are refilled too, without waiting for the poll', async () => {
    const { receiver, record, accountIds } = await setUp(300)
    await record(...accountIds.keys())
    world.dispatcher({ maxInFlightPerIntegration: 20, pollMs: 60_000 }).start()
    await vi.waitFor(() => expect(receiver.requests).toHaveLength(300), { timeout: 5_000 })
  })

  it('lanes longer than what is claimed of them at once go on while all slots are taken, without waiting for the poll', async () => {
    const { receiver, record, accountIds } = await setUp(2)
    for (const _ of Array(40).keys()) await record(...accountIds.keys())
    world.dispatcher({ maxInFlightPerIntegration: 1, pollMs: 60_000 }).start()
    await vi.waitFor(() => expect(receiver.requests).toHaveLength(80), { timeout: 10_000 })
  })

  it('a lane with more due is claimed again at once while another one keeps its slot', async () => {
    const { receiver, record, accountIds } = await setUp(2)
    receiver.script({ status: 200, delayMs: 3_000 })
    const dispatcher = world.dispatcher({ maxInFlightPerIntegration: 3, pollMs: 60_000 })
    await record(0)
    dispatcher.start()
    await vi.waitFor(() => expect(receiver.requests).toHaveLength(1))
    for (const _ of Array(40).keys()) await record(1)
    dispatcher.wake()
    await vi.waitFor(() => expect(receiver.requests).toHaveLength(41), { timeout: 2_500 })
    expect(receiver.requests[0]?.account).toBe(accountIds[0])
    expect(receiver.requests[0]?.endedAt).toBeUndefined()
  })

  it('a slow platform is given all the lanes it may have before its first answer', async () => {
    const { receiver, record, accountIds } = await setUp(200)
    receiver.otherwise({ status: 200, delayMs: 3_000 })
    await record(...accountIds.keys())
    world.dispatcher({ pollMs: 60_000 }).start()
    await vi.waitFor(() => expect(receiver.requests).toHaveLength(200), { timeout: 2_500 })
    expect(receiver.requests.filter(({ endedAt }) => endedAt)).toEqual([])
  })

  it('one slow answer does not hold the rest: free slots are refilled as they appear', async () => {
    const { receiver, record, accountIds } = await setUp(9)
    receiver.script({ status: 200, delayMs: 400 })
    const events = await record(...accountIds.keys())
    const dispatcher = world.dispatcher({ maxInFlight: 2, pollMs: 60_000 })
    dispatcher.start()
    await vi.waitFor(() => expect(receiver.requests).toHaveLength(events.length))
    expect(receiver.requests.filter(({ endedAt }) => endedAt === undefined).length).toBeGreaterThanOrEqual(1)
    expect(receiver.requests[0]?.endedAt).toBeUndefined()
  })
})

describe('fairness', () => {
  it('an integration with many due lanes does not keep another from the few slots there are', async () => {
    const [one, two] = [await setUp(60), await setUp(60)]
    const single = await setUp()
    await one.record(...one.accountIds.keys())
    await two.record(...two.accountIds.keys())
    const event = await single.recordOne()
    world.dispatcher({ maxInFlight: 1 }).start()
    await untilStates(event.laneId, ['delivered'])
    expect(one.receiver.requests.length).toBeLessThan(60)
    expect(two.receiver.requests.length).toBeLessThan(60)
  })
})

describe('a lane whose head can not be seen yet', () => {
  it('is given back, and delivered once it can, without waiting for the lease to end', async () => {
    const { recordOne } = await setUp()
    const event = await recordOne()
    const [row] = await world.dataSource
      .query('delete from content_platforms.webhook_event where id = $1 returning id, type, integration_id, data', [
        event.id,
      ])
      .then(([rows]) => rows)
    const { ready_at: readyAt } = await world.lane(event.laneId)
    world.dispatcher({ leaseMs: 60_000 }).start()
    await vi.waitFor(async () => expect((await world.lane(event.laneId)).ready_at).not.toEqual(readyAt)) // claimed
    await world.dataSource.query(
      `insert into content_platforms.webhook_event (id, type, integration_id, lane_id, sequence, occurred_at, data)
       values ($1, $2, $3, $4, 1, now(), $5)`,
      [row.id, row.type, row.integration_id, event.laneId, JSON.stringify(row.data)],
    )
    await untilStates(event.laneId, ['delivered'])
  })
})

describe('a part of the host that fails', () => {
  it('a body that can not be rendered is an attempt that people see, and other lanes go on', async () => {
    const { record } = await setUp(2)
    const [bad, good] = await record(0, 1)
    const prepare = prepareFrom(world.dataSource)
    world
      .dispatcher({
        prepare: async (events) => {
          if (events.some(({ id }) => id === bad?.id)) throw new Error('template is broken')
          return prepare(events)
        },
      })
      .start()
    await untilStates(good?.laneId ?? 0, ['delivered'])
    await vi.waitFor(async () => expect((await world.lane(bad?.laneId ?? 0)).parked_at).not.toBeNull())
    expect((await world.attempts(bad?.id ?? ''))[0]).toMatchObject({
      outcome: 'unsendable',
      error_class: 'preparation_failed',
      request_sha256: null,
    })
  })

  it('one confirmation that can not be written does not hold the results of other lanes', async () => {
    const { record } = await setUp(5)
    const events = await record(0, 1, 2, 3, 4)
    const bad = events[2]
    world
      .dispatcher({
        settlePatienceMs: 500,
        recordConfirmations: async (_tx, settled) => {
          if (settled.some(({ id }) => id === bad?.id)) throw new Error('no such subscription')
        },
      })
      .start()
    for (const event of events.filter(({ id }) => id !== bad?.id)) await untilStates(event.laneId, ['delivered'])
    expect(await world.states(bad?.laneId ?? 0)).toEqual(['pending'])
    await vi.waitFor(() => expect(world.log.map(({ message }) => message)).toContain('delivery.settle_lost'), 5_000)
  })

  it('BR-92: event and confirmation are settled together or not at all', async () => {
    const { recordOne } = await setUp()
    const event = await recordOne()
    let failures = 2
    world
      .dispatcher({
        recordConfirmations: async (tx) => {
          await tx.query(`update content_platforms.platform_account set login = coalesce(login, '') || 'x'`)
          if (failures-- > 0) throw new Error('once more')
        },
      })
      .start()
    await untilStates(event.laneId, ['delivered'])
    const [account] = await world.dataSource.query('select login from content_platforms.platform_account')
    expect(account.login).toBe('x')
    expect(await world.attempts(event.id)).toHaveLength(1)
  })
})
