import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { EVENTS } from '../../../src/events/catalogue.js'
import { createExpiringNoticeJob } from '../../../src/jobs/expiring-notice.job.js'
import { seedMany } from './many.js'
import { addDays, createJobWorld, type JobWorld } from './run-once.js'

let world: JobWorld
beforeAll(async () => {
  world = await createJobWorld()
})
beforeEach(() => world.setDay(0))
afterAll(() => world?.provider.drop())

const EXPIRING = 'content.subscription.expiring'
const notify = () => world.run(createExpiringNoticeJob(world.parts))

/** A package on a platform that wants to be told seven days before. */
const packageTold = async (values: { days?: number | null; wanted?: boolean } = {}) => {
  const { provider } = world
  const { id, productId } = await provider.integration()
  await provider.dataSource.query(
    `update content_platforms.integration set expiring_days = $2,
       event_types = case when $3 then event_types || $4::text else event_types end where id = $1`,
    [id, values.days === undefined ? 7 : values.days, values.wanted ?? true, EXPIRING],
  )
  return provider.package({ productId })
}

const setLastDay = (ids: readonly number[], offset: number) =>
  world.dataSource.query(`update content_platforms.package_subscription set expires_on = $2 where id = any($1)`, [
    ids,
    addDays(world.today, offset),
  ])

describe('the notice that a subscription is about to expire', () => {
  it('is given so many days before the last day, once, with what the platform needs to know', async () => {
    const { provider, today } = world
    const packageId = await packageTold()
    const serviceId = await provider.service()
    const id = await provider.link(serviceId, packageId, { expiresOn: addDays(today, 10) })
    world.setDay(2)
    expect(await notify()).toEqual({ notified: 0 })
    world.setDay(3)
    expect(await notify()).toEqual({ notified: 1 })
    expect(await notify()).toEqual({ notified: 0 })
    world.setDay(5)
    expect(await notify()).toEqual({ notified: 0 })

    expect(await provider.told(id)).toEqual(['created', 'expiring'])
    const event = (await provider.events({ subscriptionId: id })).at(-1)
    expect(EVENTS[EXPIRING].stored.parse(event?.data)).toMatchObject({
      subscriptionId: id,
      packageId,
      serviceId,
      serviceStatus: 'servico_habilitado',
      state: 'active',
      previousState: 'active',
      expiresOn: addDays(today, 10),
      daysLeft: 7,
      otherActiveSubscriptions: 0,
    })
    expect((await provider.subscription(id)).state).toBe('active')
  })

  it('is given again for another last day, and counts the days that are left', async () => {
    const { provider } = world
    const packageId = await packageTold()
    const id = await provider.link(await provider.service(), packageId, { expiresOn: addDays(world.today, 2) })
    expect(await notify()).toEqual({ notified: 1 })
    await setLastDay([id], 30)
    expect(await notify()).toEqual({ notified: 0 })
    await setLastDay([id], 5)
    expect(await notify()).toEqual({ notified: 1 })
    const days = (await provider.events({ subscriptionId: id })).slice(1).map(({ data }) => data.daysLeft)
    expect(days).toEqual([2, 5])
  })

  it('is given on the last day itself and not after it, nor of what was never created or was removed', async () => {
    const { provider } = world
    const packageId = await packageTold()
    const last = await provider.link(await provider.service(), packageId, { expiresOn: world.today })
    const past = await provider.link(await provider.service(), packageId)
    await setLastDay([past], -1)
    const waits = await provider.link(await provider.service({ activate: false }), packageId, {
      expiresOn: world.today,
    })
    expect(await notify()).toEqual({ notified: 1 })
    expect(await provider.told(last)).toEqual(['created', 'expiring'])
    expect(await provider.told(past)).toEqual(['created'])
    expect(await provider.told(waits)).toEqual([])
  })

  it('is not given to a platform that set no days or did not choose the event', async () => {
    const { provider } = world
    for (const values of [{ days: null }, { wanted: false }]) {
      const packageId = await packageTold(values)
      await provider.link(await provider.service(), packageId, { expiresOn: world.today })
    }
    expect(await notify()).toEqual({ notified: 0 })
  })

  it('is given once when two processes look at once, and to more than one chunk', async () => {
    const { provider } = world
    const ids = await seedMany(provider, { count: 1_100, packageId: await packageTold() })
    await setLastDay(ids, 3)
    const results = await Promise.all([notify(), notify()])
    expect(results.map(({ notified }) => notified ?? 0).reduce((sum, count) => sum + count)).toBe(1_100)
    const [{ count }] = await provider.dataSource.query(
      `select count(*)::int as count from content_platforms.webhook_event where subscription_id = any($1) and type = $2`,
      [ids, EXPIRING],
    )
    expect(count).toBe(1_100)
  })
})
