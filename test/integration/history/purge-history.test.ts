import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { JobRun } from '../../../src/jobs/job.js'
import { LeaseLost } from '../../../src/jobs/job.js'
import { createPurgeHistoryJob, type PurgeHistoryOptions } from '../../../src/jobs/purge-history.job.js'
import { resolveOptions } from '../../../src/options.js'
import { generateEncryptionKey } from '../../../src/secrets/secret-box.js'
import { runOnce } from '../jobs/run-once.js'
import { createWorld, type World } from '../webhooks/world.js'

let world: World
let integrationId: number
beforeAll(async () => {
  world = await createWorld()
}, 60_000)
afterEach(() => world.tidy())
afterAll(() => world.drop())

const DAYS = { attemptDays: 365, eventDays: 730, resultDays: 180, dailyHour: 4 }
const rows = (sql: string, parameters: unknown[] = []) => world.dataSource.query(sql, parameters)
const jobOf = (options: Partial<PurgeHistoryOptions> = {}) => createPurgeHistoryJob({ ...DAYS, ...options })
const purge = (options: Partial<PurgeHistoryOptions> = {}) => runOnce(jobOf(options), world.dataSource)

/** A lane whose events were all delivered, with an attempt each, so many days ago. */
const delivered = async (count: number, daysAgo: number) => {
  integrationId = await world.integration('http://127.0.0.1:9/hook')
  const accountId = await world.account(integrationId)
  const events = await world.record({ integrationId, accountIds: Array.from({ length: count }, () => accountId) })
  await rows(
    `update content_platforms.webhook_event set state = 'delivered', occurred_at = now() - make_interval(days => $2),
       settled_at = now() - make_interval(days => $2) where integration_id = $1`,
    [integrationId, daysAgo],
  )
  await rows(`update content_platforms.delivery_lane set head_sequence = last_sequence + 1 where integration_id = $1`, [
    integrationId,
  ])
  await rows(
    `insert into content_platforms.delivery_attempt (event_id, integration_id, number, started_at, duration_ms, outcome)
     select id, integration_id, 1, occurred_at, 5, 'accepted' from content_platforms.webhook_event where integration_id = $1`,
    [integrationId],
  )
  return { integrationId, accountId, laneId: events[0]?.laneId ?? 0, ids: events.map(({ id }) => id) }
}
const sequences = async (laneId: number): Promise<number[]> =>
  (
    await rows('select sequence from content_platforms.webhook_event where lane_id = $1 order by sequence', [laneId])
  ).map((row: { sequence: number }) => row.sequence)
const countOf = async (table: string): Promise<number> =>
  (await rows(`select count(*)::int as n from content_platforms.${table}`))[0].n

describe('attempts', () => {
  it('are removed once they are old enough, and no younger ones', async () => {
    await delivered(4, 366)
    await delivered(3, 364)
    expect(await purge()).toEqual({ attempts: 4, events: 0, results: 0 })
    expect(await countOf('delivery_attempt')).toBe(3)
    expect(await countOf('webhook_event')).toBe(7)
  })

  it('of an event that still waits stay, however old they are: they say why', async () => {
    const { laneId } = await delivered(3, 900)
    await rows(`update content_platforms.webhook_event set state = 'pending', settled_at = null where sequence = 2`)
    await rows('update content_platforms.delivery_lane set head_sequence = 2')
    expect(await purge()).toEqual({ attempts: 2, events: 1, results: 0 })
    expect(await sequences(laneId)).toEqual([2, 3])
    expect(await countOf('delivery_attempt')).toBe(1)
  })
})

describe('events', () => {
  it('go once they are old and settled, save the newest of their lane', async () => {
    const { laneId } = await delivered(6, 731)
    await rows(`update content_platforms.webhook_event set state = 'failed' where sequence = 2`)
    await rows(`update content_platforms.webhook_event set state = 'skipped' where sequence = 3`)
    const young = await delivered(3, 729)
    expect(await purge()).toMatchObject({ events: 5 })
    expect(await sequences(laneId)).toEqual([6])
    expect(await sequences(young.laneId)).toEqual([1, 2, 3])
  })

  it('that were settled late are counted from then', async () => {
    const { laneId } = await delivered(3, 731)
    await rows(`update content_platforms.webhook_event set settled_at = now() - interval '1 day' where sequence = 1`)
    await rows('delete from content_platforms.delivery_attempt')
    await purge()
    expect(await sequences(laneId)).toEqual([1, 3])
  })

  it('keep the newest of each subscription, by which it is known what a platform was ever told of', async () => {
    const { laneId } = await delivered(6, 800)
    await rows('update content_platforms.webhook_event set subscription_id = case when sequence <= 3 then 1 else 2 end')
    await purge()
    expect(await sequences(laneId)).toEqual([3, 6])
  })

  it('keep the one that recorded a subscription’s state, which comparisons and the panel read', async () => {
    const { laneId, accountId } = await delivered(6, 800)
    await rows(
      `with plan as (insert into content_platforms.plan (name, price_cents) values ('Fibra', 9990) returning id),
       package as (insert into content_platforms.content_package (code, name, price_cents) values ('P', 'P', 1) returning id),
       service as (
         insert into content_platforms.customer_service (customer_id, plan_id, number, status_id, due_day, price_cents)
         select a.customer_id, plan.id, 'S1', 1, 10, 9990 from plan, content_platforms.platform_account a where a.id = $1
         returning id)
       insert into content_platforms.package_subscription
         (id, service_id, package_id, price_cents, origin, recorded_account_id, recorded_sequence)
       select 7, service.id, package.id, 1, 'api', $1, 2 from service, package`,
      [accountId],
    )
    await rows('update content_platforms.webhook_event set subscription_id = 7')
    await purge()
    expect(await sequences(laneId)).toEqual([2, 6])
    await rows('truncate content_platforms.plan, content_platforms.content_package cascade')
  })

  it('that wait stay, however old they are and though nothing was tried yet', async () => {
    const { laneId } = await delivered(4, 2_000)
    await rows('delete from content_platforms.delivery_attempt')
    await rows(`update content_platforms.webhook_event set state = 'pending', settled_at = null where sequence >= 2`)
    await rows('update content_platforms.delivery_lane set head_sequence = 2')
    expect(await purge()).toMatchObject({ events: 1 })
    expect(await sequences(laneId)).toEqual([2, 3, 4])
  })

  it('that a person redelivered or skipped stay with their audit', async () => {
    const { laneId, ids } = await delivered(4, 800)
    await rows(
      `insert into content_platforms.audit_entry (at, actor, action, resource, record_id, reason)
       values (now(), 'ana', 'skip', 'webhook_event', $1, 'Íris pediu')`,
      [ids[1]],
    )
    await purge()
    expect(await sequences(laneId)).toEqual([2, 4])
  })

  it('of a button’s test, outside any lane, go like others', async () => {
    await delivered(1, 10)
    await rows(
      `insert into content_platforms.webhook_event (id, type, integration_id, occurred_at, data, state, settled_at)
       select gen_random_uuid(), 'integration.ping', id, now() - interval '800 days', '{}', 'failed', now() - interval '800 days'
       from content_platforms.integration`,
    )
    expect(await purge()).toMatchObject({ events: 1 })
  })

  it.each([
    ['failed', [1, 2, 3, 5]],
    ['delivered', [5]],
  ])(
    'BR-40: where `relinked` was %s, those that say by which id the platform knows whom: %j stay',
    async (state, kept) => {
      const { laneId } = await delivered(5, 800)
      const types = ['created', 'relinked', 'created', 'suspended', 'resumed']
      for (const [index, type] of types.entries())
        await rows('update content_platforms.webhook_event set type = $1 where sequence = $2', [
          `content.subscription.${type}`,
          index + 1,
        ])
      await rows(`update content_platforms.webhook_event set state = $1 where sequence = 2`, [state])
      await purge()
      expect(await sequences(laneId)).toEqual(kept)
    },
  )
})

describe('results of what ran by itself', () => {
  const addBulk = async (state: string, daysAgo: number, items: number) => {
    const [job] = await rows(
      `insert into content_platforms.bulk_job (kind, filter, input, actor, state, total, finished_at)
       values ('link', '{}', '{}', 'ana', $1, $2, now() - make_interval(days => $3)) returning id`,
      [state, items, daysAgo],
    )
    await rows(
      `insert into content_platforms.bulk_job_item (job_id, position, service_id) select $1, n, n from generate_series(1, $2) n`,
      [job.id, items],
    )
  }

  it('are removed when they are old: lines of bulk actions, alerts that are over, figures of breakers', async () => {
    await delivered(1, 1)
    await addBulk('done', 181, 7)
    await addBulk('done', 179, 2)
    await addBulk('running', 900, 3)
    await rows(
      `insert into content_platforms.alert (kind, subject, count, since, ended_at)
       values ('job_failing', 'job:a', 1, now(), now() - interval '181 days'), ('job_failing', 'job:b', 1, now() - interval '900 days', null)`,
    )
    await rows(
      `insert into content_platforms.delivery_window (integration_id, started_at, attempts, failures)
       select $1, now() - make_interval(hours => n), 1, 0 from generate_series(20, 27) n`,
      [integrationId],
    )
    // 7 lines, 1 alert, and the windows of 24 to 27 hours ago.
    expect(await purge({ batchSize: 2 })).toEqual({ attempts: 0, events: 0, results: 12 })
    expect(await countOf('bulk_job')).toBe(3)
    expect(await countOf('bulk_job_item')).toBe(5)
    expect(await rows('select subject from content_platforms.alert')).toEqual([{ subject: 'job:b' }])
    await rows('truncate content_platforms.bulk_job, content_platforms.alert cascade')
  })

  it('keep the newest homologation of a platform and the newest that passed', async () => {
    await delivered(1, 1)
    const add = (passed: boolean) =>
      rows(
        `insert into content_platforms.homologation (integration_id, started_at, finished_at, requested_by, passed)
         values ($1, now() - interval '400 days', now() - interval '400 days', 'ana', $2)`,
        [integrationId, passed],
      )
    for (const passed of [true, false, true, false, false]) await add(passed)
    expect(await purge()).toMatchObject({ results: 3 })
    expect(await rows('select passed from content_platforms.homologation order by id')).toEqual([
      { passed: true },
      { passed: false },
    ])
  })
})

describe('the work itself', () => {
  it('waits for nobody: what somebody holds is left for the next run', async () => {
    const { laneId } = await delivered(4, 800)
    await rows(
      'delete from content_platforms.delivery_attempt where event_id <> (select id from content_platforms.webhook_event where sequence = 1)',
    )
    const runner = world.dataSource.createQueryRunner()
    await runner.startTransaction()
    await runner.query('select from content_platforms.webhook_event where sequence = 2 for key share')
    await runner.query('select from content_platforms.delivery_attempt for update')
    const beside = await purge().finally(async () => {
      await runner.commitTransaction()
      await runner.release()
    })
    expect(beside).toMatchObject({ attempts: 0, events: 1 })
    expect(await sequences(laneId)).toEqual([1, 2, 4])
    expect(await purge()).toMatchObject({ attempts: 1, events: 2 })
  })

  it('is done in small transactions: what was done before the lease was lost stays done, and the next run goes on', async () => {
    const { laneId } = await delivered(25, 800)
    await rows('delete from content_platforms.delivery_attempt')
    let steps = 0
    const step: JobRun['step'] = (work) => {
      steps += 1
      if (steps > 4) throw new LeaseLost('history.purge')
      return world.dataSource.transaction(work)
    }
    const run = { dataSource: world.dataSource, signal: new AbortController().signal, step }
    await expect(jobOf({ batchSize: 5 }).run(run)).rejects.toThrow(LeaseLost)
    expect(await sequences(laneId)).toHaveLength(25 - 15)
    expect(await purge({ batchSize: 5 })).toMatchObject({ events: 9 })
    expect(await sequences(laneId)).toEqual([25])
  })

  it('gets past thousands of rows that stay', async () => {
    const { laneId } = await delivered(30, 800)
    await rows('delete from content_platforms.delivery_attempt')
    await rows('update content_platforms.webhook_event set subscription_id = sequence where sequence <= 20')
    expect(await purge({ batchSize: 4 })).toMatchObject({ events: 9 })
    expect(await sequences(laneId)).toHaveLength(21)
  })

  it('gets past rows of one and the same instant', async () => {
    const { laneId } = await delivered(30, 800)
    await rows(`update content_platforms.webhook_event set occurred_at = '2020-01-01 00:00:00.123456Z'`)
    await rows(`update content_platforms.delivery_attempt set started_at = '2020-01-01 00:00:00.123456Z'`)
    expect(await purge({ batchSize: 4 })).toMatchObject({ attempts: 30, events: 29 })
    expect(await sequences(laneId)).toEqual([30])
  })

  it('stops when the process does', async () => {
    await delivered(4, 800)
    expect(await runOnce(jobOf(), world.dataSource, AbortSignal.abort())).toEqual({
      attempts: 0,
      events: 0,
      results: 0,
    })
  })

  it('is asked for in an order that makes sense, or the plugin does not start', () => {
    const given = { dataSource: world.dataSource, encryptionKey: generateEncryptionKey() }
    expect(resolveOptions(given).retention).toMatchObject({ attemptBodiesDays: 90, attemptDays: 365, eventDays: 730 })
    expect(() => resolveOptions({ ...given, retention: { attemptBodiesDays: 400 } })).toThrow(/retention.attemptDays/)
    expect(() => resolveOptions({ ...given, retention: { eventDays: 364 } })).toThrow(/retention.eventDays/)
  })
})
