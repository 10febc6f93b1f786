import type { EntityManager } from 'typeorm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { unlinkPackage } from '../../../src/domain/packages/unlink-package.js'
import { suspendService } from '../../../src/domain/services/suspend-service.js'
import { confirmSubscriptions } from '../../../src/domain/state/confirm-subscriptions.js'
import { ContentPackage } from '../../../src/entities/content-package.js'
import { CustomerService } from '../../../src/entities/customer-service.js'
import { DEFAULT_EVENT_TYPES } from '../../../src/entities/integration.js'
import { PackageSubscription } from '../../../src/entities/package-subscription.js'
import { ServiceStatus } from '../../../src/entities/service-status.js'
import { EVENTS } from '../../../src/events/catalogue.js'
import { ACTOR, createProvider, type Provider } from '../../support/provider.js'

const RELINKED = 'content.subscription.relinked'

let provider: Provider
beforeEach(async () => {
  provider = await createProvider()
})
afterEach(() => provider.drop())

const statusOf = async (tx: EntityManager, code: string) =>
  (await tx.getRepository(ServiceStatus).findOneByOrFail({ code })).id

/** The rows of a migration as a host would save them: the successor, its subscription, the end of the old service. */
const migrateRows = async (tx: EntityManager, from: { serviceId: number; subscriptionId: number }) => {
  const services = tx.getRepository(CustomerService)
  const subscriptions = tx.getRepository(PackageSubscription)
  const old = await services.findOneByOrFail({ id: from.serviceId })
  const { id: _, createdAt: __, updatedAt: ___, version: ____, ...copied } = old
  const service = await services.save({
    ...copied,
    number: `${old.number}-m`,
    statusId: await statusOf(tx, 'servico_habilitado'),
    origin: 'migrated' as const,
    previousServiceId: old.id,
  })
  const before = await subscriptions.findOneByOrFail({ id: from.subscriptionId })
  const { packageId, priceCents } = before
  const after = await subscriptions.save({
    ...{ serviceId: service.id, packageId, priceCents, origin: 'migration' as const, continuesId: before.id },
  })
  await services.save({ id: old.id, statusId: await statusOf(tx, 'cancelado'), canceledAt: new Date() })
  return { serviceId: service.id, subscriptionId: after.id }
}

const suspend = (serviceId: number) =>
  provider.inTransaction((tx) => suspendService(tx, { serviceId, kind: 'debt', actor: ACTOR }))

const lastEvent = async () => (await provider.events()).at(-1)

describe('BR-40: a subscription that goes on after a migration', () => {
  it('is told by nothing to a platform of the usual events, which goes on knowing it by its old id', async () => {
    const before = await provider.linked()
    const after = await provider.inTransaction((tx) => migrateRows(tx, before))
    expect((await provider.events()).map(({ type }) => type)).toEqual(['content.subscription.created'])
    expect(await provider.subscription(before.subscriptionId)).toMatchObject({ state: 'absent', accountId: null })
    expect(await provider.subscription(after.subscriptionId)).toMatchObject({ state: 'active', sequence: 1 })
    await suspend(after.serviceId)
    expect(await lastEvent()).toMatchObject({
      type: 'content.subscription.suspended',
      subscriptionId: after.subscriptionId,
      data: { subscriptionId: before.subscriptionId, serviceId: after.serviceId },
    })
  })

  it('is told by one `relinked` that names both, where the platform takes it, and by its new id from then on', async () => {
    const before = await provider.linked({ integration: { eventTypes: [...DEFAULT_EVENT_TYPES, RELINKED] } })
    const after = await provider.inTransaction((tx) => migrateRows(tx, before))
    const event = await lastEvent()
    expect(event).toMatchObject({
      type: RELINKED,
      sequence: 2,
      data: {
        subscriptionId: after.subscriptionId,
        previousSubscriptionId: before.subscriptionId,
        serviceId: after.serviceId,
        previousServiceId: before.serviceId,
        state: 'active',
        otherActiveSubscriptions: 0,
      },
    })
    expect(EVENTS[RELINKED].stored.safeParse(event?.data).error).toBeUndefined()
    await suspend(after.serviceId)
    expect((await lastEvent())?.data).toMatchObject({ subscriptionId: after.subscriptionId })
    expect(await provider.events()).toHaveLength(3)
  })

  it('keeps what was recorded while it is suspended, and is resumed when its blocks did not go with it', async () => {
    const before = await provider.linked()
    await suspend(before.serviceId)
    const after = await provider.inTransaction((tx) => migrateRows(tx, before))
    expect(await lastEvent()).toMatchObject({
      type: 'content.subscription.resumed',
      data: { subscriptionId: before.subscriptionId, previousState: 'suspended' },
    })
    expect((await provider.subscription(after.subscriptionId)).state).toBe('active')
  })

  it('is followed through two migrations in one transaction', async () => {
    const first = await provider.linked()
    const last = await provider.inTransaction(async (tx) => migrateRows(tx, await migrateRows(tx, first)))
    expect(await provider.events()).toHaveLength(1)
    expect((await provider.subscriptions()).map(({ state }) => state)).toEqual(['absent', 'absent', 'active'])
    await suspend(last.serviceId)
    expect((await lastEvent())?.data).toMatchObject({ subscriptionId: first.subscriptionId })
  })

  it('is acknowledged when the platform answers to what was recorded before the migration', async () => {
    const before = await provider.linked()
    const { accountId } = await provider.subscription(before.subscriptionId)
    const after = await provider.inTransaction((tx) => migrateRows(tx, before))
    await provider.inTransaction((tx) =>
      confirmSubscriptions(tx, [
        {
          subscriptionId: before.subscriptionId,
          accountId: accountId ?? 0,
          sequence: 1,
          result: { kind: 'confirmed', state: 'active', login: 'fulana' },
        },
      ]),
    )
    const confirmed = await provider.dataSource.query(
      `select subscription_id as id, state, sequence from content_platforms.subscription_confirmation`,
    )
    expect(confirmed).toEqual([{ id: after.subscriptionId, state: 'active', sequence: 1 }])
  })

  it('takes along what the platform had acknowledged', async () => {
    const before = await provider.linked()
    const { accountId } = await provider.subscription(before.subscriptionId)
    const item = { subscriptionId: before.subscriptionId, accountId: accountId ?? 0, sequence: 1 }
    await provider.inTransaction((tx) =>
      confirmSubscriptions(tx, [{ ...item, result: { kind: 'confirmed', state: 'active' } }]),
    )
    const after = await provider.inTransaction((tx) => migrateRows(tx, before))
    const confirmed = await provider.dataSource.query(
      `select subscription_id as id, state, sequence from content_platforms.subscription_confirmation`,
    )
    expect(confirmed).toEqual([{ id: after.subscriptionId, state: 'active', sequence: 1 }])
  })

  it('is known by its own id once it was removed and created anew', async () => {
    const before = await provider.linked()
    const { serviceId, subscriptionId } = await provider.inTransaction((tx) => migrateRows(tx, before))
    await provider.inTransaction((tx) => unlinkPackage(tx, { subscriptionId, actor: ACTOR }))
    await provider.link(serviceId, before.packageId)
    await suspend(serviceId)
    const told = (await provider.events()).map(({ type, data }) => [type.split('.').at(-1), data.subscriptionId])
    expect(told).toEqual([
      ['created', before.subscriptionId],
      ['removed', before.subscriptionId],
      ['created', subscriptionId],
      ['suspended', subscriptionId],
    ])
  })

  it('does not go on at another platform: removed there, created here', async () => {
    const before = await provider.linked()
    const other = await provider.integration()
    const after = await provider.inTransaction(async (tx) => {
      await tx.getRepository(ContentPackage).save({ id: before.packageId, productId: other.productId })
      return migrateRows(tx, before)
    })
    expect(await provider.told(before.subscriptionId)).toEqual(['created', 'removed'])
    expect(
      (await provider.events({ integrationId: other.id })).map(({ type, data }) => [type, data.subscriptionId]),
    ).toEqual([['content.subscription.created', after.subscriptionId]])
  })

  it('BR-41: what does not go on is removed once, because of the migration', async () => {
    const before = await provider.linked()
    const other = await provider.package({ productId: before.productId })
    const lost = await provider.link(before.serviceId, other)
    await provider.inTransaction((tx) => migrateRows(tx, before))
    expect(await provider.told(lost)).toEqual(['created', 'removed'])
    expect(await lastEvent()).toMatchObject({
      subscriptionId: lost,
      data: { cause: 'migrated', otherActiveSubscriptions: 1 },
    })
  })
})

describe('the order in one account', () => {
  const swap = (linked: { serviceId: number; subscriptionId: number }, packageId: number) =>
    provider.inTransaction(async (tx) => {
      const subscriptions = tx.getRepository(PackageSubscription)
      await subscriptions.save({ id: linked.subscriptionId, removedAt: new Date() })
      await subscriptions.save({ serviceId: linked.serviceId, packageId, priceCents: 0, origin: 'bulk' as const })
    })

  it('a swap creates before it removes, so that the user never looks gone', async () => {
    const linked = await provider.linked()
    await swap(linked, await provider.package({ productId: linked.productId }))
    const told = (await provider.events()).map(({ type, data }) => [
      type.split('.').at(-1),
      data.otherActiveSubscriptions,
    ])
    expect(told).toEqual([
      ['created', 0],
      ['created', 1],
      ['removed', 1],
    ])
  })

  it('BR-12: but removes first where the platform bears one package at a time', async () => {
    const linked = await provider.linked({ integration: { singlePackage: true } })
    await swap(linked, await provider.package({ productId: linked.productId }))
    expect((await provider.events()).map(({ type }) => type.split('.').at(-1))).toEqual([
      'created',
      'removed',
      'created',
    ])
  })
})
