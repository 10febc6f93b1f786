import type { Logger as TypeOrmLogger } from 'typeorm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { suspendService } from '../../../src/domain/services/suspend-service.js'
import { ContentPackage } from '../../../src/entities/content-package.js'
import { CustomerService } from '../../../src/entities/customer-service.js'
import { Integration } from '../../../src/entities/integration.js'
import { PackageSubscription } from '../../../src/entities/package-subscription.js'
import { ServiceBlock } from '../../../src/entities/service-block.js'
import { ACTOR, createProvider, type Provider } from '../../support/provider.js'

let provider: Provider
beforeAll(async () => {
  provider = await createProvider()
})
afterAll(() => provider.drop())

/** Statements that a piece of work runs, without those of beginning and ending transactions. */
const statementsOf = async (work: () => Promise<unknown>): Promise<string[]> => {
  const { dataSource } = provider
  const before = dataSource.logger
  const statements: string[] = []
  const ignore = () => {}
  dataSource.logger = {
    logQuery: (query: string) => statements.push(query),
    logQueryError: ignore,
    logQuerySlow: ignore,
    logSchemaBuild: ignore,
    logMigration: ignore,
    log: ignore,
  } as TypeOrmLogger
  const { logging } = dataSource.options
  Object.assign(dataSource.options, { logging: true })
  try {
    await work()
  } finally {
    Object.assign(dataSource.options, { logging })
    dataSource.logger = before
  }
  return statements
}

const debtOn = (serviceId: number) => ({ serviceId, kind: 'debt', origin: 'host', openedAt: new Date() }) as const

describe('what a commit costs', () => {
  const servicesWithPackage = async (count: number): Promise<number[]> => {
    const { productId } = await provider.integration()
    const packageId = await provider.package({ productId })
    const customerId = await provider.customer()
    const first = await provider.service({ customerId })
    const ids: { id: number }[] = await provider.dataSource.query(
      `insert into content_platforms.customer_service (customer_id, plan_id, number, status_id, due_day, price_cents)
       select customer_id, plan_id, number || '-' || n, status_id, due_day, price_cents
       from content_platforms.customer_service, generate_series(1, $2) n where id = $1 returning id`,
      [first, count],
    )
    const rows = ids.map(({ id }) => ({ serviceId: id, packageId, priceCents: 0, origin: 'api' as const }))
    await provider.inTransaction((tx) => tx.getRepository(PackageSubscription).save(rows))
    return ids.map(({ id }) => id)
  }

  const statementsAtCommit = async (serviceIds: number[]) => {
    const runner = provider.dataSource.createQueryRunner()
    try {
      await runner.startTransaction()
      await runner.manager.getRepository(ServiceBlock).save(serviceIds.map(debtOn))
      return await statementsOf(() => runner.commitTransaction())
    } finally {
      await runner.release()
    }
  }

  it('1,000 saved entities are recorded with as many statements as one', async () => {
    const [one = 0, ...thousand] = await servicesWithPackage(1_001)
    const ofOne = await statementsAtCommit([one])
    const ofThousand = await statementsAtCommit(thousand)
    expect(ofThousand).toHaveLength(ofOne.length)
    expect(ofOne.length).toBeGreaterThan(3)
    const [{ count }] = await provider.dataSource.query(
      `select count(*)::int as count from content_platforms.webhook_event e
       join content_platforms.package_subscription s on s.id = e.subscription_id
       where e.type = 'content.subscription.suspended' and s.service_id = any($1)`,
      [thousand],
    )
    expect(count).toBe(1_000)
  })

  it('a save of unwatched columns runs nothing at commit', async () => {
    const { serviceId } = await provider.linked()
    const runner = provider.dataSource.createQueryRunner()
    await runner.startTransaction()
    await runner.manager.getRepository(CustomerService).save({ id: serviceId, dueDay: 20 })
    const statements = await statementsOf(() => runner.commitTransaction())
    await runner.release()
    expect(statements).toEqual(['COMMIT'])
  })
})

describe('facts and events are one', () => {
  let linked: Awaited<ReturnType<Provider['linked']>>
  beforeEach(async () => {
    linked = await provider.linked()
  })
  const suspend = { kind: 'debt', actor: ACTOR } as const

  it('BR-30: saving the same values again yields no event', async () => {
    const { serviceId, integrationId, packageId, subscriptionId } = linked
    const before = await provider.events()
    await provider.inTransaction(async (tx) => {
      for (const [entity, id] of [
        [CustomerService, serviceId],
        [Integration, integrationId],
        [ContentPackage, packageId],
        [PackageSubscription, subscriptionId],
      ] as const) {
        const record = await tx.getRepository<{ id: number }>(entity).findOneByOrFail({ id })
        await tx.getRepository<{ id: number }>(entity).save({ ...record })
      }
    })
    expect(await provider.events()).toEqual(before)
  })

  it('BR-30: a fact changed and changed back in one transaction yields no event', async () => {
    const { serviceId, subscriptionId } = linked
    await provider.inTransaction(async (tx) => {
      const block = await tx.getRepository(ServiceBlock).save(debtOn(serviceId))
      await tx.getRepository(ServiceBlock).save({ ...block, closedAt: new Date() })
    })
    expect(await provider.told(subscriptionId)).toEqual(['created'])
  })

  it('BR-80: an error while recording rolls back facts, events, lanes and audit', async () => {
    const { serviceId, subscriptionId } = linked
    await provider.dataSource.query(
      `alter table content_platforms.webhook_event add constraint ck_test check (type <> 'content.subscription.suspended') not valid`,
    )
    try {
      const attempt = provider.inTransaction((tx) => suspendService(tx, { serviceId, ...suspend }))
      await expect(attempt).rejects.toThrow(/ck_test/)
    } finally {
      await provider.dataSource.query('alter table content_platforms.webhook_event drop constraint ck_test')
    }
    expect(await provider.dataSource.getRepository(ServiceBlock).findBy({ serviceId })).toEqual([])
    expect(await provider.told(subscriptionId)).toEqual(['created'])
    expect(await provider.subscription(subscriptionId)).toMatchObject({ state: 'active', sequence: 1 })
    const lanes = await provider.dataSource.query(
      `select l.last_sequence from content_platforms.delivery_lane l
       join content_platforms.package_subscription s on s.recorded_account_id = l.account_id where s.id = $1`,
      [subscriptionId],
    )
    expect(lanes).toEqual([{ last_sequence: 1 }])
    expect(
      (await provider.audit('service.suspended')).filter(({ recordId }) => recordId === String(serviceId)),
    ).toEqual([])
  })

  it('committing again after a commit that failed meets the error again', async () => {
    const { serviceId, subscriptionId } = linked
    const runner = provider.dataSource.createQueryRunner()
    await provider.dataSource.query(
      `alter table content_platforms.webhook_event add constraint ck_test check (type <> 'content.subscription.suspended') not valid`,
    )
    await runner.startTransaction()
    await suspendService(runner.manager, { serviceId, ...suspend })
    await expect(runner.commitTransaction()).rejects.toThrow(/ck_test/)
    await expect(runner.commitTransaction()).rejects.toThrow()
    await runner.rollbackTransaction()
    await runner.release()
    await provider.dataSource.query('alter table content_platforms.webhook_event drop constraint ck_test')
    expect(await provider.told(subscriptionId)).toEqual(['created'])
    expect(await provider.dataSource.getRepository(ServiceBlock).findBy({ serviceId })).toEqual([])
  })

  it('is computed at the outermost commit only, of what all levels changed', async () => {
    const { serviceId, subscriptionId } = linked
    const recorded: number[] = []
    await provider.inTransaction(async (outer) => {
      await outer.transaction((inner) => suspendService(inner, { serviceId, ...suspend }))
      const [{ count }] = await outer.query(
        'select count(*)::int as count from content_platforms.webhook_event where subscription_id = $1',
        [subscriptionId],
      )
      recorded.push(count)
      await outer.transaction((inner) => suspendService(inner, { serviceId, kind: 'request', actor: ACTOR }))
    })
    expect(recorded).toEqual([1])
    expect(await provider.told(subscriptionId)).toEqual(['created', 'suspended'])
    expect((await provider.events({ subscriptionId })).at(-1)?.data.reasons).toEqual(['debt', 'request'])
  })

  it('a rollback to a savepoint keeps what the outer level touched', async () => {
    const { serviceId, subscriptionId } = linked
    await provider.inTransaction(async (outer) => {
      await suspendService(outer, { serviceId, ...suspend })
      await expect(
        outer.transaction(async (inner) => {
          await suspendService(inner, { serviceId, kind: 'request', actor: ACTOR })
          throw new Error('inner')
        }),
      ).rejects.toThrow('inner')
    })
    expect(await provider.told(subscriptionId)).toEqual(['created', 'suspended'])
    expect((await provider.events({ subscriptionId })).at(-1)?.data.reasons).toEqual(['debt'])
  })

  it("a host's rollback leaves nothing, and the next transaction on that connection is clean", async () => {
    const { serviceId, subscriptionId } = linked
    const runner = provider.dataSource.createQueryRunner()
    await runner.startTransaction()
    await suspendService(runner.manager, { serviceId, ...suspend })
    await runner.rollbackTransaction()
    await runner.startTransaction()
    const statements = await statementsOf(() => runner.commitTransaction())
    await runner.release()
    expect(statements).toEqual(['COMMIT'])
    expect(await provider.told(subscriptionId)).toEqual(['created'])
  })

  it('a partial save that leaves ids undefined is recorded', async () => {
    const { subscriptionId } = linked
    await provider.inTransaction((tx) =>
      tx.getRepository(PackageSubscription).save({
        id: subscriptionId,
        serviceId: undefined,
        removedAt: new Date(),
      } as unknown as PackageSubscription),
    )
    expect(await provider.told(subscriptionId)).toEqual(['created', 'removed'])
  })
})
