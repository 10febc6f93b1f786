import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { suspendService } from '../../../src/domain/services/suspend-service.js'
import { ACTOR } from '../../support/provider.js'
import { fireTwenty } from '../domain/fire-twenty.js'
import { type BulkProvider, createBulkProvider } from './bulk-provider.js'

let provider: BulkProvider

beforeAll(async () => {
  provider = await createBulkProvider()
})
afterAll(() => provider.drop())

const platform = async () => {
  const integration = await provider.integration()
  const packageId = await provider.package({ productId: integration.productId, suspendOnDebt: true })
  return { ...integration, packageId }
}

describe('BR-102: a bulk job', () => {
  it('links a package to every service of a plan, each with its own result, and platforms hear of each', async () => {
    const { packageId } = await platform()
    const planId = await provider.plan()
    const free = [await provider.service({ planId }), await provider.service({ planId })]
    const taken = await provider.service({ planId })
    await provider.link(taken, packageId)

    const jobId = await provider.start({
      kind: 'link',
      packageId,
      consentChannel: 'contrato',
      reason: 'Campanha de natal',
      filter: { planIds: [planId] },
    })
    await provider.run()

    expect(await provider.job(jobId)).toEqual({ state: 'done', total: 3, done: 2, refused: 1, actor: ACTOR.id })
    const items = await provider.items(jobId)
    expect(items.map(({ serviceId, state, code }) => [serviceId, state, code])).toEqual([
      ...free.map((id) => [id, 'done', null]),
      [taken, 'refused', 'PACKAGE_ALREADY_LINKED'],
    ])
    for (const { subscriptionId } of items.slice(0, 2)) {
      expect(await provider.told(subscriptionId ?? 0)).toEqual(['created'])
    }
    const [link] = await provider.dataSource.query(
      `select origin, consent_by, consent_channel, price_cents from content_platforms.package_subscription
       where service_id = $1`,
      [free[0]],
    )
    expect(link).toEqual({ origin: 'bulk', consent_by: ACTOR.id, consent_channel: 'contrato', price_cents: 2990 })
    const audit = (await provider.audit('subscription.linked')).filter(({ after }) => after.bulkJobId === jobId)
    expect(audit.map(({ actor, reason }) => [actor, reason])).toEqual([
      [ACTOR.id, 'Campanha de natal'],
      [ACTOR.id, 'Campanha de natal'],
    ])
    expect(await provider.audit('bulk.finished')).toMatchObject([{ after: { total: 3, done: 2, refused: 1 } }])
  })

  it('BR-22: is bound by a locked plan as a single link is', async () => {
    const { packageId } = await platform()
    const planId = await provider.plan({ lockPackages: true })
    await provider.service({ planId })
    const input = { kind: 'link', packageId, consentChannel: 'site', filter: { planIds: [planId] } } as const
    const preview = await provider.preview(input)
    expect(preview).toMatchObject({
      total: 1,
      accepted: 0,
      refusals: [{ code: 'PACKAGE_NOT_IN_LOCKED_PLAN', count: 1 }],
    })
    await expect(provider.start(input)).rejects.toMatchObject({ code: 'BULK_NOTHING_TO_DO' })
  })

  it('BR-24: takes a package off, and linking it again in bulk re-uses the subscription', async () => {
    const { packageId } = await platform()
    const planId = await provider.plan()
    const serviceId = await provider.service({ planId })
    const subscriptionId = await provider.link(serviceId, packageId)
    await provider.service({ planId })

    const unlinkId = await provider.start({ kind: 'unlink', packageId, reason: 'Fim do contrato', filter: {} })
    await provider.run()
    expect(await provider.items(unlinkId)).toMatchObject([{ serviceId, subscriptionId, state: 'done' }])
    const linkId = await provider.start({
      kind: 'link',
      packageId,
      consentChannel: 'site',
      filter: { planIds: [planId] },
    })
    await provider.run()
    expect(await provider.items(linkId)).toContainEqual(expect.objectContaining({ serviceId, subscriptionId }))
    expect(await provider.told(subscriptionId)).toEqual(['created', 'removed', 'created'])
  })

  it('suspends and resumes by filter, with the status of the strongest block', async () => {
    const { packageId } = await platform()
    const planId = await provider.plan()
    const serviceId = await provider.service({ planId })
    const subscriptionId = await provider.link(serviceId, packageId)
    const asked = await provider.service({ planId })
    await provider.inTransaction((tx) => suspendService(tx, { serviceId: asked, kind: 'request', actor: ACTOR }))

    await provider.start({ kind: 'suspend', blockKind: 'debt', reason: 'Lote 12', filter: { planIds: [planId] } })
    await provider.run()
    const statuses = () =>
      provider.dataSource.query(
        `select sv.id, st.code from content_platforms.customer_service sv
         join content_platforms.service_status st on st.id = sv.status_id where sv.plan_id = $1 order by sv.id`,
        [planId],
      )
    expect(await statuses()).toEqual([
      { id: serviceId, code: 'suspenso_debito' },
      { id: asked, code: 'suspenso_debito' },
    ])

    const resumeId = await provider.start({
      kind: 'resume',
      blockKinds: ['debt'],
      reason: 'Pagamento do lote',
      filter: { planIds: [planId] },
    })
    await provider.run()
    expect(await statuses()).toEqual([
      { id: serviceId, code: 'servico_habilitado' },
      { id: asked, code: 'suspenso_pedido_cliente' },
    ])
    expect(await provider.told(subscriptionId)).toEqual(['created', 'suspended', 'resumed'])
    expect((await provider.items(resumeId)).map(({ data }) => data)).toEqual([
      { closedBlocks: ['debt'] },
      { closedBlocks: ['debt'] },
    ])
  })

  it('BR-36: keeps the promise not to suspend a service for debt before a day', async () => {
    const planId = await provider.plan()
    const serviceId = await provider.service({ planId })
    await provider.service({ planId })
    await provider.dataSource.query(
      `update content_platforms.customer_service set do_not_suspend_until = current_date + 5 where id = $1`,
      [serviceId],
    )
    const preview = await provider.preview({
      kind: 'suspend',
      blockKind: 'debt',
      reason: 'Lote',
      filter: { planIds: [planId] },
    })
    expect(preview).toMatchObject({ accepted: 1, refusals: [{ code: 'SERVICE_PROTECTED_FROM_SUSPENSION', count: 1 }] })
    const asked = await provider.preview({
      kind: 'suspend',
      blockKind: 'request',
      reason: 'Obra na região',
      filter: { planIds: [planId] },
    })
    expect(asked).toMatchObject({ accepted: 2, refusals: [] })
  })

  it('BR-14: re-prices the links that stand, half-up to the cent, and keeps what each cost before', async () => {
    const packageId = await provider.package({ priceCents: 1990 })
    const prices = [1005, 995, 1, 0]
    const ids = []
    for (const priceCents of prices) {
      ids.push(await provider.link(await provider.service(), packageId, { priceCents, confirmZeroPrice: true }))
    }
    const jobId = await provider.start({ kind: 'reprice', packageId, priceRule: 'percent', percent: 10, filter: {} })
    await provider.run()
    const pricesNow = async () => {
      const rows: { price_cents: number }[] = await provider.dataSource.query(
        'select price_cents from content_platforms.package_subscription where package_id = $1 order by id',
        [packageId],
      )
      return rows.map((row) => row.price_cents)
    }
    expect(await pricesNow()).toEqual([1106, 1095, 1, 0])
    expect((await provider.items(jobId)).map(({ data }) => data)).toEqual([
      { beforeCents: 1005, afterCents: 1106 },
      { beforeCents: 995, afterCents: 1095 },
      { beforeCents: 1, afterCents: 1 },
      { beforeCents: 0, afterCents: 0 },
    ])
    const audit = await provider.audit('subscription.repriced')
    expect(audit.map(({ recordId, before, after: to }) => [recordId, before, to])).toEqual([
      [String(ids[0]), { priceCents: 1005 }, { priceCents: 1106, bulkJobId: jobId }],
      [String(ids[1]), { priceCents: 995 }, { priceCents: 1095, bulkJobId: jobId }],
    ])

    await provider.start({ kind: 'reprice', packageId, priceRule: 'percent', percent: -50.5, filter: {} })
    await provider.run()
    expect(await pricesNow()).toEqual([547, 542, 0, 0])
    await provider.start({ kind: 'reprice', packageId, priceRule: 'package', filter: {} })
    await provider.run()
    expect(await pricesNow()).toEqual([1990, 1990, 1990, 1990])
    await provider.start({ kind: 'reprice', packageId, priceRule: 'fixed', priceCents: 2500, filter: {} })
    await provider.run()
    expect(await pricesNow()).toEqual([2500, 2500, 2500, 2500])
  })

  it('BR-102: twenty presses of the button start one job, so that prices rise once; another order starts', async () => {
    const packageId = await provider.package({ priceCents: 1000 })
    await provider.link(await provider.service(), packageId)
    const raise = (percent: number) =>
      provider.start({ kind: 'reprice', packageId, priceRule: 'percent', percent, filter: {} })
    const presses = await fireTwenty(() => raise(10))
    expect(presses).toEqual({ done: 1, refused: ['BULK_ALREADY_STARTED'] })
    await provider.run()
    await expect(raise(10)).rejects.toMatchObject({ code: 'BULK_ALREADY_STARTED' })
    await raise(20)
    await provider.run()
    const [row] = await provider.dataSource.query(
      'select price_cents as "priceCents" from content_platforms.package_subscription where package_id = $1',
      [packageId],
    )
    expect(row).toEqual({ priceCents: 1320 })
  })

  it('BR-14: refuses the row whose price would pass the limit, not the others', async () => {
    const packageId = await provider.package({ priceCents: 1990 })
    await provider.link(await provider.service(), packageId, { priceCents: 999_999_000 })
    await provider.link(await provider.service(), packageId)
    const jobId = await provider.start({ kind: 'reprice', packageId, priceRule: 'percent', percent: 100, filter: {} })
    await provider.run()
    expect((await provider.items(jobId)).map(({ code }) => code)).toEqual(['PRICE_OUT_OF_RANGE', null])
  })

  it('swaps one package for another on the same service: end date and consent go along', async () => {
    const a = await platform()
    const b = await platform()
    const planId = await provider.plan()
    const serviceId = await provider.service({ planId })
    const expiresOn = '2099-12-31'
    const oldId = await provider.link(serviceId, a.packageId, { priceCents: 1234, expiresOn })
    const jobId = await provider.start({
      kind: 'swap',
      packageId: a.packageId,
      toPackageId: b.packageId,
      priceRule: 'keep',
      consentChannel: 'contrato',
      filter: { planIds: [planId] },
    })
    await provider.run()
    const [item] = await provider.items(jobId)
    expect(item).toMatchObject({ state: 'done', data: { beforeCents: 1234, afterCents: 1234 } })
    const rows = await provider.dataSource.query(
      `select package_id, price_cents, expires_on::text, removed_at is not null as removed
       from content_platforms.package_subscription where service_id = $1 order by id`,
      [serviceId],
    )
    expect(rows).toEqual([
      { package_id: a.packageId, price_cents: 1234, expires_on: expiresOn, removed: true },
      { package_id: b.packageId, price_cents: 1234, expires_on: expiresOn, removed: false },
    ])
    expect(await provider.told(oldId)).toEqual(['created', 'removed'])
  })

  it('BR-12: swaps within a platform that takes one package per customer, on all services of a customer', async () => {
    const integration = await provider.integration({ singlePackage: true })
    const from = await provider.package({ productId: integration.productId })
    const to = await provider.package({ productId: integration.productId })
    const customerId = await provider.customer()
    const planId = await provider.plan()
    for (const _ of [1, 2]) await provider.link(await provider.service({ customerId, planId }), from)
    const jobId = await provider.start({
      kind: 'swap',
      packageId: from,
      toPackageId: to,
      priceRule: 'package',
      consentChannel: 'site',
      filter: {},
    })
    await provider.run()
    expect((await provider.items(jobId)).map(({ state }) => state)).toEqual(['done', 'done'])
  })
})
