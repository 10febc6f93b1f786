import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { EntityManager } from 'typeorm'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createPlatformServer, type PlatformServer } from '../../../demo/platform/server.js'
import type { PlatformIntegration } from '../../../demo/platform/state.js'
import { openStore } from '../../../demo/platform/store.js'
import type { IntegrationInput } from '../../../src/domain/integrations/save-integration.js'
import {
  activateService,
  cancelService,
  changeHolder,
  enableService,
  migratePlan,
  rotateSigningSecret,
  saveCustomer,
  saveIntegration,
  savePackage,
  suspendService,
  trustUnlockService,
  unlinkPackage,
} from '../../../src/index.js'
import { ACTOR, createProvider, type Provider } from '../../support/provider.js'

const QUICK = { pollMs: 20, deadlineMs: 1_000, leaseMs: 7_000, retryDelaysMs: Array.from({ length: 200 }, () => 20) }
const PREFIX = 'content.subscription.'
const MORE_TYPES = ['created', 'suspended', 'resumed', 'removed', 'relinked', 'changed'].map((name) => PREFIX + name)

let provider: Provider
let platform: PlatformServer
let folder: string
let there: PlatformIntegration
let integration: { id: number; productId: number }

/** A provider whose worker delivers to the demo's own platform, over HTTP. */
beforeEach(async () => {
  provider = await createProvider({ delivery: QUICK })
  folder = await mkdtemp(join(tmpdir(), 'orders-'))
  const store = await openStore(join(folder, 'platform.json'))
  platform = createPlatformServer(store)
  platform.server.listen(0, '127.0.0.1')
  await once(platform.server, 'listening')
  const address = platform.server.address()
  const origin = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  integration = await provider.integration({ url: `${origin}/hooks/cinevale` })
  const secret = await provider.inTransaction((tx) =>
    rotateSigningSecret(tx, { integrationId: integration.id, actor: ACTOR }, provider.domain),
  )
  await platform.introduce([{ slug: 'cinevale', name: 'CineVale', secret }])
  const [introduced] = store.state.integrations
  if (!introduced) throw new Error('the platform knows nobody')
  there = introduced
  await provider.content.start()
})
afterEach(async () => {
  await provider.drop()
  await platform.close()
  await rm(folder, { recursive: true, force: true })
})

const act = <T>(work: (tx: EntityManager) => Promise<T>): Promise<T> => provider.inTransaction(work)
const suspend = (serviceId: number) => act((tx) => suspendService(tx, { serviceId, kind: 'debt', actor: ACTOR }))
const pay = (serviceId: number) =>
  act((tx) => enableService(tx, { serviceId, kinds: ['debt'], reason: 'pago', actor: ACTOR }))
const cancel = (serviceId: number) => act((tx) => cancelService(tx, { serviceId, reason: 'mudança', actor: ACTOR }))
const migrate = async (serviceId: number, planId: number) =>
  (await act((tx) => migratePlan(tx, { serviceId, planId, consentChannel: 'telefone', actor: ACTOR }, provider.domain)))
    .id
const trust = (serviceId: number) =>
  act((tx) => trustUnlockService(tx, { serviceId, days: 1, actor: ACTOR }, provider.domain))
const switches = (values: Partial<IntegrationInput>) =>
  act((tx) => saveIntegration(tx, { id: integration.id, values, actor: ACTOR }, provider.domain))

const failFor = (requests: number) => {
  there.switches.failNext = requests
}

/** One line per user: his state and those of the packages that the platform gives him. */
const users = (): string[] =>
  Object.values(there.users)
    .map(({ state, packages }) => {
      const states = Object.values(packages).map((entry) => entry.state)
      return `${state}: ${
        states
          .filter((one) => one !== 'removed')
          .sort()
          .join(' ') || '-'
      }`
    })
    .sort()

const delivered = () =>
  vi.waitFor(
    async () => {
      const waiting = (await provider.events()).filter(({ state }) => state === 'pending')
      expect(waiting).toEqual([])
    },
    { timeout: 10_000, interval: 20 },
  )

const usersAre = async (expected: string[]) => {
  await delivered()
  expect(users()).toEqual(expected)
}

const start = async () => {
  const packageId = await provider.package({ productId: integration.productId })
  const customerId = await provider.customer()
  const serviceId = await provider.service({ customerId })
  const subscriptionId = await provider.link(serviceId, packageId)
  return { packageId, customerId, serviceId, subscriptionId }
}

describe('migration', () => {
  it.each([
    { taken: 'the usual events', types: undefined },
    { taken: '`relinked` too', types: MORE_TYPES },
  ])(
    'BR-40: migrated while suspended, the one user stays suspended and is resumed by the payment ($taken)',
    async ({ types }) => {
      if (types) await switches({ eventTypes: types })
      const { serviceId } = await start()
      await suspend(serviceId)
      const next = await migrate(serviceId, await provider.plan())
      await usersAre(['suspended: suspended'])
      await pay(next)
      await usersAre(['active: active'])
      await cancel(next)
      await usersAre(['removed: -'])
    },
  )

  it('migrated while the creation still waits, then suspended and migrated again', async () => {
    const { serviceId } = await start()
    failFor(3)
    const second = await migrate(serviceId, await provider.plan())
    await suspend(second)
    const third = await migrate(second, await provider.plan())
    await usersAre(['suspended: suspended'])
    await pay(third)
    await usersAre(['active: active'])
  })

  it('BR-40: whose `relinked` the platform never took: what follows names the id that it knows, again and again', async () => {
    await switches({ eventTypes: MORE_TYPES })
    const { serviceId } = await start()
    await delivered()
    await switches({ active: false })
    const second = await migrate(serviceId, await provider.plan())
    await suspend(second)
    // A format without a name for it is the quickest way to lose one.
    const eventTypes = MORE_TYPES.filter((type) => !type.endsWith('relinked'))
    await switches({ payloadFormat: 'hubsoft', eventTypes })
    failFor(1_000)
    await switches({ active: true })
    await vi.waitFor(async () =>
      expect((await provider.events()).map(({ state }) => state)).toEqual(['delivered', 'failed', 'pending']),
    )
    await switches({ payloadFormat: 'standard', eventTypes: MORE_TYPES })
    failFor(0)
    await usersAre(['suspended: suspended'])
    const third = await migrate(second, await provider.plan())
    await pay(third)
    await usersAre(['active: active'])
    await cancel(third)
    await usersAre(['removed: -'])
  })

  it('BR-41: to a locked plan with another package of the same platform: one is removed, one created, the user stays', async () => {
    const { serviceId } = await start()
    const other = await provider.package({ productId: integration.productId })
    const planId = await provider.plan({
      lockPackages: true,
      packages: [{ packageId: other, mandatory: true, priceOverrideCents: null }],
    })
    await delivered()
    const [login] = Object.values(there.users).map((user) => user.login)
    await migrate(serviceId, planId)
    await usersAre(['active: active'])
    expect(Object.values(there.users).map((user) => user.login)).toEqual([login])
  })

  it('and then to another holder: gone for the one, there for the other', async () => {
    const { serviceId } = await start()
    const next = await migrate(serviceId, await provider.plan())
    const customerId = await provider.customer()
    await act((tx) =>
      changeHolder(
        tx,
        { serviceId: next, customerId, reason: 'venda do imóvel', consentChannel: 'telefone', actor: ACTOR },
        provider.domain,
      ),
    )
    await usersAre(['active: active', 'removed: -'])
  })
})

describe('debt', () => {
  it('BR-35: trust, then payment, then debt again', async () => {
    const { serviceId } = await start()
    await suspend(serviceId)
    await trust(serviceId)
    await usersAre(['active: active'])
    await pay(serviceId)
    await usersAre(['active: active'])
    await suspend(serviceId)
    await usersAre(['suspended: suspended'])
  })

  it('trust, then migration: the trust goes along', async () => {
    const { serviceId } = await start()
    await suspend(serviceId)
    await trust(serviceId)
    const next = await migrate(serviceId, await provider.plan())
    await usersAre(['active: active'])
    await pay(next)
    await usersAre(['active: active'])
  })

  it('BR-33: debt and request stand at once; the payment alone resumes nobody', async () => {
    const { serviceId } = await start()
    await suspend(serviceId)
    await act((tx) => suspendService(tx, { serviceId, kind: 'request', actor: ACTOR }))
    await pay(serviceId)
    await usersAre(['suspended: suspended'])
    await act((tx) => enableService(tx, { serviceId, reason: 'voltou', actor: ACTOR }))
    await usersAre(['active: active'])
  })

  it('BR-32: the switch is turned off and on between debt and payment', async () => {
    const { serviceId } = await start()
    await suspend(serviceId)
    await switches({ sendSuspendResume: false })
    await usersAre(['active: active'])
    await switches({ sendSuspendResume: true })
    await usersAre(['suspended: suspended'])
    await switches({ sendSuspendResume: false })
    await pay(serviceId)
    await switches({ sendSuspendResume: true })
    await usersAre(['active: active'])
  })
})

describe('what still waits', () => {
  it('BR-24: removed and linked again while the first event waits', async () => {
    failFor(6)
    const { serviceId, packageId, subscriptionId } = await start()
    await act((tx) => unlinkPackage(tx, { subscriptionId, actor: ACTOR }))
    expect(await provider.link(serviceId, packageId)).toBe(subscriptionId)
    await usersAre(['active: active'])
  })

  it('the customer is edited in mid-flight: the platform learns the new name and e-mail', async () => {
    failFor(4)
    const { customerId } = await start()
    const values = { name: 'Novo Nome', email: 'novo@example.com' }
    await act((tx) => saveCustomer(tx, { id: customerId, values, actor: ACTOR }))
    await usersAre(['active: active'])
    expect(Object.values(there.users)).toMatchObject([values])
  })

  it('BR-07: the platform is switched off while things happen, and on again: all of it arrives in order', async () => {
    const { serviceId, packageId, subscriptionId } = await start()
    await delivered()
    await switches({ active: false })
    await suspend(serviceId)
    await act((tx) => unlinkPackage(tx, { subscriptionId, actor: ACTOR }))
    await pay(serviceId)
    await provider.link(serviceId, packageId)
    expect(users()).toEqual(['active: active'])
    await switches({ active: true })
    await usersAre(['active: active'])
  })
})

describe('one user', () => {
  it('BR-38: two services with one platform: the user ends with the last of them', async () => {
    const { serviceId, packageId, customerId } = await start()
    const second = await provider.service({ customerId })
    await provider.link(second, packageId)
    await usersAre(['active: active active'])
    await suspend(serviceId)
    await usersAre(['active: active suspended'])
    await cancel(serviceId)
    await usersAre(['active: active'])
    await migrate(second, await provider.plan())
    await usersAre(['active: active'])
  })

  it('another product, taken as a change or as a removal and a creation', async () => {
    const { packageId, serviceId } = await start()
    const [{ id: productId }] = await provider.dataSource.query(
      `insert into content_platforms.product (integration_id, external_id, code, name, last_seen_at)
       values ($1, 'x', 'X', 'X', now()) returning id`,
      [integration.id],
    )
    await act((tx) => savePackage(tx, { id: packageId, values: { productId }, actor: ACTOR }))
    await usersAre(['active: active'])
    await suspend(serviceId)
    await switches({ eventTypes: MORE_TYPES })
    const values = { productId: integration.productId }
    await act((tx) => savePackage(tx, { id: packageId, values, actor: ACTOR }))
    await usersAre(['suspended: suspended'])
  })

  it('BR-27: linked while it waits for installation and suspended before it was ever created', async () => {
    const packageId = await provider.package({ productId: integration.productId })
    const serviceId = await provider.service({ activate: false })
    await provider.link(serviceId, packageId)
    await usersAre([])
    await act((tx) => activateService(tx, { serviceId, actor: ACTOR }))
    await suspend(serviceId)
    await usersAre(['suspended: suspended'])
  })
})
