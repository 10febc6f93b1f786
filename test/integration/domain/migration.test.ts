import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { savePackage } from '../../../src/domain/catalogue/save-package.js'
import { savePlan } from '../../../src/domain/catalogue/save-plan.js'
import { type MigratePlanInput, migratePlan } from '../../../src/domain/migration/migrate-plan.js'
import { type MigrationQuery, previewMigration } from '../../../src/domain/migration/preview-migration.js'
import { unlinkPackage } from '../../../src/domain/packages/unlink-package.js'
import { activateService } from '../../../src/domain/services/activate-service.js'
import { cancelService } from '../../../src/domain/services/cancel-service.js'
import { enableService } from '../../../src/domain/services/enable-service.js'
import { protectFromSuspension } from '../../../src/domain/services/protect-from-suspension.js'
import { suspendService } from '../../../src/domain/services/suspend-service.js'
import { trustUnlockService } from '../../../src/domain/services/trust-unlock-service.js'
import { DEFAULT_EVENT_TYPES } from '../../../src/entities/integration.js'
import type { BlockKind } from '../../../src/entities/service-block.js'
import { ACTOR, createProvider, type Provider } from '../../support/provider.js'
import { fireTwenty } from './fire-twenty.js'

let provider: Provider
let integrationId: number
let productId: number
beforeAll(async () => {
  provider = await createProvider()
})
beforeEach(async () => {
  const eventTypes = [...DEFAULT_EVENT_TYPES, 'content.subscription.relinked' as const]
  const integration = await provider.integration({ eventTypes })
  integrationId = integration.id
  productId = integration.productId
})
afterAll(() => provider.drop())

type PlanLine = number | { packageId: number; mandatory?: boolean; priceOverrideCents?: number }

const planOf = (lines: readonly PlanLine[], values: { lockPackages?: boolean; priceCents?: number } = {}) =>
  provider.plan({
    ...values,
    packages: lines.map((line) => {
      const {
        packageId,
        mandatory = false,
        priceOverrideCents = null,
      } = typeof line === 'number' ? { packageId: line } : line
      return { packageId, mandatory, priceOverrideCents }
    }),
  })
const onPlatform = (values: object = {}) => provider.package({ productId, ...values })
const preview = (input: MigrationQuery) => previewMigration(provider.dataSource.manager, input, provider.domain)
const migrate = async (serviceId: number, planId: number, values: Partial<MigratePlanInput> = {}) => {
  const input = { serviceId, planId, consentChannel: 'telefone' as const, actor: ACTOR, ...values }
  return (await provider.inTransaction((tx) => migratePlan(tx, input, provider.domain))).id
}
const suspend = (serviceId: number, kind: BlockKind = 'debt') =>
  provider.inTransaction((tx) => suspendService(tx, { serviceId, kind, reason: 'atraso', actor: ACTOR }))
const serviceRow = async (id: number) => {
  const [row] = await provider.dataSource.query(
    `select st.code as status, sv.customer_id as "customerId", sv.plan_id as "planId", sv.due_day as "dueDay",
       sv.price_cents as "priceCents", sv.origin, sv.previous_service_id as "previousServiceId", sv.number,
       sv.activated_at as "activatedAt", sv.canceled_at as "canceledAt", sv.cancel_reason as "cancelReason",
       sv.do_not_suspend_until::text as "doNotSuspendUntil", sv.trust_unlock_until as "trustUnlockUntil"
     from content_platforms.customer_service sv join content_platforms.service_status st on st.id = sv.status_id
     where sv.id = $1`,
    [id],
  )
  return row
}
const linksOf = (serviceId: number) =>
  provider.dataSource.query(
    `select id, package_id as "packageId", price_cents as "priceCents", origin, expires_on::text as "expiresOn",
       consent_by as "consentBy", consent_channel as "consentChannel", consent_at as "consentAt",
       continues_id as "continuesId", removed_at as "removedAt"
     from content_platforms.package_subscription where service_id = $1 order by id`,
    [serviceId],
  )
const openBlocks = async (serviceId: number): Promise<string[]> => {
  const rows: { kind: string }[] = await provider.dataSource.query(
    'select kind from content_platforms.service_block where service_id = $1 and closed_at is null order by kind',
    [serviceId],
  )
  return rows.map(({ kind }) => kind)
}
const told = async (id = integrationId) =>
  (await provider.events({ integrationId: id })).map(({ type }) => type.replace('content.subscription.', ''))
const names = (items: readonly { packageId: number }[]) => items.map(({ packageId }) => packageId)

describe('the service that takes the place of the old one', () => {
  it('has the customer, the due day, the new plan and its price; the old one is closed', async () => {
    const old = await provider.service({ dueDay: 20 })
    const planId = await planOf([], { priceCents: 14_990 })
    const id = await migrate(old, planId, { reason: 'quer mais velocidade', number: `M-${old}` })
    const before = await serviceRow(old)
    expect(await serviceRow(id)).toMatchObject({
      ...{ status: 'servico_habilitado', customerId: before.customerId, planId, dueDay: 20, priceCents: 14_990 },
      ...{ origin: 'migrated', previousServiceId: old, number: `M-${old}`, activatedAt: expect.any(Date) },
    })
    expect(before).toMatchObject({ status: 'cancelado', canceledAt: expect.any(Date) })
    expect(before.cancelReason).toBe('quer mais velocidade')
    const entries = (await provider.audit('service.migrated')).filter(({ after }) => after.serviceId === id)
    expect(entries.map(({ recordId }) => recordId)).toEqual([String(old), String(id)])
    expect(entries[0]).toMatchObject({ actor: ACTOR.id, reason: 'quer mais velocidade', before: { serviceId: old } })
    expect(entries[1]?.after).toMatchObject({ planId, status: 'servico_habilitado', kept: [], gained: [], lost: [] })
  })

  it('gets a number by itself, and a price when one is given', async () => {
    const id = await migrate(await provider.service(), await planOf([]), { priceCents: 100 })
    const row = await serviceRow(id)
    expect(row.number).toMatch(/^\d+$/)
    expect(row.priceCents).toBe(100)
  })

  it('is suspended as the old one was: open blocks, trust unlock and protection go along', async () => {
    const old = await provider.service()
    await suspend(old)
    await suspend(old, 'request')
    await provider.inTransaction((tx) => trustUnlockService(tx, { serviceId: old, actor: ACTOR }, provider.domain))
    await provider.inTransaction((tx) =>
      protectFromSuspension(tx, { serviceId: old, until: '2999-12-31', actor: ACTOR }, provider.domain),
    )
    const { trustUnlockUntil } = await serviceRow(old)
    const id = await migrate(old, await planOf([]))
    expect(await serviceRow(id)).toMatchObject({
      ...{ status: 'suspenso_pedido_cliente', doNotSuspendUntil: '2999-12-31', trustUnlockUntil },
    })
    expect(await openBlocks(id)).toEqual(['debt', 'request'])
    expect(await openBlocks(old)).toEqual([])
    expect((await serviceRow(old)).trustUnlockUntil).toBeNull()
  })

  it('BR-27: of one that waits for installation goes on waiting for it', async () => {
    const packageId = await onPlatform()
    const old = await provider.service({ activate: false, planId: await planOf([packageId]) })
    const id = await migrate(old, await planOf([packageId]))
    expect(await serviceRow(id)).toMatchObject({ status: 'aguardando_instalacao', activatedAt: null })
    expect(await told()).toEqual([])
    await provider.inTransaction((tx) => activateService(tx, { serviceId: id, actor: ACTOR }))
    expect(await told()).toEqual(['created'])
  })

  it('can wait for the migration: what is on platforms stays as it is, what comes in waits', async () => {
    const kept = await onPlatform()
    const gained = await onPlatform()
    const old = await provider.service({ planId: await planOf([kept]) })
    const id = await migrate(old, await planOf([kept, gained]), { activate: false })
    expect(await serviceRow(id)).toMatchObject({ status: 'aguardando_migracao', activatedAt: null })
    expect(await told()).toEqual(['created', 'relinked'])
    await provider.inTransaction((tx) => activateService(tx, { serviceId: id, actor: ACTOR }))
    expect(await told()).toEqual(['created', 'relinked', 'created'])
  })
})

describe('the packages', () => {
  it('BR-40: with the same product before and after, nothing is removed or created, one relinked is told', async () => {
    const packageId = await onPlatform()
    const old = await provider.service({ planId: await planOf([packageId]) })
    const planId = await planOf([{ packageId, priceOverrideCents: 990 }])
    const id = await migrate(old, planId)
    const [before] = await linksOf(old)
    expect(await linksOf(id)).toMatchObject([
      { packageId, continuesId: before.id, origin: 'plan', priceCents: 990, consentAt: before.consentAt },
    ])
    expect(before.removedAt).toBeNull()
    expect(await told()).toEqual(['created', 'relinked'])
    expect((await provider.subscriptions()).filter(({ serviceId }) => serviceId === old)).toMatchObject([
      { state: 'absent' },
    ])
  })

  it('BR-40: another package of the same product takes over the user that the lost one had', async () => {
    const [small, big] = [await onPlatform({ name: 'Básico' }), await onPlatform({ name: 'Completo' })]
    const old = await provider.service({ planId: await planOf([small]) })
    const planId = await planOf([big])
    const seen = await preview({ serviceId: old, planId })
    expect(seen).toMatchObject({
      gained: [{ packageId: big, continues: 'Básico' }],
      lost: [{ packageId: small, reason: 'PACKAGE_NOT_IN_NEW_PLAN' }],
    })
    await migrate(old, planId)
    expect(await told()).toEqual(['created', 'relinked'])
  })

  it('BR-41: one product lost is one removed with its cause, one gained is one created', async () => {
    const other = await provider.integration()
    const [lost, gained] = [await onPlatform(), await provider.package({ productId: other.productId })]
    const old = await provider.service({ planId: await planOf([lost]) })
    await migrate(old, await planOf([gained]))
    expect(await told()).toEqual(['created', 'removed'])
    expect((await provider.events({ integrationId })).at(-1)?.data).toMatchObject({ cause: 'migrated' })
    expect(await told(other.id)).toEqual(['created'])
  })

  it('BR-42: linked by hand, they go along with price, term and consent, and so at the next migration', async () => {
    const byHand = await onPlatform()
    const old = await provider.service()
    await provider.link(old, byHand, { priceCents: 1234, expiresOn: '2999-06-30', consentChannel: 'whatsapp' })
    const [before] = await linksOf(old)
    const terms = { priceCents: 1234, expiresOn: '2999-06-30', consentChannel: 'whatsapp', consentAt: before.consentAt }
    const id = await migrate(old, await planOf([]))
    const [next] = await linksOf(id)
    expect(next).toMatchObject({ packageId: byHand, origin: 'migration', continuesId: before.id, ...terms })
    const last = await migrate(id, await planOf([{ packageId: byHand, priceOverrideCents: 1 }]))
    expect(await linksOf(last)).toMatchObject([{ origin: 'migration', continuesId: next.id, ...terms }])
    expect(await told()).toEqual(['created', 'relinked', 'relinked'])
  })

  it('BR-42: a plan that locks packages does not take them, and the loss is shown before it is confirmed', async () => {
    const byHand = await onPlatform({ name: 'Avulso' })
    const old = await provider.service()
    await provider.link(old, byHand)
    const planId = await planOf([], { lockPackages: true })
    expect((await preview({ serviceId: old, planId })).lost).toMatchObject([
      { name: 'Avulso', priceCents: 2990, reason: 'PACKAGE_NOT_IN_LOCKED_PLAN' },
    ])
    const id = await migrate(old, planId)
    expect(await linksOf(id)).toEqual([])
    expect(await told()).toEqual(['created', 'removed'])
  })

  it('BR-17a: a combo that the new plan does not have is lost, also where it was linked by hand', async () => {
    const combo = await provider.package({ commercialMode: 'combo', productId })
    const old = await provider.service({ planId: await planOf([combo]), packageIds: [] })
    await provider.link(old, combo)
    const planId = await planOf([])
    expect((await preview({ serviceId: old, planId })).lost).toMatchObject([{ reason: 'PACKAGE_ONLY_IN_PLAN' }])
  })

  it('BR-11: one whose product the platform no longer lists goes along where linked, and does not come in anew', async () => {
    const [linked, retired] = [await onPlatform(), await onPlatform()]
    const serviceId = await provider.service({ planId: await planOf([linked]) })
    const planId = await planOf([linked, { packageId: retired, mandatory: true }])
    await provider.dataSource.query('update content_platforms.product set active = false where id = $1', [productId])
    const { kept, gained } = await preview({ serviceId, planId })
    expect([kept.map((item) => item.packageId), gained]).toEqual([[linked], []])
    const [first, ...others] = await linksOf(await migrate(serviceId, planId))
    expect([first.packageId, others]).toEqual([linked, []])
  })

  it('BR-19: a deactivated one that is linked goes along, and does not come in anew', async () => {
    const packageId = await onPlatform()
    const [from, to] = [await planOf([packageId]), await planOf([packageId])]
    const [withIt, without] = [
      await provider.service({ planId: from }),
      await provider.service({ planId: from, packageIds: [] }),
    ]
    await provider.inTransaction((tx) => savePackage(tx, { id: packageId, values: { active: false }, actor: ACTOR }))
    expect(names((await preview({ serviceId: withIt, planId: to })).kept)).toEqual([packageId])
    const seen = await preview({ serviceId: without, planId: to })
    expect([...seen.gained, ...seen.left]).toEqual([])
  })

  it('BR-20, BR-21: optional ones can be left out, also those that were there; mandatory ones can not', async () => {
    const [mandatory, optional, both] = [await onPlatform(), await onPlatform(), await onPlatform()]
    const old = await provider.service({ planId: await planOf([both]) })
    const planId = await planOf([{ packageId: mandatory, mandatory: true }, optional, both])
    expect(names((await preview({ serviceId: old, planId })).gained)).toEqual([mandatory, optional])
    await expect(preview({ serviceId: old, planId, packageIds: [optional] })).rejects.toMatchObject({
      data: { issues: [{ path: 'packageIds', code: 'mandatoryPackage' }] },
    })
    const stranger = await onPlatform()
    await expect(migrate(old, planId, { packageIds: [mandatory, stranger] })).rejects.toMatchObject({
      data: { issues: [{ path: 'packageIds', code: 'invalidChoice' }] },
    })
    const seen = await preview({ serviceId: old, planId, packageIds: [mandatory] })
    expect(seen.lost).toMatchObject([{ packageId: both, reason: 'PACKAGE_NOT_CHOSEN' }])
    expect(seen.left).toMatchObject([{ packageId: optional, blockedBy: null }])
    const id = await migrate(old, planId, { packageIds: [mandatory] })
    expect((await linksOf(id)).map((link: { packageId: number }) => link.packageId)).toEqual([mandatory])
  })

  it('BR-24, BR-25: what was taken off or has expired does not come back', async () => {
    const [removed, expired] = [await onPlatform(), await onPlatform()]
    const old = await provider.service()
    const subscriptionId = await provider.link(old, removed)
    await provider.link(old, expired)
    await provider.inTransaction((tx) => unlinkPackage(tx, { subscriptionId, actor: ACTOR }))
    await provider.dataSource.query(
      `update content_platforms.package_subscription set expires_on = '2020-01-01' where package_id = $1`,
      [expired],
    )
    const seen = await preview({ serviceId: old, planId: await planOf([]) })
    expect([...seen.kept, ...seen.lost]).toEqual([])
  })

  it('BR-33: of a service suspended for debt stay suspended, and what comes in waits for the payment', async () => {
    const [kept, gained] = [await onPlatform(), await onPlatform()]
    const old = await provider.service({ planId: await planOf([kept]) })
    await suspend(old)
    const id = await migrate(old, await planOf([kept, { packageId: gained, mandatory: true }]))
    expect(await told()).toEqual(['created', 'suspended', 'relinked'])
    await provider.inTransaction((tx) => enableService(tx, { serviceId: id, reason: 'pago', actor: ACTOR }))
    expect((await told()).slice(3).sort()).toEqual(['created', 'resumed'])
  })

  it('without a platform, go along and tell nobody anything', async () => {
    const local = await provider.package()
    const old = await provider.service()
    await provider.link(old, local)
    const id = await migrate(old, await planOf([]))
    expect(await linksOf(id)).toMatchObject([{ packageId: local, continuesId: null }])
    expect(await told()).toEqual([])
  })
})

describe('BR-12: a platform that allows one package per customer', () => {
  const single = async () => (await provider.integration({ singlePackage: true })).productId

  it('does not keep what merely moves from moving', async () => {
    const product = await single()
    const packageId = await provider.package({ productId: product })
    const old = await provider.service()
    await provider.link(old, packageId)
    const id = await migrate(old, await planOf([packageId]))
    expect(await linksOf(id)).toMatchObject([{ packageId }])
  })

  it("gives the mandatory package of the plan the place of one linked by hand, under that one's user", async () => {
    const product = await single()
    const byHand = await provider.package({ productId: product, name: 'Filmes' })
    const mandatory = await provider.package({ productId: product, name: 'Filmes e séries' })
    const old = await provider.service()
    await provider.link(old, byHand)
    const planId = await planOf([{ packageId: mandatory, mandatory: true }])
    expect(await preview({ serviceId: old, planId })).toMatchObject({
      gained: [{ packageId: mandatory, continues: 'Filmes' }],
      lost: [{ packageId: byHand, reason: 'SINGLE_PACKAGE_TAKEN', blockedBy: 'Filmes e séries' }],
    })
  })

  it('does not let an optional one in beside it; asked for all the same, it is refused', async () => {
    const product = await single()
    const byHand = await provider.package({ productId: product, name: 'Filmes' })
    const optional = await provider.package({ productId: product })
    const old = await provider.service()
    await provider.link(old, byHand)
    const planId = await planOf([optional])
    expect(await preview({ serviceId: old, planId })).toMatchObject({
      ...{ kept: [{ packageId: byHand }], gained: [], lost: [] },
      left: [{ packageId: optional, blockedBy: 'Filmes' }],
    })
    await expect(migrate(old, planId, { packageIds: [optional] })).rejects.toMatchObject({
      code: 'SINGLE_PACKAGE_TAKEN',
      data: { package: 'Filmes' },
    })
    await migrate(old, planId)
  })

  it('refuses a mandatory one that the customer can not have beside another service', async () => {
    const product = await single()
    const taken = await provider.package({ productId: product, name: 'Filmes' })
    const mandatory = await provider.package({ productId: product })
    const customerId = await provider.customer()
    await provider.link(await provider.service({ customerId }), taken)
    const old = await provider.service({ customerId })
    const planId = await planOf([{ packageId: mandatory, mandatory: true }])
    await expect(migrate(old, planId)).rejects.toMatchObject({ code: 'SINGLE_PACKAGE_TAKEN' })
    expect((await serviceRow(old)).canceledAt).toBeNull()
  })
})

describe('a migration is refused', () => {
  it('to the same plan, to an inactive one, to none', async () => {
    const same = await planOf([])
    const serviceId = await provider.service({ planId: same })
    const inactive = await provider.plan({ active: false })
    for (const [planId, code] of [
      [same, 'samePlan'],
      [inactive, 'inactive'],
      [999_999, 'invalidReference'],
    ] as const) {
      await expect(migrate(serviceId, planId)).rejects.toMatchObject({ data: { issues: [{ path: 'planId', code }] } })
    }
  })

  it('with wrong fields, all of them named', async () => {
    const input = { number: 'x'.repeat(41), priceCents: -1, consentChannel: 'x' as 'site' }
    await expect(migrate(await provider.service(), await planOf([]), input)).rejects.toMatchObject({
      data: { issues: [{ path: 'number' }, { path: 'priceCents' }, { path: 'consentChannel' }] },
    })
  })

  it('of a cancelled service, and a second time, which names the new number', async () => {
    const canceled = await provider.service()
    await provider.inTransaction((tx) => cancelService(tx, { serviceId: canceled, reason: 'x', actor: ACTOR }))
    await expect(migrate(canceled, await planOf([]))).rejects.toMatchObject({ code: 'SERVICE_CANCELED' })
    const old = await provider.service()
    const { number } = await serviceRow(await migrate(old, await planOf([])))
    await expect(migrate(old, await planOf([]))).rejects.toMatchObject({
      code: 'SERVICE_ALREADY_MIGRATED',
      data: { number },
    })
  })

  it('twenty times at once but for one', async () => {
    const packageId = await onPlatform()
    const old = await provider.service({ planId: await planOf([packageId]) })
    const planId = await planOf([packageId])
    const fired = await fireTwenty(() => migrate(old, planId))
    expect(fired).toEqual({ done: 1, refused: ['SERVICE_ALREADY_MIGRATED'] })
    expect(await told()).toEqual(['created', 'relinked'])
  })

  it('when what was shown has changed since', async () => {
    const packageId = await onPlatform()
    const old = await provider.service()
    await provider.link(old, packageId)
    const planId = await planOf([])
    const { fingerprint } = await preview({ serviceId: old, planId })
    await provider.inTransaction((tx) => savePlan(tx, { id: planId, values: { lockPackages: true }, actor: ACTOR }))
    await expect(migrate(old, planId, { expected: fingerprint })).rejects.toMatchObject({ code: 'MIGRATION_CHANGED' })
    const { fingerprint: now } = await preview({ serviceId: old, planId })
    await migrate(old, planId, { expected: now })
  })

  it('BR-65: or holds, beside a link, a lock of the plan or a cancellation at the same moment', async () => {
    for (let round = 0; round < 5; round += 1) {
      const [packageId, other] = [await onPlatform(), await onPlatform()]
      const old = await provider.service({ planId: await planOf([packageId]) })
      const planId = await planOf([packageId])
      const lock = provider.inTransaction((tx) =>
        savePlan(tx, { id: planId, values: { lockPackages: true }, actor: ACTOR }),
      )
      const results = await Promise.allSettled([
        migrate(old, planId),
        provider.link(old, other),
        lock,
        provider.inTransaction((tx) => cancelService(tx, { serviceId: old, reason: 'x', actor: ACTOR })),
      ])
      const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason.code] : []))
      for (const code of refused) expect(code).toMatch(/^SERVICE_(CANCELED|ALREADY_MIGRATED)$/)
      const states = await provider.subscriptions()
      const left = states.filter(({ serviceId }) => serviceId === old)
      expect(left.map(({ state }) => state).filter((state) => state !== 'absent')).toEqual([])
    }
  })
})
