import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { enableService } from '../../../src/domain/services/enable-service.js'
import { suspendService } from '../../../src/domain/services/suspend-service.js'
import { trustUnlockService } from '../../../src/domain/services/trust-unlock-service.js'
import { decideBrake } from '../../../src/domain/state/decide-brake.js'
import { MassBrake } from '../../../src/entities/mass-brake.js'
import { createTrustUnlockEndJob } from '../../../src/jobs/trust-unlock-end.job.js'
import { ACTOR } from '../../support/provider.js'
import { seedMany } from './many.js'
import { addDays, createJobWorld, type JobWorld } from './run-once.js'

let world: JobWorld
beforeAll(async () => {
  world = await createJobWorld()
})
beforeEach(() => world.setDay(0))
afterAll(() => world?.provider.drop())

const endUnlocks = () => world.run(createTrustUnlockEndJob(world.parts))
const sql = (text: string, values: unknown[] = []) => world.provider.dataSource.query(text, values)

/** A service in debt whose trust unlock was given just now. */
const unlocked = async () => {
  const { provider } = world
  const linked = await provider.linked({ package: { suspendOnDebt: true } })
  const { serviceId } = linked
  await provider.inTransaction((tx) => suspendService(tx, { serviceId, kind: 'debt', reason: 'Débito', actor: ACTOR }))
  await provider.inTransaction((tx) => trustUnlockService(tx, { serviceId, days: 1, actor: ACTOR }, provider.domain))
  return linked
}

/** Lets the unlock's time be over. */
const letEnd = (serviceIds: readonly number[]) =>
  sql(
    `update content_platforms.customer_service set trust_unlock_until = now() - interval '1 second' where id = any($1)`,
    [serviceIds],
  )

describe('the end of trust unlocks', () => {
  it('BR-35: lets debt count again once the time is over, and not before', async () => {
    const { provider } = world
    const { subscriptionId, serviceId } = await unlocked()
    expect(await endUnlocks()).toEqual({ ended: 0 })
    expect(await provider.told(subscriptionId)).toEqual(['created', 'suspended', 'resumed'])
    await letEnd([serviceId])
    expect(await endUnlocks()).toEqual({ ended: 1 })
    expect(await endUnlocks()).toEqual({ ended: 0 })
    expect(await provider.told(subscriptionId)).toEqual(['created', 'suspended', 'resumed', 'suspended'])
    const entries = await provider.audit('service.trust_unlock_ended')
    expect(entries).toMatchObject([{ actor: 'job:service.trust_unlock_end', recordId: String(serviceId) }])
  })

  it('BR-35: after a payment nothing is suspended', async () => {
    const { provider } = world
    const { subscriptionId, serviceId } = await unlocked()
    await sql(`update content_platforms.service_block set closed_at = now() where service_id = $1`, [serviceId])
    await letEnd([serviceId])
    expect(await endUnlocks()).toEqual({ ended: 1 })
    expect(await provider.told(subscriptionId)).toEqual(['created', 'suspended', 'resumed'])
  })

  it('BR-36: a protected service stays unlocked through the last protected day', async () => {
    const { provider, today } = world
    const { subscriptionId, serviceId } = await unlocked()
    await sql(`update content_platforms.customer_service set do_not_suspend_until = $2 where id = $1`, [
      serviceId,
      addDays(today, 2),
    ])
    await letEnd([serviceId])
    for (const [offset, ended] of [
      [0, 0],
      [2, 0],
      [3, 1],
    ] as const) {
      world.setDay(offset)
      expect(await endUnlocks()).toEqual({ ended })
    }
    expect(await provider.told(subscriptionId)).toEqual(['created', 'suspended', 'resumed', 'suspended'])
  })

  it('BR-65: a payment at the same moment and the end of the unlock leave what the debts say', async () => {
    const { provider } = world
    for (let round = 0; round < 8; round += 1) {
      const { subscriptionId, serviceId } = await unlocked()
      await letEnd([serviceId])
      await Promise.all([
        endUnlocks(),
        provider
          .inTransaction((tx) => enableService(tx, { serviceId, reason: 'Pago', actor: ACTOR }))
          .catch(() => undefined),
      ])
      const [{ open }] = await sql(
        `select count(*)::int as open from content_platforms.service_block where service_id = $1 and closed_at is null`,
        [serviceId],
      )
      expect((await provider.subscription(subscriptionId)).state).toBe(open > 0 ? 'suspended' : 'active')
    }
  })

  it('BR-45: stops before it suspends more than the limit, and goes on once that is confirmed', async () => {
    const { provider } = world
    const { productId } = await provider.integration()
    const packageId = await provider.package({ productId, suspendOnDebt: true })
    const ids = await seedMany(provider, { count: 620, packageId })
    const services: { id: number }[] = await sql(
      `update content_platforms.customer_service set trust_unlock_until = now()
       where id in (select service_id from content_platforms.package_subscription where id = any($1)) returning id`,
      [ids],
    ).then(([rows]: [{ id: number }[]]) => rows)
    await sql(
      `insert into content_platforms.service_block (service_id, kind, origin, reason, opened_at)
       select id, 'debt', 'host', 'Débito', now() from unnest($1::int[]) as id`,
      [services.map(({ id }) => id)],
    )
    const suspended = async () => (await provider.subscriptions()).filter(({ state }) => state === 'suspended').length
    const before = await suspended()
    expect(await endUnlocks()).toEqual({ held: 620 })
    expect(await suspended()).toBe(before)
    const brake = await provider.dataSource.manager.findOneByOrFail(MassBrake, { state: 'held' })
    await provider.inTransaction((tx) =>
      decideBrake(tx, { brakeId: brake.id, decision: 'confirmed', count: 620, reason: 'Conferido', actor: ACTOR }),
    )
    expect(await endUnlocks()).toEqual({ ended: 620 })
    expect(await suspended()).toBe(before + 620)
  })
})
