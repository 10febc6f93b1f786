import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import type { AlertNotice, OnAlert } from '../../../src/alerts/alert-notice.js'
import { createAlertTellJob } from '../../../src/jobs/alert-tell.job.js'
import { runOnce } from '../jobs/run-once.js'
import { type AlertWorld, createAlertWorld } from './alert-world.js'

let world: AlertWorld
beforeAll(async () => {
  world = await createAlertWorld()
}, 60_000)
afterEach(() => world.tidy())
afterAll(() => world.drop())

interface Options {
  deadlineMs?: number
  signal?: AbortSignal
}

const tell = (onAlert: OnAlert, { deadlineMs = 5_000, signal }: Options = {}) =>
  runOnce(createAlertTellJob({ onAlert, logger: world.logger, deadlineMs }), world.dataSource, signal)

/** A host that keeps what it is told. */
const listener = () => {
  const told: AlertNotice[] = []
  return {
    told,
    onAlert: (notice: AlertNotice) => {
      told.push(notice)
    },
  }
}

/** As if every wait after a failed call were over. */
const passTime = () => world.rows(`update content_platforms.alert set tell_after = now() - interval '1 second'`)

const brake = (source = 'subscription.expire', count = 150) =>
  world.rows(`insert into content_platforms.mass_brake (source, affected_count, limit_count) values ($1, $2, 100)`, [
    source,
    count,
  ])

describe('onAlert', () => {
  it('is given what happened, to which platform, since when and how many, and examples by id', async () => {
    const { integrationId, events } = await world.parked(1)
    await world.watch()
    const { told, onAlert } = listener()
    expect(await tell(onAlert)).toEqual({ told: 1, notTold: 0 })
    const [alert] = await world.alerts()
    expect(told).toEqual([
      {
        id: alert?.id,
        kind: 'lane_parked',
        change: 'raised',
        integrationId,
        integration: 'Plataforma',
        job: null,
        count: 1,
        examples: [{ laneId: events[0]?.laneId, eventId: events[0]?.id, subscriptionId: null }],
        details: {},
        since: alert?.since,
        raisedAt: alert?.raisedAt,
        endedAt: null,
      },
    ])
  })

  it('is called once while an alert lasts, and once more when it has ended', async () => {
    await brake()
    const { told, onAlert } = listener()
    for (let turn = 0; turn < 3; turn += 1) {
      await world.watch()
      await tell(onAlert)
    }
    expect(told).toMatchObject([{ change: 'raised', endedAt: null }])
    await world.rows(`update content_platforms.mass_brake set state = 'confirmed'`)
    for (let turn = 0; turn < 3; turn += 1) {
      await world.watch()
      await tell(onAlert)
    }
    expect(told.slice(1)).toMatchObject([{ id: told[0]?.id, change: 'ended', endedAt: expect.any(Date) }])
  })

  it('is called again when there are ten times as many, and not for each', async () => {
    await world.parked(1)
    const { told, onAlert } = listener()
    for (const more of [1, 7, 5]) {
      await world.watch()
      await tell(onAlert)
      const [row] = await world.rows('select min(integration_id) as id from content_platforms.delivery_lane')
      await world.record({ integrationId: row.id, accountIds: await world.accounts(row.id, more) })
      await world.rows('update content_platforms.delivery_lane set parked_at = coalesce(parked_at, now())')
    }
    await world.watch()
    await tell(onAlert)
    expect(told.map(({ change, count }) => [change, count])).toEqual([
      ['raised', 1],
      ['grown', 14],
    ])
  })

  it('of an alert that was over before anybody could be told is called once, as ended, and after a day not at all', async () => {
    await brake('subscription.expire')
    await brake('subscription.recompute')
    await world.watch()
    await world.rows(`update content_platforms.mass_brake set state = 'ended'`)
    await world.watch()
    await world.rows(
      `update content_platforms.alert set ended_at = now() - interval '25 hours' where job = 'subscription.recompute'`,
    )
    const { told, onAlert } = listener()
    await tell(onAlert)
    await tell(onAlert)
    expect(told).toMatchObject([{ job: 'subscription.expire', change: 'ended' }])
  })
})

describe('a host’s function that fails', () => {
  it.each([
    [
      'throws',
      () => {
        throw new Error('away')
      },
    ],
    [
      'rejects',
      async () => {
        throw new Error('away')
      },
    ],
  ])('and %s is called again, later each time, and keeps no other alert from being told', async (_, fail) => {
    await brake('subscription.expire')
    await brake('subscription.recompute')
    await world.watch()
    const { told, onAlert } = listener()
    const waits: number[] = []
    for (let failures = 1; failures <= 3; failures += 1) {
      await tell((notice) => (notice.job === 'subscription.expire' ? fail() : onAlert(notice)))
      const [row] = await world.rows(
        `select extract(epoch from tell_after - clock_timestamp())::float8 as wait, tell_attempts as attempts
         from content_platforms.alert where job = 'subscription.expire'`,
      )
      expect(row.attempts).toBe(failures)
      waits.push(Math.round(row.wait / 10) * 10)
      await tell(() => {
        throw new Error('must wait')
      })
      await passTime()
    }
    expect(waits).toEqual([30, 60, 120])
    expect(told).toMatchObject([{ job: 'subscription.recompute' }])
    await tell(onAlert)
    expect(told.map(({ job }) => job)).toEqual(['subscription.recompute', 'subscription.expire'])
    expect(world.log.filter(({ message }) => message === 'alert.failed')).toHaveLength(3)
  })

  it('and never ends is left at the deadline, told so by the signal; the others are told in the next turn', async () => {
    await brake('subscription.expire')
    await brake('subscription.recompute')
    await world.watch()
    const { told, onAlert } = listener()
    let aborted = 0
    const hangs: OnAlert = (notice, { signal }) => {
      if (notice.job !== 'subscription.expire') return onAlert(notice)
      signal.addEventListener('abort', () => {
        aborted += 1
      })
      return new Promise(() => {})
    }
    expect(await tell(hangs, { deadlineMs: 50 })).toEqual({ told: 0, notTold: 1 })
    expect(aborted).toBe(1)
    expect(await tell(hangs, { deadlineMs: 50 })).toEqual({ told: 1, notTold: 0 })
    expect(world.log).toMatchObject([{ level: 'warn', message: 'alert.late' }])
    await passTime()
    await tell(onAlert)
    expect(told.map(({ job }) => job)).toEqual(['subscription.recompute', 'subscription.expire'])
  })

  it('after its deadline does no harm when it fails in the end', async () => {
    await brake()
    await world.watch()
    let fail: (error: Error) => void = () => {}
    const late = new Promise<never>((_, reject) => {
      fail = reject
    })
    await tell(() => late, { deadlineMs: 20 })
    fail(new Error('much too late'))
    await vi.waitFor(async () => expect(await late.catch(() => 'heard')).toBe('heard'))
    expect(await world.rows('select tell_attempts as n from content_platforms.alert')).toEqual([{ n: 1 }])
  })

  it('does not keep a process from stopping, and is called again elsewhere', async () => {
    await brake()
    await world.watch()
    const stopping = new AbortController()
    const result = tell(
      () => {
        stopping.abort()
        return new Promise(() => {})
      },
      { signal: stopping.signal },
    )
    expect(await result).toEqual({ told: 0, notTold: 0 })
    const { told, onAlert } = listener()
    await tell(onAlert)
    expect(told).toHaveLength(1)
  })
})
