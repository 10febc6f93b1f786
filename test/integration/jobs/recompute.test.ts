import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { suspendService } from '../../../src/domain/services/suspend-service.js'
import { decideBrake } from '../../../src/domain/state/decide-brake.js'
import { MassBrake } from '../../../src/entities/mass-brake.js'
import { createRecomputeJob } from '../../../src/jobs/recompute.job.js'
import { ACTOR } from '../../support/provider.js'
import { seedMany } from './many.js'
import { addDays, createJobWorld, type JobWorld } from './run-once.js'

let world: JobWorld
beforeAll(async () => {
  world = await createJobWorld()
})
beforeEach(() => {
  world.setDay(0)
  world.lines.length = 0
})
afterAll(() => world?.provider.drop())

const recompute = () => world.run(createRecomputeJob(world.parts))
const sql = (text: string, values: unknown[] = []) => world.provider.dataSource.query(text, values)
const audited = async () =>
  (await world.provider.audit('subscription.drift_corrected')).map(({ actor, recordId, before, after }) => ({
    actor,
    recordId,
    before,
    after,
  }))

const everythingWritten = async () =>
  (
    await sql(
      `select (select count(*) from content_platforms.audit_entry)::int as audits,
         (select count(*) from content_platforms.webhook_event)::int as events,
         (select coalesce(sum(xmin::text::bigint), 0) from content_platforms.package_subscription)::text as rows,
         (select count(*) from content_platforms.mass_brake)::int as brakes`,
    )
  )[0]

describe('the full recompute', () => {
  it('finds, corrects and audits what others changed by raw SQL', async () => {
    const { provider } = world
    const gone = await provider.linked()
    const blocked = await provider.linked({ package: { suspendOnDebt: true } })
    const fine = await provider.linked()
    await sql(`update content_platforms.package_subscription set removed_at = now() where id = $1`, [
      gone.subscriptionId,
    ])
    await sql(
      `insert into content_platforms.service_block (service_id, kind, origin, reason, opened_at)
       values ($1, 'debt', 'host', 'SQL', now())`,
      [blocked.serviceId],
    )
    expect(await recompute()).toEqual({ checked: 3, drifted: 2, corrected: 2 })
    expect(await provider.told(gone.subscriptionId)).toEqual(['created', 'removed'])
    expect(await provider.told(blocked.subscriptionId)).toEqual(['created', 'suspended'])
    expect(await provider.told(fine.subscriptionId)).toEqual(['created'])
    const actor = 'job:subscription.recompute'
    expect(await audited()).toEqual([
      {
        actor,
        recordId: String(gone.subscriptionId),
        before: { state: 'active' },
        after: { state: 'absent', events: ['removed'], serviceId: gone.serviceId },
      },
      {
        actor,
        recordId: String(blocked.subscriptionId),
        before: { state: 'active' },
        after: { state: 'suspended', events: ['suspended'], serviceId: blocked.serviceId },
      },
    ])
  })

  it('writes nothing at all where nothing differs', async () => {
    await recompute()
    const before = await everythingWritten()
    expect(await recompute()).toMatchObject({ drifted: 0, corrected: 0 })
    expect(await everythingWritten()).toEqual(before)
  })

  it('finds a subscription that raw SQL added, and one whose service it moved to another person', async () => {
    const { provider } = world
    const { packageId, subscriptionId, serviceId } = await provider.linked()
    const other = await provider.service()
    const [{ id }] = await sql(
      `insert into content_platforms.package_subscription (service_id, package_id, price_cents, origin)
       values ($1, $2, 100, 'api') returning id`,
      [other, packageId],
    )
    await sql(`update content_platforms.customer_service set customer_id = $2 where id = $1`, [
      serviceId,
      await provider.customer(),
    ])
    expect(await recompute()).toMatchObject({ drifted: 2, corrected: 2 })
    expect(await provider.told(id)).toEqual(['created'])
    expect(await provider.told(subscriptionId)).toEqual(['created', 'removed', 'created'])
  })

  it('leaves what merely expired, and trust unlocks that end this minute, to their own jobs', async () => {
    const { provider } = world
    const expired = await provider.linked()
    const unlocked = await provider.linked({ package: { suspendOnDebt: true } })
    const { serviceId } = unlocked
    await provider.inTransaction((tx) =>
      suspendService(tx, { serviceId, kind: 'debt', reason: 'Débito', actor: ACTOR }),
    )
    await sql(
      `update content_platforms.customer_service set trust_unlock_until = now() + interval '1 day' where id = $1`,
      [serviceId],
    )
    await recompute()
    expect(await provider.told(unlocked.subscriptionId)).toEqual(['created', 'suspended', 'resumed'])

    await sql(`update content_platforms.customer_service set trust_unlock_until = now() where id = $1`, [serviceId])
    await sql(`update content_platforms.package_subscription set expires_on = $2 where id = $1`, [
      expired.subscriptionId,
      addDays(world.today, -1),
    ])
    expect(await recompute()).toMatchObject({ drifted: 0, corrected: 0 })
    expect((await provider.subscription(expired.subscriptionId)).state).toBe('active')
    expect((await provider.subscription(unlocked.subscriptionId)).state).toBe('active')
    await sql(`update content_platforms.customer_service set trust_unlock_until = null where id = $1`, [serviceId])
    await sql(`update content_platforms.package_subscription set expires_on = null`)
    await recompute()
  })

  it('BR-45: reports a mass drift and corrects nothing of it until a person confirms', async () => {
    const { provider, lines } = world
    const { productId } = await provider.integration()
    const ids = await seedMany(provider, { count: 700, packageId: await provider.package({ productId }) })
    await sql(`update content_platforms.package_subscription set removed_at = now() where id = any($1)`, [ids])
    const audits = (await audited()).length
    expect(await recompute()).toMatchObject({ drifted: 700, held: 700 })
    expect(await recompute()).toMatchObject({ drifted: 700, held: 700 })
    expect(lines.map(({ message }) => message)).toEqual(['brake.held'])
    expect(await audited()).toHaveLength(audits)

    const brake = await provider.dataSource.manager.findOneByOrFail(MassBrake, { state: 'held' })
    await provider.inTransaction((tx) =>
      decideBrake(tx, { brakeId: brake.id, decision: 'confirmed', count: 700, reason: 'Conferido', actor: ACTOR }),
    )
    expect(await recompute()).toMatchObject({ drifted: 700, corrected: 700 })
    expect(await audited()).toHaveLength(audits + 700)
    expect(await recompute()).toMatchObject({ drifted: 0, corrected: 0 })
  })

  it('BR-45: a mass drift that only brings packages back needs nobody', async () => {
    const { provider } = world
    const { productId } = await provider.integration()
    const ids = await seedMany(provider, { count: 150, packageId: await provider.package({ productId }) })
    await sql(`update content_platforms.package_subscription set removed_at = now() where id = any($1)`, [ids])
    await recompute()
    await sql(`update content_platforms.mass_brake set state = 'confirmed', remaining_count = 150 where state = 'held'`)
    await recompute()
    await sql(`update content_platforms.package_subscription set removed_at = null where id = any($1)`, [ids])
    expect(await recompute()).toMatchObject({ drifted: 150, corrected: 150 })
    expect(await provider.told(ids[0] ?? 0)).toEqual(['created', 'removed', 'created'])
  })

  it('two at once correct and audit each difference once', async () => {
    const { provider } = world
    const linked = await Promise.all(Array.from({ length: 6 }, () => provider.linked()))
    const ids = linked.map(({ subscriptionId }) => subscriptionId)
    await sql(`update content_platforms.package_subscription set removed_at = now() where id = any($1)`, [ids])
    const audits = (await audited()).length
    await Promise.all([recompute(), recompute(), recompute()])
    expect(await audited()).toHaveLength(audits + 6)
    for (const id of ids) expect(await provider.told(id)).toEqual(['created', 'removed'])
  })
})
