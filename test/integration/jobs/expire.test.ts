import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readSubscriptions } from '../../../src/actions/read-subscriptions.js'
import { readToday } from '../../../src/domain/clock.js'
import { unlinkPackage } from '../../../src/domain/packages/unlink-package.js'
import { suspendService } from '../../../src/domain/services/suspend-service.js'
import { decideBrake } from '../../../src/domain/state/decide-brake.js'
import { MassBrake } from '../../../src/entities/mass-brake.js'
import { createExpireJob } from '../../../src/jobs/expire.job.js'
import { ACTOR, createProvider } from '../../support/provider.js'
import { seedMany } from './many.js'
import { addDays, createJobWorld, type JobWorld, runOnce } from './run-once.js'

let world: JobWorld
beforeAll(async () => {
  world = await createJobWorld()
})
beforeEach(() => world.setDay(0))
afterAll(() => world?.provider.drop())

const expire = () => world.run(createExpireJob(world.parts))

/** A subscription whose last day is so many days from now. */
const linkedUntil = async (days: number | null) => {
  const { provider, today } = world
  const { productId } = await provider.integration()
  const packageId = await provider.package({ productId })
  const serviceId = await provider.service()
  const expiresOn = days === null ? null : addDays(today, days)
  return { serviceId, packageId, id: await provider.link(serviceId, packageId, { expiresOn }) }
}

const setLastDay = (ids: readonly number[], day: string) =>
  world.dataSource.query(`update content_platforms.package_subscription set expires_on = $2 where id = any($1)`, [
    ids,
    day,
  ])

describe('the expiry of subscriptions', () => {
  it('BR-25: keeps a subscription through its last day and removes it the day after, once', async () => {
    const { provider } = world
    const { id } = await linkedUntil(3)
    const stays = await linkedUntil(null)
    world.setDay(3)
    expect(await expire()).toEqual({ expired: 0 })
    expect(await provider.told(id)).toEqual(['created'])

    world.setDay(4)
    expect(await expire()).toEqual({ expired: 1 })
    expect(await expire()).toEqual({ expired: 0 })
    expect(await provider.told(id)).toEqual(['created', 'removed'])
    expect((await provider.events({ subscriptionId: id })).at(-1)?.data).toMatchObject({
      cause: 'expired',
      state: 'absent',
      expiresOn: addDays(world.today, 3),
    })
    expect((await provider.subscription(stays.id)).state).toBe('active')
    expect(await provider.audit('subscription.expired')).toMatchObject([
      {
        actor: 'job:subscription.expire',
        recordId: String(id),
        before: { state: 'active' },
        after: { state: 'absent', events: ['removed'] },
      },
    ])
  })

  it('BR-25: makes up for days without a run, and for a suspended one', async () => {
    const { provider } = world
    const { id, serviceId } = await linkedUntil(0)
    await provider.dataSource.query(`update content_platforms.content_package set suspend_on_debt = true`)
    await provider.inTransaction((tx) =>
      suspendService(tx, { serviceId, kind: 'debt', reason: 'Débito', actor: ACTOR }),
    )
    world.setDay(40)
    await expire()
    expect(await provider.told(id)).toEqual(['created', 'suspended', 'removed'])
  })

  it('BR-25: one that was waiting ends without a word to the platform', async () => {
    const { provider, today } = world
    const { productId } = await provider.integration()
    const packageId = await provider.package({ productId })
    const serviceId = await provider.service({ activate: false })
    const id = await provider.link(serviceId, packageId, { expiresOn: today })
    expect((await provider.subscription(id)).state).toBe('waiting')
    world.setDay(1)
    await expire()
    expect((await provider.subscription(id)).state).toBe('absent')
    expect(await provider.told(id)).toEqual([])
  })

  it('BR-25: two processes that expire the same subscriptions tell of each once', async () => {
    const { provider } = world
    const linked = [await linkedUntil(0), await linkedUntil(0), await linkedUntil(0)]
    world.setDay(1)
    await Promise.all([expire(), expire(), expire()])
    for (const { id } of linked) expect(await provider.told(id)).toEqual(['created', 'removed'])
  })

  it('BR-25: shows as removed, once the platform was told', async () => {
    const { provider } = world
    const { id } = await linkedUntil(0)
    world.setDay(1)
    await expire()
    const today = addDays(world.today, 1)
    const standing = async () =>
      (await readSubscriptions(provider.dataSource.manager, { ids: [id], today })).map((row) => row.standing)
    expect(await standing()).toEqual(['awaiting_removed'])
    const { sequence, accountId } = await provider.subscription(id)
    await provider.dataSource.query(
      `insert into content_platforms.subscription_confirmation (subscription_id, state, account_id, sequence)
       values ($1, 'absent', $2, $3)`,
      [id, accountId, sequence],
    )
    expect(await standing()).toEqual(['removed'])
  })

  it.each([
    ['Pacific/Kiritimati', 1],
    ['Etc/GMT+12', 0],
  ])('BR-25: it is the day that it is in %s', async (timeZone, expired) => {
    const provider = await createProvider({ timeZone })
    try {
      // Kiritimati is 26 hours ahead: where it is this day in the far west, it is a later one there at all times.
      const farWest = await readToday(provider.dataSource.manager, 'Etc/GMT+12')
      const { subscriptionId } = await provider.linked()
      await provider.dataSource.query(`update content_platforms.package_subscription set expires_on = $1`, [farWest])
      const job = createExpireJob({ ...world.parts, readToday: (tx) => readToday(tx, timeZone) })
      expect(await runOnce(job, provider.dataSource)).toEqual({ expired })
      expect((await provider.subscription(subscriptionId)).state).toBe(expired ? 'absent' : 'active')
    } finally {
      await provider.drop()
    }
  })
})

describe('the brake on expiry', () => {
  const confirm = async (decision: 'confirmed' | 'dismissed') => {
    const brake = await world.dataSource.manager.findOneByOrFail(MassBrake, { state: 'held' })
    await world.provider.inTransaction((tx) =>
      decideBrake(tx, { brakeId: brake.id, decision, count: brake.affectedCount, reason: 'Conferido', actor: ACTOR }),
    )
  }
  const active = async () => (await world.provider.subscriptions()).filter(({ state }) => state === 'active').length

  it('BR-45: stops before it removes more than the limit, alerts once, and goes on when it is confirmed', async () => {
    const { provider, today, lines } = world
    const { productId } = await provider.integration()
    const packageId = await provider.package({ productId })
    const ids = await seedMany(provider, { count: 620, packageId })
    const before = await active()
    await setLastDay(ids, addDays(today, -1))
    expect(await expire()).toEqual({ held: 620 })
    expect(await expire()).toEqual({ held: 620 })
    expect(await active()).toBe(before)
    expect(lines.filter(({ message }) => message === 'brake.held')).toEqual([
      { message: 'brake.held', fields: { source: 'subscription.expire', count: 620, limit: 100 } },
    ])

    await confirm('dismissed')
    expect(await expire()).toEqual({ held: 620 })
    expect(await active()).toBe(before)
    await provider.dataSource.query(`update content_platforms.mass_brake set state = 'held'`)

    await confirm('confirmed')
    expect(await expire()).toEqual({ expired: 620 })
    expect(await active()).toBe(before - 620)
    expect(await provider.dataSource.manager.find(MassBrake)).toMatchObject([{ state: 'confirmed', remainingCount: 0 }])
    expect(await expire()).toEqual({ expired: 0 })
    expect(await provider.dataSource.manager.find(MassBrake)).toMatchObject([{ state: 'ended' }])
  })

  it('BR-45: within the limit it asks nobody', async () => {
    const { provider, today } = world
    const { productId } = await provider.integration()
    const packageId = await provider.package({ productId })
    const ids = await seedMany(provider, { count: 100, packageId })
    await setLastDay(ids, addDays(today, -1))
    expect(await expire()).toEqual({ expired: 100 })
  })

  it('BR-45: more than were confirmed are not removed, and are asked about anew', async () => {
    const { provider, today } = world
    const { productId } = await provider.integration()
    const packageId = await provider.package({ productId })
    const ids = await seedMany(provider, { count: 130, packageId })
    await setLastDay(ids.slice(0, 120), addDays(today, -1))
    expect(await expire()).toEqual({ held: 120 })
    await confirm('confirmed')
    await setLastDay(ids, addDays(today, -1))
    expect(await expire()).toEqual({ held: 130 })
    await confirm('confirmed')
    expect(await expire()).toEqual({ expired: 130 })
  })

  it('one subscription that cannot be written does not keep the others', async () => {
    const { provider } = world
    const linked = [await linkedUntil(0), await linkedUntil(0), await linkedUntil(0)]
    const bad = linked[1]?.id
    // Raw SQL of somebody: told of, but nobody knows where.
    await world.dataSource.query(
      `update content_platforms.package_subscription set recorded_account_id = null where id = $1`,
      [bad],
    )
    world.setDay(1)
    await expect(expire()).rejects.toThrow(`not written: ${linked[1]?.serviceId}`)
    for (const { id } of linked)
      expect(await provider.told(id)).toEqual(id === bad ? ['created'] : ['created', 'removed'])
    await world.dataSource.query(
      `update content_platforms.package_subscription set recorded_state = 'absent' where id = $1`,
      [bad],
    )
  })

  it('BR-24: an expired package can be unlinked without another word', async () => {
    const { provider } = world
    const { id } = await linkedUntil(0)
    world.setDay(1)
    await expire()
    await world.dataSource.transaction((tx) => unlinkPackage(tx, { subscriptionId: id, reason: 'Fim', actor: ACTOR }))
    expect(await provider.told(id)).toEqual(['created', 'removed'])
  })
})
