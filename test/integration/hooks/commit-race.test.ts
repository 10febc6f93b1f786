import type { EntitySubscriberInterface, QueryRunner } from 'typeorm'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { saveIntegration } from '../../../src/domain/save-integration.js'
import { suspendService } from '../../../src/domain/suspend-service.js'
import { PackageSubscription } from '../../../src/entities/package-subscription.js'
import { ACTOR, createProvider, type Provider } from '../../support/provider.js'

let provider: Provider
beforeAll(async () => {
  provider = await createProvider()
})
afterAll(() => provider.drop())

/** Holds one transaction between the moment its events are recorded and its COMMIT. */
const holdCommitOf = (runner: QueryRunner) => {
  let open = () => {}
  const gate = new Promise<void>((resolve) => {
    open = resolve
  })
  const holder: EntitySubscriberInterface = {
    beforeTransactionCommit: ({ queryRunner }) => (queryRunner === runner ? gate : undefined),
  }
  provider.dataSource.subscribers.push(holder)
  return () => {
    provider.dataSource.subscribers.splice(provider.dataSource.subscribers.indexOf(holder), 1)
    open()
  }
}

const backends = (condition: string): Promise<unknown[]> =>
  provider.dataSource.query(
    `select 1 from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and ${condition}`,
  )

it("a host's link that is recorded but not committed makes the editor of its integration's switch wait", async () => {
  const { id: integrationId, productId } = await provider.integration({ suspendOnPartial: true })
  const packageId = await provider.package({ productId })
  const serviceId = await provider.service()
  await provider.inTransaction((tx) => suspendService(tx, { serviceId, kind: 'partial', actor: ACTOR }))

  const host = provider.dataSource.createQueryRunner()
  await host.startTransaction()
  const link = { serviceId, packageId, priceCents: 0, origin: 'api' } as const
  const { id } = await host.manager.getRepository(PackageSubscription).save(link)
  const letGo = holdCommitOf(host)
  const committed = host.commitTransaction()
  const recorded = `state = 'idle in transaction' and query like '%set recorded_state%'`
  await vi.waitFor(async () => expect(await backends(recorded)).toHaveLength(1))

  let isToggled = false
  const toggled = provider
    .inTransaction((tx) =>
      saveIntegration(tx, { id: integrationId, values: { suspendOnPartial: false }, actor: ACTOR }, provider.domain),
    )
    .then(() => {
      isToggled = true
    })
  await vi.waitFor(async () =>
    expect(isToggled || (await backends(`wait_event_type = 'Lock'`)).length === 1).toBe(true),
  )
  letGo()
  await Promise.all([committed, toggled])
  await host.release()
  expect(await provider.subscription(id)).toMatchObject({ state: 'active' })
})
