import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { redeliverEvents } from '../../../src/webhooks/redeliver-events.js'
import { type AlertWorld, createAlertWorld, RESUMED } from './alert-world.js'

let world: AlertWorld
beforeAll(async () => {
  world = await createAlertWorld()
}, 60_000)
afterEach(() => world.tidy())
afterAll(() => world.drop())

const kinds = async () => (await world.open()).map(({ kind }) => kind)

describe('BR-95: parked lanes', () => {
  it('are one alert per platform, with a count and the three that have waited for longest', async () => {
    const { integrationId, events } = await world.parked(5)
    const other = await world.parked(1)
    expect(await world.watch()).toEqual({ raised: 2, over: 0 })
    const [alert, second] = await world.open()
    expect(alert).toMatchObject({ kind: 'lane_parked', integrationId, count: 5, endedAt: null })
    expect(alert?.examples.map(({ laneId, eventId }) => ({ laneId, eventId }))).toEqual(
      events.slice(0, 3).map(({ laneId, id }) => ({ laneId, eventId: id })),
    )
    const [longest] = await world.rows(
      'select min(parked_at) as at from content_platforms.delivery_lane where integration_id = $1',
      [integrationId],
    )
    expect(alert?.since).toEqual(longest.at)
    expect(second).toMatchObject({ integrationId: other.integrationId, count: 1 })
  })

  it('raise nothing twice, bring the count up to date, and end by themselves', async () => {
    const { integrationId } = await world.parked(3)
    await world.watch()
    expect(await world.watch()).toEqual({ raised: 0, over: 0 })
    await world.rows(
      'update content_platforms.delivery_lane set parked_at = null where id = (select min(id) from content_platforms.delivery_lane)',
    )
    await world.watch()
    expect(await world.open()).toMatchObject([{ count: 2 }])
    await redeliverEvents(world.dataSource, { filter: { integrationId }, actor: { id: 'ana' }, expectedCount: 10 })
    expect(await world.watch()).toEqual({ raised: 0, over: 1 })
    expect(await world.open()).toEqual([])
    await world.rows('update content_platforms.delivery_lane set parked_at = now()')
    await world.watch()
    expect(await world.alerts()).toMatchObject([{ endedAt: expect.any(Date) }, { endedAt: null, count: 3 }])
  })

  it('raise one alert however many processes look at once', async () => {
    await world.parked(2)
    await Promise.all(Array.from({ length: 8 }, () => world.watch()))
    expect(await world.alerts()).toHaveLength(1)
  })

  it('100,000 of one platform are one alert, found in one look', async () => {
    const { integrationId } = await world.parked(1)
    await world.rows(
      `with c as (insert into content_platforms.customer (code, name, person_type)
         select 'M' || n, 'Cliente', 'pf' from generate_series(1, 99999) n returning id),
       a as (insert into content_platforms.platform_account (integration_id, customer_id) select $1::int, id from c returning id),
       l as (insert into content_platforms.delivery_lane (integration_id, account_id, last_sequence, attempts, parked_at)
         select $1::int, id, 1, 10, now() from a returning id)
       insert into content_platforms.webhook_event (id, type, integration_id, lane_id, sequence, occurred_at, data)
       select gen_random_uuid(), $2, $1::int, id, 1, now() - interval '5 hours', '{}' from l`,
      [integrationId, RESUMED],
    )
    await world.rows('analyze content_platforms.delivery_lane, content_platforms.webhook_event')
    const startedAt = performance.now()
    await world.watch()
    const tookMs = performance.now() - startedAt
    expect(await world.open()).toMatchObject([
      { kind: 'lane_parked', count: 100_000 },
      { kind: 'resume_undelivered', count: 99_999, examples: [{}, {}, {}] },
    ])
    // Measured 0.35 s; generous, since others use this machine, and still far from one look per lane.
    expect(tookMs).toBeLessThan(5_000)
  }, 120_000)
})

describe('BR-54: a resume', () => {
  const resumed = async (hoursAgo: number, types = [RESUMED]) => {
    const integrationId = await world.integration('http://127.0.0.1:9/hook')
    const accountId = await world.account(integrationId)
    for (const type of types) await world.record({ integrationId, accountIds: [accountId], type })
    await world.rows(
      `update content_platforms.webhook_event set occurred_at = now() - make_interval(hours => $2), subscription_id = 7
       where integration_id = $1`,
      [integrationId, hoursAgo],
    )
    return integrationId
  }

  it('that is undelivered after N hours is an alert; a younger one, and one of another type, is not', async () => {
    const integrationId = await resumed(5)
    await resumed(3)
    await resumed(5, ['content.subscription.suspended'])
    await world.watch({ resumeUndeliveredHours: 4, jobFailures: 3 })
    expect(await world.open()).toMatchObject([
      { kind: 'resume_undelivered', integrationId, count: 1, details: { hours: 4 }, examples: [{ subscriptionId: 7 }] },
    ])
    await world.watch({ resumeUndeliveredHours: 2, jobFailures: 3 })
    expect(await world.open()).toHaveLength(2)
  })

  it('ends its alert when it is delivered', async () => {
    const integrationId = await resumed(5)
    await world.watch()
    const receiver = await world.receiver()
    await world.rows('update content_platforms.integration set url = $2 where id = $1', [integrationId, receiver.url])
    world.dispatcher().start()
    await expect
      .poll(async () => world.rows(`select from content_platforms.webhook_event where state = 'pending'`))
      .toEqual([])
    await world.watch()
    expect(await world.open()).toEqual([])
  })

  it('behind which the package is suspended again is no alert any more', async () => {
    await resumed(5, [RESUMED, 'content.subscription.suspended'])
    await world.watch()
    expect(await world.open()).toEqual([])
  })

  it('is an alert too where its lane is parked or its platform is not active', async () => {
    const integrationId = await resumed(5)
    await world.rows(`update content_platforms.integration set active = false where id = $1`, [integrationId])
    await resumed(5)
    await world.rows('update content_platforms.delivery_lane set parked_at = now() where integration_id <> $1', [
      integrationId,
    ])
    await world.watch()
    expect((await kinds()).sort()).toEqual(['lane_parked', 'resume_undelivered', 'resume_undelivered'])
  })
})

describe('other alerts', () => {
  it('an open breaker is one, until it closes; the person who forced it is not named', async () => {
    const integrationId = await world.integration('http://127.0.0.1:9/hook')
    await world.rows(
      `insert into content_platforms.delivery_gate (integration_id, breaker, opened_at, cause, forced_by)
       values ($1, 'open', now() - interval '1 hour', 'timeout', 'ana@provider.example')`,
      [integrationId],
    )
    await world.watch()
    const [alert] = await world.open()
    expect(alert).toMatchObject({ kind: 'breaker_open', integrationId, details: { cause: 'timeout', forced: true } })
    expect(JSON.stringify(alert)).not.toContain('ana@')
    await world.rows(`update content_platforms.delivery_gate set breaker = 'half_open'`)
    expect(await world.watch()).toEqual({ raised: 0, over: 0 })
    await world.rows(`update content_platforms.delivery_gate set breaker = 'closed', opened_at = null`)
    expect(await world.watch()).toEqual({ raised: 0, over: 1 })
  })

  it('BR-45: a brake that waits for a person is one, until it is decided', async () => {
    await world.rows(
      `insert into content_platforms.mass_brake (source, affected_count, limit_count) values ('subscription.expire', 150, 100)`,
    )
    await world.watch()
    expect(await world.open()).toMatchObject([
      { kind: 'brake_held', job: 'subscription.expire', integrationId: null, count: 150, details: { limit: 100 } },
    ])
    await world.rows(`update content_platforms.mass_brake set state = 'dismissed'`)
    await world.watch()
    expect(await world.open()).toEqual([])
  })

  it('a job that failed three times running is one, without its error, until it succeeds or is run no more', async () => {
    await world.rows(
      `insert into content_platforms.job (name, due_at, failures, last_error, last_finished_at) values
         ('subscription.expire', now(), 3, 'Íris Valadão', now()), ('customer.anonymize', now(), 2, 'once', now()),
         ('integration.reconcile', now() - interval '3 days', 9, 'long ago', now() - interval '3 days')`,
    )
    await world.watch()
    const [alert, ...rest] = await world.open()
    expect(alert).toMatchObject({ kind: 'job_failing', job: 'subscription.expire', count: 3 })
    expect(JSON.stringify(alert)).not.toContain('Íris')
    expect(rest).toEqual([])
    await world.rows('update content_platforms.job set failures = 0')
    await world.watch()
    expect(await world.open()).toEqual([])
  })

  it('a platform deactivated by its 410 is one; one that a person deactivated is none', async () => {
    const integrationId = await world.integration('http://127.0.0.1:9/hook')
    const audit = (action: string, after: object) =>
      world.rows(
        `insert into content_platforms.audit_entry (at, actor, action, resource, record_id, after)
         values (clock_timestamp(), 'x', $2, 'integration', $1::text, $3)`,
        [integrationId, action, JSON.stringify(after)],
      )
    const setActive = (active: boolean) => world.rows('update content_platforms.integration set active = $1', [active])
    await setActive(false)
    await audit('integration.changed', { active: false })
    await world.watch()
    expect(await kinds()).toEqual([])
    await audit('integration.changed', { active: true })
    await audit('integration.paused', { active: false })
    await world.watch()
    expect(await world.open()).toMatchObject([{ kind: 'integration_gone', integrationId }])
    await setActive(true)
    await audit('integration.changed', { active: true })
    await world.watch()
    expect(await kinds()).toEqual([])
    await setActive(false)
    await audit('integration.changed', { active: false })
    await world.watch()
    expect(await kinds()).toEqual([])
  })

  it('BR-100: uncorrected differences of the newest comparison are one', async () => {
    const integrationId = await world.integration('http://127.0.0.1:9/hook')
    const compared = async (differences: number) => {
      const [run] = await world.rows(
        `insert into content_platforms.reconciliation (integration_id, finished_at, requested_by) values ($1, now(), 'x') returning id`,
        [integrationId],
      )
      await world.rows(
        `insert into content_platforms.reconciliation_difference (reconciliation_id, kind)
         select $1, 'extra_there' from generate_series(1, $2)`,
        [run.id, differences],
      )
      return run.id
    }
    const id = await compared(2)
    await world.watch()
    expect(await world.open()).toMatchObject([
      { kind: 'reconciliation_differs', integrationId, count: 2, details: { reconciliationId: id } },
    ])
    await compared(0)
    await world.watch()
    expect(await kinds()).toEqual([])
  })
})
