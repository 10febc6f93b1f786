import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type CustomerInput, saveCustomer } from '../../../src/domain/customers/save-customer.js'
import type { IntegrationInput } from '../../../src/domain/integrations/save-integration.js'
import { unlinkPackage } from '../../../src/domain/packages/unlink-package.js'
import { cancelService } from '../../../src/domain/services/cancel-service.js'
import { suspendService } from '../../../src/domain/services/suspend-service.js'
import { Customer } from '../../../src/entities/customer.js'
import { DEFAULT_EVENT_TYPES } from '../../../src/entities/integration.js'
import { PackageSubscription } from '../../../src/entities/package-subscription.js'
import { ACTOR, createProvider, type Provider } from '../../support/provider.js'
import { backends, holdCommitOf } from './held-commit.js'

const UPDATED = 'content.account.updated'
const WANTED = { eventTypes: [...DEFAULT_EVENT_TYPES, UPDATED] }

let provider: Provider
beforeEach(async () => {
  provider = await createProvider()
})
afterEach(() => provider.drop())

const edit = (id: number, values: Partial<CustomerInput>) =>
  provider.inTransaction((tx) => saveCustomer(tx, { id, values, actor: ACTOR }))
const updates = async () => (await provider.events()).filter(({ type }) => type === UPDATED)
const fieldsTold = async () => (await updates()).map(({ data }) => data.fields)
const linked = (integration: Partial<IntegrationInput> = {}) =>
  provider.linked({ integration: { ...WANTED, ...integration } })

describe('BR-44: an edited customer', () => {
  it('is told once per save to the platform where he has a user, with what changed', async () => {
    const { customerId, integrationId } = await linked()
    await edit(customerId, { name: 'Outro Nome', email: 'outro@example.com', externalId: 'X1' })
    expect(await updates()).toMatchObject([
      { integrationId, subscriptionId: null, sequence: 2, data: { customerId, fields: ['name', 'email'] } },
    ])
    expect(JSON.stringify(await updates())).not.toMatch(/Outro Nome|example/)
  })

  it('is not told when the same values are saved again, nor a field that no platform gets', async () => {
    const { customerId } = await linked()
    await edit(customerId, { email: 'novo@example.com' })
    await edit(customerId, { email: 'NOVO@example.com ' })
    await edit(customerId, { code: 'C-99' })
    expect(await fieldsTold()).toEqual([['email']])
  })

  it.each([
    ['minimal', []],
    ['contact', [['email']]],
    ['full', [['email', 'document']]],
  ] as const)('BR-73: with the profile %s is told of %j', async (dataProfile, told) => {
    const { customerId } = await linked({ dataProfile })
    await edit(customerId, { email: 'novo@example.com', document: '52998224725' })
    expect(await fieldsTold()).toEqual(told)
  })

  it('is told to every platform that wants it, and to no other', async () => {
    const { customerId, serviceId, integrationId } = await linked()
    const silent = await provider.integration()
    const other = await provider.integration(WANTED)
    await provider.link(serviceId, await provider.package({ productId: silent.productId }))
    await provider.link(serviceId, await provider.package({ productId: other.productId }))
    await linked()
    await edit(customerId, { phone: '11912345678' })
    expect((await updates()).map((event) => event.integrationId).sort()).toEqual([integrationId, other.id].sort())
  })

  it('is not told where no package of his is left, nor where none ever was', async () => {
    const { customerId, subscriptionId } = await linked()
    await provider.inTransaction((tx) => unlinkPackage(tx, { subscriptionId, actor: ACTOR }))
    await edit(customerId, { email: 'novo@example.com' })
    const blocked = await linked()
    await provider.inTransaction((tx) =>
      suspendService(tx, { serviceId: blocked.serviceId, kind: 'request', actor: ACTOR }),
    )
    await edit(blocked.customerId, { email: 'a@example.com' })
    expect((await updates()).map(({ data }) => data.customerId)).toEqual([blocked.customerId])
  })

  it("is seen in a host's own save, together with what else its transaction does", async () => {
    const { customerId, serviceId } = await linked()
    await provider.inTransaction(async (tx) => {
      const customer = await tx.getRepository(Customer).findOneByOrFail({ id: customerId })
      await tx.getRepository(Customer).save({ ...customer, phone: '11955554444' })
      await cancelService(tx, { serviceId, reason: 'mudança', actor: ACTOR })
    })
    expect((await provider.events()).map(({ type, sequence }) => [sequence, type])).toEqual([
      [1, 'content.subscription.created'],
      [2, UPDATED],
      [3, 'content.subscription.removed'],
    ])
  })

  it.each(['for the first time', 'again'])('is told to a platform to which he is just being added %s', async (when) => {
    const { id: integrationId, productId } = await provider.integration(WANTED)
    const packageId = await provider.package({ productId })
    const customerId = await provider.customer({ email: 'antes@example.com' })
    const serviceId = await provider.service({ customerId })
    if (when === 'again') {
      const subscriptionId = await provider.link(serviceId, packageId)
      await provider.inTransaction((tx) => unlinkPackage(tx, { subscriptionId, actor: ACTOR }))
    }
    const before = (await provider.events({ integrationId })).length

    const host = provider.dataSource.createQueryRunner()
    await host.startTransaction()
    // By a host's own save: the use cases that link hold the customer still themselves.
    const links = host.manager.getRepository(PackageSubscription)
    const known = await links.findOneBy({ serviceId, packageId })
    await links.save({ ...known, serviceId, packageId, priceCents: 0, origin: 'api', removedAt: null })
    const letGo = holdCommitOf(provider, host)
    const committed = host.commitTransaction()
    const recorded = `state = 'idle in transaction' and query like '%set recorded_state%'`
    await vi.waitFor(async () => expect(await backends(provider, recorded)).toHaveLength(1))

    let isEdited = false
    const edited = edit(customerId, { email: 'depois@example.com' }).then(() => {
      isEdited = true
    })
    // His body may be made from the old address the moment he is committed: the edit must wait and see him.
    await vi.waitFor(async () =>
      expect(isEdited || (await backends(provider, `wait_event_type = 'Lock'`)).length === 1).toBe(true),
    )
    letGo()
    await Promise.all([committed, edited])
    await host.release()
    const told = (await provider.events({ integrationId })).slice(before).map(({ type }) => type)
    expect(told).toEqual(['content.subscription.created', UPDATED])
  })

  it('takes part in the order of locks: parallel edits and links end without a deadlock', async () => {
    const { customerId, serviceId, productId } = await linked()
    const packageIds = await Promise.all(Array.from({ length: 6 }, () => provider.package({ productId })))
    await Promise.all([
      ...packageIds.map((packageId) => provider.link(serviceId, packageId)),
      ...packageIds.map((_, index) => edit(customerId, { email: `n${index}@example.com` })),
    ])
    expect(await updates()).toHaveLength(6)
  })
})
