import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { savePackage } from '../../../src/domain/catalogue/save-package.js'
import { saveIntegration } from '../../../src/domain/integrations/save-integration.js'
import { unlinkPackage } from '../../../src/domain/packages/unlink-package.js'
import { activateService } from '../../../src/domain/services/activate-service.js'
import { type AddServiceInput, proposePackages } from '../../../src/domain/services/add-service.js'
import { cancelService } from '../../../src/domain/services/cancel-service.js'
import { enableService } from '../../../src/domain/services/enable-service.js'
import { suspendService } from '../../../src/domain/services/suspend-service.js'
import { DEFAULT_EVENT_TYPES } from '../../../src/entities/integration.js'
import type { PackageSubscription } from '../../../src/entities/package-subscription.js'
import { type BlockKind, ServiceBlock } from '../../../src/entities/service-block.js'
import { EVENTS } from '../../../src/events/catalogue.js'
import type { EventName } from '../../../src/events/event-types.js'
import { ACTOR, createProvider, type Provider } from '../../support/provider.js'
import { fireTwenty } from './fire-twenty.js'

let provider: Provider
let linked: Awaited<ReturnType<Provider['linked']>>
beforeAll(async () => {
  provider = await createProvider()
})
beforeEach(async () => {
  linked = await provider.linked()
})
afterAll(() => provider.drop())

const suspend = (kind: BlockKind, serviceId = linked.serviceId) =>
  provider.inTransaction((tx) => suspendService(tx, { serviceId, kind, actor: ACTOR }))
const enable = (kinds?: BlockKind[], reason = 'pago') =>
  provider.inTransaction((tx) =>
    enableService(tx, { serviceId: linked.serviceId, reason, actor: ACTOR, ...(kinds ? { kinds } : {}) }),
  )
const cancel = (serviceId = linked.serviceId, reason = 'mudou-se') =>
  provider.inTransaction((tx) => cancelService(tx, { serviceId, reason, actor: ACTOR }))
const activate = (serviceId: number) => provider.inTransaction((tx) => activateService(tx, { serviceId, actor: ACTOR }))
const unlink = (subscriptionId = linked.subscriptionId) =>
  provider.inTransaction((tx) => unlinkPackage(tx, { subscriptionId, actor: ACTOR }))
const statusOf = async (serviceId: number): Promise<string> => {
  const [row] = await provider.dataSource.query(
    `select st.code from content_platforms.customer_service s join content_platforms.service_status st on st.id = s.status_id
     where s.id = $1`,
    [serviceId],
  )
  return row.code
}
const told = () => provider.told(linked.subscriptionId)
const lastEvent = async () => (await provider.events({ subscriptionId: linked.subscriptionId })).at(-1)

describe('the same action twenty times at once has the effect of one', () => {
  it('BR-23: link', async () => {
    const packageId = await provider.package({ productId: linked.productId })
    const fired = await fireTwenty(() => provider.link(linked.serviceId, packageId))
    expect(fired).toEqual({ done: 1, refused: ['PACKAGE_ALREADY_LINKED'] })
  })
  it('BR-30: suspend, enable, unlink, cancel', async () => {
    expect(await fireTwenty(() => suspend('debt'))).toEqual({ done: 1, refused: ['SERVICE_ALREADY_SUSPENDED'] })
    expect(await fireTwenty(() => enable())).toEqual({ done: 1, refused: ['SERVICE_NOT_SUSPENDED'] })
    expect(await fireTwenty(() => unlink())).toEqual({ done: 1, refused: ['NOT_FOUND'] })
    expect(await fireTwenty(() => cancel())).toEqual({ done: 1, refused: ['SERVICE_CANCELED'] })
    expect(await told()).toEqual(['created', 'suspended', 'resumed', 'removed'])
  })
  it('activate', async () => {
    const serviceId = await provider.service({ activate: false })
    expect(await fireTwenty(() => activate(serviceId))).toEqual({ done: 1, refused: ['SERVICE_ALREADY_ACTIVE'] })
  })
})

describe('two people at once', () => {
  it('a payment and Habilitar at once leave the service enabled', async () => {
    for (let round = 0; round < 5; round += 1) {
      await suspend('debt')
      await suspend('request')
      await Promise.all([enable(['debt']), enable(['request'])])
      expect(await statusOf(linked.serviceId)).toBe('servico_habilitado')
      expect(await provider.subscription(linked.subscriptionId)).toMatchObject({ state: 'active' })
    }
  })

  it('a link while the service is suspended on request waits with it', async () => {
    for (let round = 0; round < 5; round += 1) {
      const packageId = await provider.package({ productId: linked.productId })
      const [id] = await Promise.all([provider.link(linked.serviceId, packageId), suspend('request')])
      expect((await provider.subscription(id)).state).toMatch(/^(waiting|suspended)$/)
      await enable()
      expect(await provider.subscription(id)).toMatchObject({ state: 'active' })
    }
  })

  it("a suspension while the integration's switch is toggled follows the switch", async () => {
    for (let round = 0; round < 6; round += 1) {
      const sendSuspendResume = round % 2 === 0
      const toggle = provider.inTransaction((tx) =>
        saveIntegration(tx, { id: linked.integrationId, values: { sendSuspendResume }, actor: ACTOR }, provider.domain),
      )
      await Promise.all([toggle, suspend('debt')])
      const { state } = await provider.subscription(linked.subscriptionId)
      expect(state).toBe(sendSuspendResume ? 'suspended' : 'active')
      await enable()
    }
  })

  it("a link while the integration's switch is toggled, on a suspended service, follows the switch", async () => {
    const integration = await provider.integration({ suspendOnPartial: true })
    for (let round = 0; round < 6; round += 1) {
      const suspendOnPartial = round % 2 === 1
      const packageId = await provider.package({ productId: integration.productId })
      const serviceId = await provider.service()
      await suspend('partial', serviceId)
      const toggle = provider.inTransaction((tx) =>
        saveIntegration(tx, { id: integration.id, values: { suspendOnPartial }, actor: ACTOR }, provider.domain),
      )
      const [id] = await Promise.all([provider.link(serviceId, packageId), toggle])
      const { state } = await provider.subscription(id)
      if (!suspendOnPartial) expect(state).toBe('active')
      else expect(state).toMatch(/^(waiting|suspended)$/)
    }
  })

  it("BR-65: a status's effect edited while a service gets that status takes effect", async () => {
    const status = provider.dataSource.getRepository('ServiceStatus')
    const enabled = await status.findOneByOrFail({ code: 'servico_habilitado' })
    const setEffect = (contentEffect: string) =>
      provider.inTransaction((tx) => tx.getRepository('ServiceStatus').save({ ...enabled, contentEffect }))
    for (let round = 0; round < 4; round += 1) {
      const serviceId = await provider.service({ activate: false })
      const id = await provider.link(serviceId, linked.packageId)
      await Promise.all([activate(serviceId), setEffect('waiting')])
      const { state } = await provider.subscription(id)
      const after = await provider.told(id)
      await setEffect('provision')
      expect(state).toBe(after.length === 0 ? 'waiting' : 'active')
      expect(await provider.subscription(id)).toMatchObject({ state: 'active' })
    }
  })

  it('BR-12: two services of one customer do not both get a single package, and the refusal names the first', async () => {
    const { productId } = await provider.integration({ singlePackage: true })
    const first = await provider.package({ productId, name: 'Filmes' })
    const second = await provider.package({ productId, name: 'Filmes' })
    const customerId = await provider.customer()
    const services = [await provider.service({ customerId }), await provider.service({ customerId })] as const
    const results = await Promise.allSettled([provider.link(services[0], first), provider.link(services[1], second)])
    const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []))
    expect(refused).toMatchObject([{ code: 'SINGLE_PACKAGE_TAKEN', data: { package: 'Filmes' } }])
  })

  it('bulk operations over the same services in opposite order do not deadlock', async () => {
    const services = await Promise.all(Array.from({ length: 12 }, () => provider.service()))
    for (const id of services) await provider.link(id, linked.packageId)
    const block = (ids: number[], kind: BlockKind) =>
      provider.inTransaction(async (tx) => {
        for (const serviceId of ids) {
          await tx.getRepository(ServiceBlock).save({ serviceId, kind, origin: 'job', openedAt: new Date() })
        }
      })
    await Promise.all([block(services, 'debt'), block([...services].reverse(), 'request')])
    const states = (await provider.subscriptions()).filter(({ serviceId }) => services.includes(serviceId))
    expect(new Set(states.map(({ state }) => state))).toEqual(new Set(['suspended']))
  })
})

describe('life cycle', () => {
  it('BR-31, BR-33: two blocks suspend once and resume once both are closed', async () => {
    await suspend('debt')
    await suspend('request')
    await enable(['debt'])
    expect(await statusOf(linked.serviceId)).toBe('suspenso_pedido_cliente')
    expect(await told()).toEqual(['created', 'suspended'])
    await enable(['request'])
    expect(await told()).toEqual(['created', 'suspended', 'resumed'])
  })

  it('BR-34: Habilitar needs a reason and a suspended service; the audit says which blocks it closed', async () => {
    await expect(enable()).rejects.toMatchObject({ code: 'SERVICE_NOT_SUSPENDED' })
    await suspend('debt')
    await expect(enable(undefined, '  ')).rejects.toMatchObject({ code: 'REASON_REQUIRED' })
    await enable(undefined, 'acordo')
    expect((await provider.audit('service.enabled')).at(-1)).toMatchObject({
      actor: ACTOR.id,
      reason: 'acordo',
      before: { status: 'suspenso_debito' },
      after: { status: 'servico_habilitado', closedBlocks: ['debt'] },
    })
  })

  it("closing a host's block does not end the wait for installation", async () => {
    const serviceId = await provider.service({ activate: false })
    const id = await provider.link(serviceId, linked.packageId)
    await provider.inTransaction((tx) =>
      tx.getRepository(ServiceBlock).save({ serviceId, kind: 'debt', origin: 'host', openedAt: new Date() }),
    )
    await provider.inTransaction((tx) => enableService(tx, { serviceId, reason: 'pago', actor: ACTOR }))
    expect(await statusOf(serviceId)).toBe('aguardando_instalacao')
    expect(await provider.told(id)).toEqual([])
  })

  it('BR-27: what is linked while the service waits is created when it is activated', async () => {
    const serviceId = await provider.service({ activate: false })
    const id = await provider.link(serviceId, linked.packageId)
    expect(await provider.told(id)).toEqual([])
    await expect(suspend('debt', serviceId)).rejects.toMatchObject({ code: 'SERVICE_NOT_ACTIVE' })
    await activate(serviceId)
    expect(await provider.told(id)).toEqual(['created'])
  })

  it('BR-38: cancelling needs a reason, ends blocks and subscriptions, and is final', async () => {
    await suspend('debt')
    await expect(cancel(linked.serviceId, ' ')).rejects.toMatchObject({ code: 'REASON_REQUIRED' })
    await cancel()
    expect(await told()).toEqual(['created', 'suspended', 'removed'])
    expect(await lastEvent()).toMatchObject({
      data: { cause: 'canceled', previousState: 'suspended', state: 'absent' },
    })
    await expect(provider.link(linked.serviceId, await provider.package())).rejects.toMatchObject({
      code: 'SERVICE_CANCELED',
    })
  })

  it('BR-38: of two services of one customer cancelled at once exactly one removal says 0 others', async () => {
    const other = await provider.service({ customerId: linked.customerId })
    const subscriptionId = await provider.link(other, linked.packageId)
    await Promise.all([cancel(), cancel(other)])
    const events = await provider.events({ integrationId: linked.integrationId })
    const removed = events.filter(({ type }) => type === 'content.subscription.removed')
    expect(removed.map(({ data }) => data.otherActiveSubscriptions)).toEqual([1, 0])
    expect(new Set(removed.map((event) => event.subscriptionId))).toEqual(
      new Set([linked.subscriptionId, subscriptionId]),
    )
  })
})

describe('linking', () => {
  it('BR-24: removing is soft, and linking again re-uses the same id', async () => {
    await unlink()
    expect(await provider.link(linked.serviceId, linked.packageId)).toBe(linked.subscriptionId)
    expect(await told()).toEqual(['created', 'removed', 'created'])
  })

  it('BR-14, BR-26: copies the price and records who, when and by which channel the customer agreed', async () => {
    await provider.inTransaction((tx) =>
      savePackage(tx, { id: linked.packageId, values: { priceCents: 5000 }, actor: ACTOR }),
    )
    const row = await provider.dataSource
      .getRepository<PackageSubscription>('PackageSubscription')
      .findOneByOrFail({ id: linked.subscriptionId })
    expect(row).toMatchObject({
      priceCents: 2990,
      consentBy: ACTOR.id,
      consentChannel: 'telefone',
      consentAt: expect.any(Date),
    })
    expect(await told()).toEqual(['created'])
  })

  it('BR-19, BR-17a, BR-22: refuses an inactive package, a combo outside its plan, one not in a locked plan', async () => {
    const inactive = await provider.package({ active: false })
    const combo = await provider.package({ commercialMode: 'combo' })
    await expect(provider.link(linked.serviceId, inactive)).rejects.toMatchObject({ code: 'PACKAGE_INACTIVE' })
    await expect(provider.link(linked.serviceId, combo)).rejects.toMatchObject({ code: 'PACKAGE_ONLY_IN_PLAN' })
    const planId = await provider.plan({
      lockPackages: true,
      packages: [{ packageId: combo, mandatory: false, priceOverrideCents: 1 }],
    })
    const serviceId = await provider.service({ planId, packageIds: [] })
    await expect(provider.link(serviceId, linked.packageId)).rejects.toMatchObject({
      code: 'PACKAGE_NOT_IN_LOCKED_PLAN',
    })
    await provider.link(serviceId, combo)
  })

  it('BR-13: a package without integration yields no event, until it gets one', async () => {
    const packageId = await provider.package()
    const id = await provider.link(linked.serviceId, packageId)
    expect(await provider.told(id)).toEqual([])
    const retarget = (productId: number | null) =>
      provider.inTransaction((tx) => savePackage(tx, { id: packageId, values: { productId }, actor: ACTOR }))
    await retarget(linked.productId)
    await retarget(null)
    expect(await provider.told(id)).toEqual(['created', 'removed'])
  })

  it('BR-17: a free benefit yields events', async () => {
    const packageId = await provider.package({
      commercialMode: 'beneficio',
      priceCents: 0,
      productId: linked.productId,
    })
    expect(await provider.told(await provider.link(linked.serviceId, packageId))).toEqual(['created'])
  })

  it('BR-25: an expiry in the past is refused, an impossible date too; today is fine', async () => {
    const packageId = await provider.package()
    const link = (expiresOn: string) => provider.link(linked.serviceId, packageId, { expiresOn })
    for (const [day, code] of [
      ['2020-01-01', 'dateInPast'],
      ['2099-02-31', 'invalidDate'],
      ['2099-13-01', 'invalidDate'],
      ['amanhã', 'invalidDate'],
    ] as const) {
      await expect(link(day)).rejects.toMatchObject({ data: { issues: [{ path: 'expiresOn', code }] } })
    }
    const [{ today }] = await provider.dataSource.query(
      `select (now() at time zone 'America/Sao_Paulo')::date::text as today`,
    )
    await link(today)
  })

  it('BR-37: refused while suspended for debt, allowed while suspended on request', async () => {
    const packageId = await provider.package({ productId: linked.productId })
    await suspend('debt')
    await expect(provider.link(linked.serviceId, packageId)).rejects.toMatchObject({
      code: 'SERVICE_SUSPENDED_FOR_DEBT',
    })
    await enable()
    await suspend('request')
    expect(await provider.told(await provider.link(linked.serviceId, packageId))).toEqual([])
  })
})

describe('adding a service', () => {
  const onPlan = async () => {
    const mandatory = await provider.package({ productId: linked.productId })
    const optional = await provider.package({ productId: linked.productId })
    const line = { priceOverrideCents: null }
    const packages = [
      { ...line, packageId: optional, mandatory: false },
      { ...line, packageId: mandatory, mandatory: true, priceOverrideCents: 990 },
    ]
    return { mandatory, optional, planId: await provider.plan({ packages }) }
  }

  it("BR-20: proposes the plan's active packages, mandatory ones first, at the plan's price", async () => {
    const { mandatory, optional, planId } = await onPlan()
    expect(await proposePackages(provider.dataSource.manager, planId)).toMatchObject([
      { packageId: mandatory, mandatory: true, priceCents: 990 },
      { packageId: optional, mandatory: false, priceCents: 2990 },
    ])
  })

  it("BR-21: an optional one can be left out, a mandatory one can't, others are not offered", async () => {
    const { mandatory, optional, planId } = await onPlan()
    const add = (packageIds: number[]) => provider.service({ planId, packageIds })
    for (const [chosen, code] of [
      [[optional], 'mandatoryPackage'],
      [[mandatory, linked.packageId], 'invalidChoice'],
    ] as const) {
      await expect(add([...chosen])).rejects.toMatchObject({ data: { issues: [{ path: 'packageIds', code }] } })
    }
    const serviceId = await add([mandatory])
    const [subscription] = (await provider.subscriptions()).filter((each) => each.serviceId === serviceId)
    expect(subscription).toMatchObject({ packageId: mandatory, state: 'active' })
    await unlink(subscription?.id)
  })

  it('names every refused field at once and leaves nothing behind', async () => {
    const count = () => provider.dataSource.query('select count(*) from content_platforms.customer_service')
    const before = await count()
    const bad = { customerId: 999_999, planId: 999_999, dueDay: 30, priceCents: -1, consentChannel: 'x' }
    await expect(provider.service(bad as unknown as AddServiceInput)).rejects.toMatchObject({
      data: {
        issues: [
          { path: 'customerId', code: 'invalidReference' },
          { path: 'planId', code: 'invalidReference' },
          { path: 'dueDay', code: 'invalidChoice' },
          { path: 'priceCents', code: 'negative' },
          { path: 'consentChannel', code: 'invalidChoice' },
        ],
      },
    })
    expect(await count()).toEqual(before)
  })
})

describe('what is recorded', () => {
  it('holds ids and states only, as the catalogue says, in the order of sequences', async () => {
    const customer = { name: 'Fulana de Tal', email: 'fulana@example.com', phone: '11987654321' }
    const customerId = await provider.customer(customer)
    const serviceId = await provider.service({ customerId })
    const id = await provider.link(serviceId, linked.packageId)
    await suspend('debt', serviceId)
    await cancel(serviceId)
    const events = await provider.events({ subscriptionId: id })
    expect(events.map(({ sequence }) => sequence)).toEqual([1, 2, 3])
    expect(events.map(({ data }) => `${data.previousState} → ${data.state}`)).toEqual([
      'absent → active',
      'active → suspended',
      'suspended → absent',
    ])
    expect(events.map(({ data }) => data.reasons)).toEqual([[], ['debt'], []])
    for (const { type, data } of events) expect(EVENTS[type as EventName].stored.safeParse(data).success).toBe(true)
    const stored = JSON.stringify(events)
    for (const value of Object.values(customer)) expect(stored).not.toContain(value)
  })

  it('another product of the same integration is one event that names the old one', async () => {
    const [{ id: productId }] = await provider.dataSource.query(
      `insert into content_platforms.product (integration_id, external_id, code, name, last_seen_at)
       values ($1, 'x', 'X', 'X', now()) returning id`,
      [linked.integrationId],
    )
    const values = { eventTypes: [...DEFAULT_EVENT_TYPES, 'content.subscription.changed'] }
    await provider.inTransaction((tx) =>
      saveIntegration(tx, { id: linked.integrationId, values, actor: ACTOR }, provider.domain),
    )
    await provider.inTransaction((tx) => savePackage(tx, { id: linked.packageId, values: { productId }, actor: ACTOR }))
    expect(await told()).toEqual(['created', 'changed'])
    const event = await lastEvent()
    expect(event?.data).toMatchObject({ productId, previousProductId: linked.productId, state: 'active' })
    expect(EVENTS['content.subscription.changed'].stored.safeParse(event?.data).success).toBe(true)
  })

  it('BR-43: another holder is one removal at the old account and one creation at the new', async () => {
    const customerId = await provider.customer()
    await provider.inTransaction((tx) => tx.getRepository('CustomerService').save({ id: linked.serviceId, customerId }))
    const [created, removed, moved] = await provider.events({ subscriptionId: linked.subscriptionId })
    expect([created?.type, removed?.data.cause, moved?.sequence]).toEqual([
      'content.subscription.created',
      'holder_changed',
      1,
    ])
    expect(removed?.laneId).toBe(created?.laneId)
    expect(removed?.data).toMatchObject({ customerId: linked.customerId, otherActiveSubscriptions: 0 })
    expect(moved?.data).toMatchObject({ customerId, previousState: 'absent' })
  })
})
