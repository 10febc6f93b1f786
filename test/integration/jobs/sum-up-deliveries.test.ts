import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createSumUpDeliveriesJob } from '../../../src/jobs/sum-up-deliveries.job.js'
import { type HourOfDeliveries, readDeliveryFigures } from '../../../src/webhooks/delivery-figures.js'
import { openPanel, type Panel, PLATFORM } from '../screens-config/panel.js'
import { runOnce } from './run-once.js'

const TIME_ZONE = 'America/Sao_Paulo'
const EVENT = '01a20918-c5e7-733d-882b-af8c756d4a4d'

let panel: Panel
let tv: number
let books: number
beforeAll(async () => {
  panel = await openPanel()
  tv = await panel.added('Integration', PLATFORM)
  books = await panel.added('Integration', { ...PLATFORM, description: 'Livros' })
  await panel.rows(
    `insert into content_platforms.webhook_event (id, type, integration_id, occurred_at, data)
     values ($1, 'integration.ping', $2, now(), '{}')`,
    [EVENT, tv],
  )
})
afterAll(() => panel.close())
beforeEach(async () => {
  await panel.rows('delete from content_platforms.delivery_attempt')
  await panel.rows('delete from content_platforms.delivery_figure')
})

interface Attempt {
  minutesAgo: number
  outcome?: string
  durationMs?: number
  integrationId?: number
}

const attempted = ({ minutesAgo, outcome = 'accepted', durationMs = 100, integrationId = tv }: Attempt) =>
  panel.rows(
    `insert into content_platforms.delivery_attempt (event_id, integration_id, number, started_at, duration_ms, outcome)
     values ($1, $2, 1, now() - make_interval(secs => $3 * 60.0), $4, $5)`,
    [EVENT, integrationId, minutesAgo, durationMs, outcome],
  )
/** Every few minutes for thirty hours to both, of each outcome. */
const attemptedForLong = () =>
  panel.rows(
    `insert into content_platforms.delivery_attempt (event_id, integration_id, number, started_at, duration_ms, outcome)
     select $1, platform, 1, now() - make_interval(secs => n * 47.0), 10 + n % 500,
       (array['accepted', 'accepted', 'accepted', 'refused', 'unreachable', 'blocked'])[1 + (n * 7 + platform) % 6]
     from generate_series(1, 2300) n, unnest($2::int[]) platform`,
    [EVENT, [tv, books]],
  )

const read = (integrationId = tv, timeZone = TIME_ZONE): Promise<HourOfDeliveries[]> =>
  readDeliveryFigures(panel.dataSource.manager, { integrationId, timeZone })
const total = (hours: readonly HourOfDeliveries[]) => hours.reduce((sum, { attempts }) => sum + attempts, 0)
const run = () => runOnce(createSumUpDeliveriesJob(), panel.dataSource)
const sums = async () =>
  panel.rows('select * from content_platforms.delivery_figure order by integration_id, started_at')

describe('how the last 24 hours of deliveries to a platform went', () => {
  it('is told hour by hour, the newest under way, also where nothing was sent', async () => {
    const hours = await read()
    expect(hours).toHaveLength(24)
    expect(
      hours.every(({ attempts, averageMs, slowestMs }) => attempts === 0 && averageMs === null && slowestMs === null),
    ).toBe(true)
    const steps = hours.slice(1).map(({ at }, index) => at.getTime() - Number(hours[index]?.at.getTime()))
    expect(new Set(steps)).toEqual(new Set([3_600_000]))
    expect(Date.now() - Number(hours.at(-1)?.at.getTime())).toBeLessThan(3_600_000)
  })

  it('counts what a platform did not answer as sent and not accepted, and leaves it out of its speed', async () => {
    await attempted({ minutesAgo: 0.01, durationMs: 100 })
    await attempted({ minutesAgo: 0.01, durationMs: 301, outcome: 'refused' })
    await attempted({ minutesAgo: 0.01, durationMs: 15_000, outcome: 'unreachable' })
    await attempted({ minutesAgo: 0.01, durationMs: 9_000, integrationId: books })
    const hours = (await read()).filter(({ attempts }) => attempts > 0)
    expect(total(hours)).toBe(3)
    expect(hours.reduce((sum, { accepted }) => sum + accepted, 0)).toBe(1)
    expect(hours.reduce((sum, { answered }) => sum + answered, 0)).toBe(2)
    expect(hours.at(-1)).toMatchObject({ slowestMs: 301 })
    if (hours.length === 1) expect(hours[0]?.averageMs).toBe(201)
  })

  it.each([TIME_ZONE, 'Asia/Kolkata', 'UTC'])(
    'is the same before and after it was summed up, in hours of %s',
    async (zone) => {
      await attemptedForLong()
      const before = [await read(tv, zone), await read(books, zone)]
      expect(total(before[0] ?? [])).toBeGreaterThan(1500)
      expect((await run()).summed).toBeGreaterThan(3000)
      expect([await read(tv, zone), await read(books, zone)]).toEqual(before)
    },
  )

  it('reads single attempts only of the last minutes once they are summed up', async () => {
    await attemptedForLong()
    await run()
    await panel.rows(`delete from content_platforms.delivery_attempt where started_at < now() - interval '20 minutes'`)
    expect(total(await read())).toBeGreaterThan(1500)
  })
})

describe('summing up deliveries', () => {
  it('changes nothing when run again, and goes on where it ended', async () => {
    await attempted({ minutesAgo: 90 })
    expect(await run()).toEqual({ summed: 1 })
    const once = await sums()
    expect(await run()).toEqual({ summed: 0 })
    expect(await sums()).toEqual(once)
    await attempted({ minutesAgo: 30 })
    expect(await run()).toEqual({ summed: 1 })
    expect(total(await read())).toBe(2)
  })

  it('leaves the minutes that are not over for later, and shows them nevertheless', async () => {
    await attempted({ minutesAgo: 1 })
    expect(await run()).toEqual({ summed: 0 })
    expect(total(await read())).toBe(1)
  })

  it('counts nothing twice when two processes do it at once', async () => {
    await attemptedForLong()
    const before = await read()
    await Promise.all(Array.from({ length: 5 }, run))
    expect(await read()).toEqual(before)
  })

  it('can be cut off anywhere', async () => {
    await attemptedForLong()
    const before = await read()
    const stopping = new AbortController()
    let steps = 0
    await createSumUpDeliveriesJob().run({
      dataSource: panel.dataSource,
      signal: stopping.signal,
      step: async (work) => {
        steps += 1
        if (steps === 3) stopping.abort()
        return panel.dataSource.transaction(work)
      },
    })
    expect(await read()).toEqual(before)
    await run()
    expect(await read()).toEqual(before)
  })

  it('forgets sums of yesterday, and bears a platform that is gone', async () => {
    await panel.rows(
      `insert into content_platforms.delivery_figure
       select $1, now() - interval '26 hours', 1, 1, 1, 1, 1`,
      [tv],
    )
    await attempted({ minutesAgo: 60, integrationId: 999_999 })
    await attempted({ minutesAgo: 60 })
    expect(await run()).toEqual({ summed: 1 })
    expect(await sums()).toMatchObject([{ integration_id: tv, attempts: 1 }])
  })
})

describe('the page of a platform', () => {
  it.each(['administrator', 'auditor'] as const)('shows it to an %s', async (role) => {
    await attempted({ minutesAgo: 0.01 })
    const { data } = await panel.get(`/Integration/records/${tv}/showOverview`, role)
    expect(data.hours).toHaveLength(24)
    expect(total(data.hours)).toBe(1)
    expect(data.deliveries).toEqual({ waiting: 0, parked: 0 })
  })

  it('tells an attendant nothing', async () => {
    const answer = await panel.get(`/Integration/records/${tv}/showOverview`, 'attendant')
    expect(answer.data).toBeUndefined()
  })
})
