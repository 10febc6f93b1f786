import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { PackagesData, ServiceOverviewData } from '../../../src/components/services/service-data.js'
import { addDays } from '../../../src/domain/day.js'
import { type Desk, type Form, openDesk, refusals, said } from './desk.js'

let desk: Desk
let customerId: number
let packageId: number
let planId: number
let serviceId: number
beforeAll(async () => {
  desk = await openDesk()
  customerId = await desk.addCustomer()
  packageId = await desk.addPackage({ name: 'TV', priceCents: 2990 })
  planId = await desk.addPlan({ packages: [[packageId, true]] })
})
afterAll(() => desk.close())

const newService = () => desk.addService({ customerId: String(customerId), planId: String(planId) })
const screen = async (role?: 'attendant' | 'auditor', id = serviceId): Promise<PackagesData> =>
  (await desk.get(`/CustomerService/records/${id}/showPackages`, role)).data
let today: string
let subscriptionId: string
beforeEach(async () => {
  serviceId = await newService()
  const data = await screen()
  today = data.today
  subscriptionId = String(data.subscriptions[0]?.id)
})

const add = (form: Form = {}, role: 'administrator' | 'attendant' | 'auditor' = 'attendant') =>
  desk.run(
    `/CustomerService/records/${serviceId}/saveDiscount`,
    { subscriptionId, description: 'Fidelidade', amountCents: '10,00', startsOn: today, endsOn: '', ...form },
    role,
  )
const end = (form: Form, role: 'attendant' | 'auditor' = 'attendant', id = serviceId) =>
  desk.run(`/CustomerService/records/${id}/endDiscount`, form, role)

describe('BR-18: discounts on the screen of packages', () => {
  it('an attendant gives one, and the screens show it with the price of today', async () => {
    expect(said(await add({ endsOn: addDays(today, 30) }))).toBe('success: discountAdded')
    expect(await screen()).toMatchObject({
      mayDiscount: true,
      pricesToday: { [subscriptionId]: 1990 },
      subscriptions: [{ priceCents: 2990 }],
      discounts: [{ description: 'Fidelidade', amountCents: 1000, startsOn: today, endsOn: addDays(today, 30) }],
    })
    const { data } = await desk.get(`/CustomerService/records/${serviceId}/showOverview`, 'auditor')
    expect((data as ServiceOverviewData).pricesToday).toEqual({ [subscriptionId]: 1990 })
  })

  it.each<[Form, Record<string, string>]>([
    [{ description: ' ' }, { description: 'required' }],
    [{ amountCents: '-10,00' }, { amountCents: 'negative' }],
    [{ amountCents: '0,00' }, { amountCents: 'mustBePositive' }],
    [{ amountCents: 'dez' }, { amountCents: 'invalidMoney' }],
    [{ amountCents: '29,91' }, { amountCents: 'discountExceedsPrice' }],
    [
      { startsOn: '', amountCents: '' },
      { startsOn: 'required', amountCents: 'required' },
    ],
    [{ startsOn: '31/02/2026' }, { startsOn: 'invalidDate' }],
    [{ startsOn: '2026-05-02', endsOn: '2026-05-01' }, { endsOn: 'endsBeforeStart' }],
  ])('refuses %j field by field', async (form, fields) => {
    expect(refusals(await add(form))).toEqual(fields)
    expect((await screen()).discounts).toEqual([])
  })

  it('ends one on a day, and removes one that has not begun', async () => {
    await add()
    await add({ description: 'Futuro', startsOn: addDays(today, 5) })
    const [running, future] = (await screen()).discounts.map(({ id }) => String(id))
    expect(refusals(await end({ discountId: running ?? '', lastDay: '2020-01-01' }))).toEqual({ lastDay: 'dateInPast' })
    expect(said(await end({ discountId: running ?? '', lastDay: addDays(today, 1) }))).toBe('success: discountEnded')
    expect(said(await end({ discountId: future ?? '', lastDay: today }))).toBe('success: discountRemoved')
    expect((await screen()).discounts).toMatchObject([{ description: 'Fidelidade', endsOn: addDays(today, 1) }])
    const actions = await desk.rows<{ action: string; actor: string }>(
      `select action, actor from content_platforms.audit_entry
       where action like 'discount.%' and record_id = $1 order by id`,
      [subscriptionId],
    )
    expect(actions.map(({ action }) => action)).toEqual([
      'discount.added',
      'discount.added',
      'discount.ended',
      'discount.removed',
    ])
    expect(new Set(actions.map(({ actor }) => actor))).toEqual(new Set(['attendant@example.com']))
  })

  it('BR-105: an auditor sees them and changes none', async () => {
    await add()
    const data = await screen('auditor')
    expect(data).toMatchObject({ mayDiscount: false, discounts: [{ description: 'Fidelidade' }] })
    expect((await add({}, 'auditor')).notice.type).toBe('error')
    expect((await end({ discountId: String(data.discounts[0]?.id) }, 'auditor')).notice.type).toBe('error')
    expect((await screen()).discounts).toHaveLength(1)
  })

  it('finds no package and no discount of another service', async () => {
    await add()
    const discountId = String((await screen()).discounts[0]?.id)
    const other = await newService()
    expect(said(await end({ discountId }, 'attendant', other))).toBe('error: errors.NOT_FOUND')
    for (const id of ['', 'abc', '999999', discountId + discountId])
      expect(said(await end({ discountId: id }))).toBe('error: errors.NOT_FOUND')
    serviceId = other
    expect(said(await add())).toBe('error: errors.NOT_FOUND')
  })

  it('by GET gives and ends none', async () => {
    await add()
    const id = (await screen()).discounts[0]?.id
    await desk.get(`/CustomerService/records/${serviceId}/endDiscount?discountId=${id}`)
    await desk.get(`/CustomerService/records/${serviceId}/saveDiscount?subscriptionId=${subscriptionId}&amountCents=1`)
    expect((await screen()).discounts).toMatchObject([{ id, endsOn: null }])
  })

  it('shows none of a package that was taken off, and takes none for it', async () => {
    await add()
    await desk.run(`/CustomerService/records/${serviceId}/unlinkPackage`, { subscriptionId })
    expect(said(await add())).toBe('error: errors.PACKAGE_NOT_LINKED')
  })
})

describe('BR-18: a negative price is refused wherever one is entered', () => {
  const price = '-0,01'
  const plan: Form = { name: 'Plano', priceCents: '99,90', active: 'true' }
  const item: Form = { name: 'P', code: 'NEG', commercialMode: 'avulso', priceCents: '10,00', active: 'true' }

  it('of a package, and of a part of its price', async () => {
    const answer = await desk.run('/ContentPackage/actions/new', { ...item, priceCents: price })
    expect(refusals(answer)).toMatchObject({ priceCents: 'negative' })
    const parts = {
      'components.0.description': 'A',
      'components.0.revenueType': 'SVA',
      'components.0.documentModel': 'NFSe',
    }
    const ofPart = await desk.run('/ContentPackage/actions/new', {
      ...item,
      ...parts,
      'components.0.amountCents': price,
    })
    expect(refusals(ofPart)['components.0.amountCents']).toBe('negative')
    const percent = { splitBy: 'percent', 'components.0.percent': '-1' }
    const ofShare = await desk.run('/ContentPackage/actions/new', { ...item, ...parts, ...percent })
    expect(refusals(ofShare)['components.0.percent']).toBe('invalidPercent')
  })

  it('of a plan, and of a package in it', async () => {
    const answer = await desk.run('/Plan/actions/new', { ...plan, priceCents: price })
    expect(refusals(answer)).toEqual({ priceCents: 'negative' })
    const override = { 'packages.0.packageId': String(packageId), 'packages.0.priceOverrideCents': price }
    expect(refusals(await desk.run('/Plan/actions/new', { ...plan, ...override }))).toEqual({
      'packages.0.priceOverrideCents': 'negative',
    })
  })

  it('of a service, new or changed, and of a link', async () => {
    const service = { customerId: String(customerId), planId: String(planId), dueDay: '10', consentChannel: 'telefone' }
    const added = await desk.run('/CustomerService/actions/new', { ...service, priceCents: price })
    expect(refusals(added)).toEqual({ priceCents: 'negative' })
    const changed = await desk.run(`/CustomerService/records/${serviceId}/edit`, { priceCents: price })
    expect(refusals(changed)).toEqual({ priceCents: 'negative' })
    const other = await desk.addPackage()
    const link = { packageId: String(other), consentChannel: 'telefone', priceCents: price }
    const linked = await desk.run(`/CustomerService/records/${serviceId}/linkPackage`, link)
    expect(refusals(linked)).toEqual({ priceCents: 'negative' })
  })

  it('of anything, by the database too', async () => {
    const columns = await desk.rows<{ name: string; column: string }>(
      `select table_name as name, column_name as column from information_schema.columns
       where table_schema = 'content_platforms' and column_name like '%\\_cents'`,
    )
    const checks = await desk.rows<{ name: string; check: string }>(
      `select conrelid::regclass::text as name, pg_get_constraintdef(oid) as check from pg_constraint
       where contype = 'c' and connamespace = 'content_platforms'::regnamespace`,
    )
    for (const { name, column } of columns)
      expect(
        checks.some((it) => it.name.endsWith(`${name}`) && new RegExp(`\\(${column} >=? 0\\)`).test(it.check)),
        `${name}.${column}`,
      ).toBe(true)
  })
})
