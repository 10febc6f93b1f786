import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { createWorld, type World } from './world.js'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterEach(() => world.tidy())
afterAll(() => world.drop())

const POLICY = { windowMs: 60_000, minFailures: 5, failureShare: 0.5, probeAfterMs: 300, maxProbeAfterMs: 2_000 }
// A retry comes so late that only a probe can be what arrives.
const PATIENT = {
  delaysMs: [600_000, 600_000, 600_000],
  jitter: 0,
  retryAfterCapMs: 86_400_000,
  giveUpOnClientError: false,
  informativeAttempts: 3,
}

interface Gate {
  breaker: string
  openings: number
  cause: string | null
  opened_at: Date | null
  probe_at: Date | null
  ramp_from: Date | null
}

const gateOf = async (integrationId: number): Promise<Gate | undefined> => {
  const [gate] = await world.dataSource.query(
    'select * from content_platforms.delivery_gate where integration_id = $1',
    [integrationId],
  )
  return gate
}

const setUp = async (accounts: number) => {
  const receiver = await world.receiver()
  const integrationId = await world.integration(receiver.url)
  const accountIds = await world.accounts(integrationId, accounts)
  const record = () => world.record({ integrationId, accountIds })
  const start = (options: Parameters<World['dispatcher']>[0] = {}) => {
    const sender = world.sender({ deadlineMs: 20_000 })
    const dispatcher = world.dispatcher({ breaker: POLICY, retryPolicy: PATIENT, maxInFlight: 4, sender, ...options })
    dispatcher.start()
    return dispatcher
  }
  return { receiver, integrationId, record, start }
}

const untilBreaker = (integrationId: number, breaker: string) =>
  vi.waitFor(async () => expect((await gateOf(integrationId))?.breaker).toBe(breaker), { timeout: 10_000 })

const attemptsSpent = async (): Promise<number> => {
  const [{ attempts }] = await world.dataSource.query(
    'select sum(attempts)::int as attempts from content_platforms.delivery_lane',
  )
  return attempts
}

const untilNoneLeased = () =>
  vi.waitFor(async () => {
    const leased = 'select id from content_platforms.delivery_lane where lease_token is not null'
    expect(await world.dataSource.query(leased)).toEqual([])
  }, 10_000)

const untilAllDelivered = () =>
  vi.waitFor(
    async () =>
      expect(
        await world.dataSource.query(`select id from content_platforms.webhook_event where state <> 'delivered'`),
      ).toEqual([]),
    { timeout: 20_000 },
  )

describe('a platform that fails as a whole', () => {
  it('opens its breaker: what was not sent stays unsent, and no attempt is spent on it', async () => {
    const { receiver, integrationId, record, start } = await setUp(60)
    receiver.otherwise({ status: 503, delayMs: 20 })
    await record()
    start({ breaker: { ...POLICY, probeAfterMs: 60_000 } })
    await untilBreaker(integrationId, 'open')
    expect(await gateOf(integrationId)).toMatchObject({ openings: 1, cause: 'http_503', ramp_from: null })
    await untilNoneLeased()
    const spent = await attemptsSpent()
    expect(spent).toBe(receiver.requests.length)
    expect(spent).toBeLessThan(60)
    expect(world.log.map(({ message }) => message)).toContain('delivery.breaker_opened')
  })

  it('gets nothing more of what a worker had claimed and not yet begun', async () => {
    const { receiver, integrationId, record, start } = await setUp(11)
    await world.dataSource.query('update content_platforms.integration set rate_limit_per_minute = 600')
    receiver.otherwise(500)
    await record()
    start({ maxInFlight: 20, breaker: { ...POLICY, minFailures: 2, probeAfterMs: 60_000 } })
    await untilBreaker(integrationId, 'open')
    await untilNoneLeased()
    expect(receiver.requests.length).toBeLessThan(8)
    expect(await attemptsSpent()).toBe(receiver.requests.length)
  })

  it('is probed by one event at a time, later after each failure, and all goes out once it is back', async () => {
    const { receiver, integrationId, record, start } = await setUp(60)
    receiver.otherwise({ status: 500, delayMs: 20 })
    await record()
    start()
    await untilBreaker(integrationId, 'open')
    const before = receiver.requests.length
    await vi.waitFor(async () => expect((await gateOf(integrationId))?.openings).toBe(3), { timeout: 10_000 })
    expect(receiver.requests.length - before).toBeLessThanOrEqual(3 + 4) // those in flight when it opened
    receiver.otherwise(200)
    // Heads that failed wait for their own retry; they are made due, as time would.
    await vi.waitFor(async () => expect((await gateOf(integrationId))?.breaker).toBe('closed'), { timeout: 10_000 })
    expect(await gateOf(integrationId)).toMatchObject({ opened_at: null, probe_at: null, cause: null })
    await world.dataSource.query(
      'update content_platforms.delivery_lane set ready_at = now() where lease_token is null and attempts > 0',
    )
    await untilAllDelivered()
    expect(world.log.map(({ message }) => message)).toContain('delivery.breaker_closed')
  })

  it('is not claimed by a second worker either, and one probe is enough for both', async () => {
    const { receiver, integrationId, record, start } = await setUp(80)
    receiver.otherwise({ status: 502, delayMs: 20 })
    await record()
    const breaker = { ...POLICY, probeAfterMs: 60_000 }
    start({ breaker })
    start({ breaker, dataSource: await world.connect() })
    await untilBreaker(integrationId, 'open')
    await untilNoneLeased()
    const before = receiver.requests.length
    receiver.otherwise('timeout')
    await world.dataSource.query('update content_platforms.delivery_gate set probe_at = now()')
    await untilBreaker(integrationId, 'half_open')
    const other = await setUp(3)
    await other.record()
    await vi.waitFor(() => expect(other.receiver.requests).toHaveLength(3), 10_000)
    expect(receiver.requests.length - before).toBe(1)
  })

  it('is probed again after the worker that probed it died', async () => {
    const { receiver, integrationId, record, start } = await setUp(1)
    await record()
    await world.dataSource.query(
      `insert into content_platforms.delivery_gate (integration_id, breaker, opened_at, openings, probe_at)
       values ($1, 'half_open', now(), 1, now() + interval '300 milliseconds')`,
      [integrationId],
    )
    start()
    await untilAllDelivered()
    expect(receiver.requests).toHaveLength(1)
    await untilBreaker(integrationId, 'closed')
  })

  it('that asked by Retry-After to wait longer is left alone for so long', async () => {
    const { receiver, integrationId, record, start } = await setUp(20)
    receiver.otherwise({ status: 429, headers: { 'retry-after': '90' } })
    await record()
    start({ breaker: { ...POLICY, maxProbeAfterMs: 600_000 } })
    await untilBreaker(integrationId, 'open')
    const gate = await gateOf(integrationId)
    const waitMs = (gate?.probe_at?.getTime() ?? 0) - (gate?.opened_at?.getTime() ?? 0)
    expect(waitMs).toBeGreaterThanOrEqual(89_000)
    expect(waitMs).toBeLessThan(92_000)
  })

  it('leaves the others as they are', async () => {
    const sick = await setUp(30)
    const well = await setUp(30)
    sick.receiver.otherwise(500)
    await sick.record()
    await well.record()
    sick.start()
    await vi.waitFor(() => expect(well.receiver.requests.filter(({ accepted }) => accepted)).toHaveLength(30), 10_000)
    expect((await gateOf(well.integrationId))?.breaker ?? 'closed').toBe('closed')
  })
})

describe('a breaker', () => {
  it('stays closed for what a platform says of single customers, and for a few failures among many successes', async () => {
    const refusing = await setUp(20)
    refusing.receiver.otherwise(404)
    await refusing.record()
    const flaky = await setUp(30)
    flaky.receiver.script(...Array(18).fill(200), ...Array(6).fill(500))
    await flaky.record()
    const dispatcher = flaky.start({ maxInFlight: 30 })
    await vi.waitFor(() => {
      expect(refusing.receiver.requests).toHaveLength(20)
      expect(flaky.receiver.requests).toHaveLength(30)
    }, 10_000)
    await dispatcher.stop({ deadlineMs: 5_000 })
    for (const { integrationId } of [refusing, flaky])
      expect((await gateOf(integrationId))?.breaker ?? 'closed').toBe('closed')
    const [{ attempts, failures }] = await world.dataSource.query(
      `select sum(attempts)::int as attempts, sum(failures)::int as failures
       from content_platforms.delivery_window where integration_id = $1`,
      [flaky.integrationId],
    )
    expect({ attempts, failures }).toEqual({ attempts: 30, failures: 6 })
  })

  it('that a person opened stays open, with no probe, until a person closes it', async () => {
    const { receiver, integrationId, record, start } = await setUp(3)
    await world.dataSource.query(
      `insert into content_platforms.delivery_gate (integration_id, breaker, opened_at, forced_by)
       values ($1, 'open', now(), 'ana@provedor.example')`,
      [integrationId],
    )
    await record()
    const other = await setUp(3)
    await other.record()
    start()
    await vi.waitFor(() => expect(other.receiver.requests).toHaveLength(3), 10_000)
    expect(receiver.requests).toEqual([])
    await world.dataSource.query(
      `update content_platforms.delivery_gate set breaker = 'closed', opened_at = null, forced_by = null, ramp_from = now()
       where integration_id = $1`,
      [integrationId],
    )
    await untilAllDelivered()
  })

  it.each([
    ['within the window after it closed waits on from where it had stood', 30, 4, 16_000],
    ['later begins with the shortest wait, since a short trouble must not hold its events for long', 61, 1, 2_000],
  ])('of a platform that relapses %s', async (_, closedForSeconds, openings, waitMs) => {
    const { receiver, integrationId, record, start } = await setUp(10)
    receiver.otherwise(500)
    await world.dataSource.query(
      `insert into content_platforms.delivery_gate (integration_id, openings, ramp_from)
       values ($1, 3, now() - make_interval(secs => $2))`,
      [integrationId, closedForSeconds],
    )
    await record()
    start({ breaker: { ...POLICY, probeAfterMs: 2_000, maxProbeAfterMs: 60_000 } })
    await untilBreaker(integrationId, 'open')
    const gate = await gateOf(integrationId)
    expect(gate?.openings).toBe(openings)
    expect((gate?.probe_at?.getTime() ?? 0) - (gate?.opened_at?.getTime() ?? 0)).toBeCloseTo(waitMs, -2)
  })

  it('lets more and more through after it closed, and opens again at once if that fails', async () => {
    const { receiver, integrationId, record, start } = await setUp(60)
    receiver.otherwise('timeout')
    await world.dataSource.query(
      `insert into content_platforms.delivery_gate (integration_id, ramp_from, openings) values ($1, now(), 1)`,
      [integrationId],
    )
    await record()
    start({ maxInFlight: 60, sender: world.sender({ deadlineMs: 700 }), breaker: { ...POLICY, probeAfterMs: 60_000 } })
    await vi.waitFor(() => expect(receiver.requests.length).toBeGreaterThanOrEqual(4), 10_000)
    await untilBreaker(integrationId, 'open')
    expect(receiver.requests.length).toBeLessThan(40)
    expect((await gateOf(integrationId))?.openings).toBe(2)
  })
})
