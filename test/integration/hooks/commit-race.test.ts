import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { saveIntegration } from '../../../src/domain/integrations/save-integration.js'
import { suspendService } from '../../../src/domain/services/suspend-service.js'
import { PackageSubscription } from '../../../src/entities/package-subscription.js'
import { ACTOR, createProvider, type Provider } from '../../support/provider.js'
import { backends, holdCommitOf } from './held-commit.js'

let provider: Provider
beforeAll(async () => {
  provider = await createProvider()
})
afterAll(() => provider.drop())

it("a host's link that is recorded but not committed makes the editor of its integration's switch wait", async () => {
  const { id: integrationId, productId } = await provider.integration({ suspendOnPartial: true })
  const packageId = await provider.package({ productId })
  const serviceId = await provider.service()
  await provider.inTransaction((tx) => suspendService(tx, { serviceId, kind: 'partial', actor: ACTOR }))

  const host = provider.dataSource.createQueryRunner()
  await host.startTransaction()
  const link = { serviceId, packageId, priceCents: 0, origin: 'api' } as const
  const { id } = await host.manager.getRepository(PackageSubscription).save(link)
  const letGo = holdCommitOf(provider, host)
  const committed = host.commitTransaction()
  const recorded = `state = 'idle in transaction' and query like '%set recorded_state%'`
  await vi.waitFor(async () => expect(await backends(provider, recorded)).toHaveLength(1))

  let isToggled = false
  const toggled = provider
    .inTransaction((tx) =>
      saveIntegration(tx, { id: integrationId, values: { suspendOnPartial: false }, actor: ACTOR }, provider.domain),
    )
    .then(() => {
      isToggled = true
    })
  await vi.waitFor(async () =>
    expect(isToggled || (await backends(provider, `wait_event_type = 'Lock'`)).length === 1).toBe(true),
  )
  letGo()
  await Promise.all([committed, toggled])
  await host.release()
  expect(await provider.subscription(id)).toMatchObject({ state: 'active' })
})
