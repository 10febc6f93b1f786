import type { EntityManager } from 'typeorm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { trackedWrite } from '../../../src/domain/touches.js'
import { ContentPackage } from '../../../src/entities/content-package.js'
import { CustomerService } from '../../../src/entities/customer-service.js'
import { Integration } from '../../../src/entities/integration.js'
import { PackageSubscription } from '../../../src/entities/package-subscription.js'
import { Product } from '../../../src/entities/product.js'
import { ServiceBlock } from '../../../src/entities/service-block.js'
import { ServiceStatus } from '../../../src/entities/service-status.js'
import { createProvider, type Provider } from '../../support/provider.js'

let provider: Provider
let linked: Awaited<ReturnType<Provider['linked']>>
beforeAll(async () => {
  provider = await createProvider()
})
beforeEach(async () => {
  linked = await provider.linked()
})
afterAll(() => provider.drop())

const TABLES = [
  'package_subscription',
  'customer_service',
  'service_block',
  'content_package',
  'product',
  'integration',
]

const snapshot = async () =>
  Object.fromEntries(
    await Promise.all(
      [...TABLES, 'service_status', 'webhook_event'].map(async (table) => [
        table,
        await provider.dataSource.query(
          `select md5(string_agg(t::text, ',' order by t::text)) from content_platforms.${table} t`,
        ),
      ]),
    ),
  )

const block = () => ({ serviceId: linked.serviceId, kind: 'debt', origin: 'host', openedAt: new Date() }) as const
const now = () => new Date()

const WRITES: [string, (tx: EntityManager) => Promise<unknown>][] = [
  [
    'repository.update() of subscriptions',
    (tx) => tx.getRepository(PackageSubscription).update(linked.subscriptionId, { removedAt: now() }),
  ],
  [
    'repository.update() of services',
    (tx) => tx.getRepository(CustomerService).update({ id: linked.serviceId }, { statusId: 1 }),
  ],
  [
    'repository.update() of blocks',
    (tx) => tx.getRepository(ServiceBlock).update({ origin: 'host' }, { closedAt: now() }),
  ],
  [
    'repository.update() of packages',
    (tx) => tx.getRepository(ContentPackage).update(linked.packageId, { suspendOnDebt: false }),
  ],
  ['repository.update() of products', (tx) => tx.getRepository(Product).update({ generic: true }, { name: 'x' })],
  [
    'repository.update() of integrations',
    (tx) => tx.getRepository(Integration).update(linked.integrationId, { active: false }),
  ],
  [
    'repository.update() of statuses',
    (tx) => tx.getRepository(ServiceStatus).update({ code: 'cancelado' }, { contentEffect: 'provision' }),
  ],
  [
    'repository.delete(criteria)',
    (tx) => tx.getRepository(PackageSubscription).delete({ serviceId: linked.serviceId }),
  ],
  [
    'repository.increment()',
    (tx) => tx.getRepository(CustomerService).increment({ id: linked.serviceId }, 'statusId', 1),
  ],
  [
    'a query builder update',
    (tx) =>
      tx.createQueryBuilder().update(CustomerService).set({ statusId: 1 }).where({ id: linked.serviceId }).execute(),
  ],
  ['a query builder delete', (tx) => tx.createQueryBuilder().delete().from(PackageSubscription).execute()],
  [
    'a query builder insert whose ids only the database knows',
    (tx) =>
      tx
        .createQueryBuilder()
        .insert()
        .into(ServiceBlock)
        .values({ ...block(), serviceId: () => String(linked.serviceId) })
        .execute(),
  ],
]

describe.each(WRITES)('%s on a watched entity', (_name, write) => {
  it('is refused before anything is written, outside a transaction', async () => {
    const before = await snapshot()
    await expect(write(provider.dataSource.manager)).rejects.toMatchObject({ code: 'UNTRACKED_WRITE' })
    expect(await snapshot()).toEqual(before)
  })

  it('is refused before anything is written, inside a transaction that goes on', async () => {
    const before = await snapshot()
    await provider.inTransaction(async (tx) => {
      await expect(write(tx)).rejects.toMatchObject({ code: 'UNTRACKED_WRITE' })
    })
    expect(await snapshot()).toEqual(before)
  })
})

describe('writes that are tracked', () => {
  it('an insert with its ids inside a transaction records what it means', async () => {
    await provider.inTransaction((tx) => tx.getRepository(ServiceBlock).insert(block()))
    expect(await provider.told(linked.subscriptionId)).toEqual(['created', 'suspended'])
  })

  it('an upsert inside a transaction records what it means', async () => {
    const service = await provider.dataSource.getRepository(CustomerService).findOneByOrFail({ id: linked.serviceId })
    const [status] = await provider.dataSource.query(
      `select id from content_platforms.service_status where code = 'cancelado'`,
    )
    await provider.inTransaction((tx) =>
      tx.getRepository(CustomerService).upsert({ ...service, statusId: status.id }, ['number']),
    )
    expect(await provider.told(linked.subscriptionId)).toEqual(['created', 'removed'])
  })

  it('an insert outside a transaction is refused', async () => {
    await expect(provider.dataSource.getRepository(ServiceBlock).insert(block())).rejects.toMatchObject({
      code: 'UNTRACKED_WRITE',
    })
    expect(await provider.dataSource.getRepository(ServiceBlock).findBy({ serviceId: linked.serviceId })).toEqual([])
  })

  it('a set-based statement announced by trackedWrite records its events', async () => {
    await provider.inTransaction((tx) =>
      trackedWrite(tx, [linked.serviceId], () =>
        tx.getRepository(PackageSubscription).update({ serviceId: linked.serviceId }, { removedAt: now() }),
      ),
    )
    expect(await provider.told(linked.subscriptionId)).toEqual(['created', 'removed'])
  })

  it('raw SQL announced by trackedWrite records its events', async () => {
    await provider.inTransaction((tx) =>
      trackedWrite(tx, [linked.serviceId], () =>
        tx.query(
          `insert into content_platforms.service_block (service_id, kind, origin, opened_at) values ($1, 'request', 'host', now())`,
          [linked.serviceId],
        ),
      ),
    )
    expect(await provider.told(linked.subscriptionId)).toEqual(['created', 'suspended'])
  })

  it('after trackedWrite the next untracked statement of the transaction is refused again', async () => {
    await provider.inTransaction(async (tx) => {
      await trackedWrite(tx, [linked.serviceId], async () => {})
      const write = tx.getRepository(PackageSubscription).delete({ serviceId: linked.serviceId })
      await expect(write).rejects.toMatchObject({ code: 'UNTRACKED_WRITE' })
    })
  })

  it('trackedWrite outside a transaction is a TypeError', async () => {
    const write = trackedWrite(provider.dataSource.manager, [1], async () => {})
    await expect(write).rejects.toThrow(TypeError)
  })

  it('BR-24: a subscription is never deleted, or its platform would keep the user for ever', async () => {
    const remove = provider.inTransaction(async (tx) => {
      const repository = tx.getRepository(PackageSubscription)
      await repository.remove(await repository.findOneByOrFail({ id: linked.subscriptionId }))
    })
    await expect(remove).rejects.toMatchObject({ code: 'RECORD_IN_USE' })
    expect(await provider.subscription(linked.subscriptionId)).toMatchObject({ state: 'active' })
  })
})
