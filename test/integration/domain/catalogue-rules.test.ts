import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ComponentInput, type PackageInput, savePackage } from '../../../src/domain/catalogue/save-package.js'
import { type PlanInput, savePlan } from '../../../src/domain/catalogue/save-plan.js'
import { type CustomerInput, saveCustomer } from '../../../src/domain/customers/save-customer.js'
import { unlinkPackage } from '../../../src/domain/packages/unlink-package.js'
import { saveService } from '../../../src/domain/services/save-service.js'
import { type DomainError, issuesOf } from '../../../src/errors.js'
import { ACTOR, createProvider, type Provider } from '../../support/provider.js'

let provider: Provider
beforeAll(async () => {
  provider = await createProvider()
})
afterAll(() => provider.drop())

type Place = { id?: number; version?: number }
const ofPackage = (values: Partial<PackageInput>, place: Place = {}) =>
  provider.inTransaction((tx) => savePackage(tx, { ...place, values, actor: ACTOR }))
const ofPlan = (values: Partial<PlanInput>, place: Place = {}) =>
  provider.inTransaction((tx) => savePlan(tx, { ...place, values, actor: ACTOR }))
const ofCustomer = (values: Partial<CustomerInput>, place: Place = {}) =>
  provider.inTransaction((tx) => saveCustomer(tx, { ...place, values, actor: ACTOR }))

const refusals = async (attempt: Promise<unknown>): Promise<string[]> => {
  const error: DomainError = await attempt.then(
    () => Promise.reject(new Error('was not refused')),
    (reason) => reason,
  )
  expect(error).toMatchObject({ code: 'INVALID_INPUT' })
  return issuesOf(error).map(({ path, code }) => `${path}: ${code}`)
}
const row = async (table: string, id: number) =>
  (await provider.dataSource.query(`select * from content_platforms.${table} where id = $1`, [id]))[0]

const part = (values: Partial<ComponentInput> = {}): ComponentInput => ({
  description: 'Assinatura',
  revenueType: 'SVA',
  amountCents: 2990,
  documentModel: 'NFSe',
  ...values,
})
let codes = 0
const code = () => {
  codes += 1
  return `C${codes}`
}

describe('a package', () => {
  it('BR-12: nor while a link to that platform is being made', async () => {
    const single = await provider.integration({ singlePackage: true })
    const [there, moving] = [await provider.package({ productId: single.productId }), await provider.package()]
    const customerId = await provider.customer()
    await provider.link(await provider.service({ customerId }), moving)
    const serviceId = await provider.service({ customerId })
    const moved = await provider.inTransaction(async (tx) => {
      await provider.linkIn(tx, { serviceId, packageId: there })
      const move = refusals(ofPackage({ productId: single.productId }, { id: moving }))
      await expect
        .poll(() =>
          provider.dataSource.query(
            `select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
          ),
        )
        .toHaveLength(1)
      return { move }
    })
    expect(await moved.move).toEqual(['productId: singlePackageTaken'])
  })

  it('BR-12: does not move to a platform of one package per customer where a customer would then hold two', async () => {
    const single = await provider.integration({ singlePackage: true })
    const [there, moving] = [await provider.package({ productId: single.productId }), await provider.package()]
    const customerId = await provider.customer()
    const taken = await provider.link(await provider.service({ customerId }), there)
    await provider.link(await provider.service({ customerId }), moving)
    await provider.link(await provider.service(), moving)
    const move = () => ofPackage({ productId: single.productId }, { id: moving })
    expect(await refusals(move())).toEqual(['productId: singlePackageTaken'])
    await expect(move()).rejects.toMatchObject({ data: { issues: [{ params: { customers: 1 } }] } })
    await provider.inTransaction((tx) => unlinkPackage(tx, { subscriptionId: taken, actor: ACTOR }))
    await expect(move()).resolves.toEqual({ id: moving })
  })

  it('names every refused field at once and saves nothing', async () => {
    const components = [part({ description: '', amountCents: -1 })]
    const bad = { code: '', name: ' ', priceCents: -1, commercialMode: 'x' as 'avulso', productId: 999, components }
    expect(await refusals(ofPackage({ ...bad, defaultTermDays: 0 }))).toEqual([
      'code: required',
      'name: required',
      'commercialMode: invalidChoice',
      'priceCents: negative',
      'defaultTermDays: outOfRange',
      'productId: invalidReference',
      'components.0.description: required',
      'components.0.amountCents: negative',
    ])
  })

  it.each([1.5, Number.NaN, 3_651])('a term of %s days is refused', async (defaultTermDays) => {
    const [refusal] = await refusals(ofPackage({ code: code(), name: 'A', priceCents: 1, defaultTermDays }))
    expect(refusal).toMatch(/^defaultTermDays: /)
  })

  it.each([
    [12.5, 'invalidMoney'],
    [Number.NaN, 'invalidMoney'],
    [1_000_000_000, 'outOfRange'],
  ])('BR-18: a price of %s cents is refused as %s', async (priceCents, refusal) => {
    expect(await refusals(ofPackage({ code: code(), name: 'A', priceCents }))).toEqual([`priceCents: ${refusal}`])
  })

  it('BR-16: compositions sum to the price to the cent, also when only the price is changed', async () => {
    const split = [
      part({ amountCents: 2000 }),
      part({ amountCents: 990, revenueType: 'SCM', documentModel: 'NFCom62' }),
    ]
    const values = { code: code(), name: 'A', priceCents: 2990, components: split }
    const { id } = await ofPackage(values)
    expect(await refusals(ofPackage({ priceCents: 2991 }, { id }))).toEqual(['components: compositionMismatch'])
    expect(await refusals(ofPackage({ components: [part({ amountCents: 2989 })] }, { id }))).toEqual([
      'components: compositionMismatch',
    ])
    const kept = await provider.dataSource.query(
      'select amount_cents from content_platforms.price_component where package_id = $1 order by position',
      [id],
    )
    expect(kept).toEqual([{ amount_cents: 2000 }, { amount_cents: 990 }])
  })

  const stored = (id: number) =>
    provider.dataSource.query(
      'select amount_cents, percent from content_platforms.price_component where package_id = $1 order by position',
      [id],
    )
  const share = (percent: number | string): ComponentInput => ({ ...part(), amountCents: null, percent })

  it('BR-16: percentages sum to 100 %, amounts follow to the cent, and follow the price when it changes', async () => {
    const components = [share(33.33), share('33,33'), share('33.34')]
    const { id } = await ofPackage({ code: code(), name: 'A', priceCents: 1000, components })
    expect(await stored(id)).toEqual([
      { amount_cents: 333, percent: '33.33' },
      { amount_cents: 333, percent: '33.33' },
      { amount_cents: 334, percent: '33.34' },
    ])
    await ofPackage({ priceCents: 2990 }, { id })
    expect(await stored(id)).toMatchObject([{ amount_cents: 997 }, { amount_cents: 997 }, { amount_cents: 996 }])
    const entries = (await provider.audit('package.changed')).filter(({ recordId }) => recordId === String(id))
    expect(entries.at(-1)).toMatchObject({
      before: { priceCents: 1000, components: [{ amountCents: 333 }, { amountCents: 333 }, { amountCents: 334 }] },
      after: { priceCents: 2990, components: [{ amountCents: 997 }, { amountCents: 997 }, { amountCents: 996 }] },
    })
  })

  it('BR-16: percentages that do not sum to 100 %, or that are none, are refused', async () => {
    const refused = (components: ComponentInput[], values: Partial<PackageInput> = {}) =>
      refusals(ofPackage({ code: code(), name: 'A', priceCents: 2990, components, ...values }))
    expect(await refused([share(50), share('49,99')])).toEqual(['components: percentMismatch'])
    expect(await refused([share(50), share(50.01)])).toEqual(['components: percentMismatch'])
    expect(await refused([share('meio'), share(50)])).toEqual(['components.0.percent: invalidPercent'])
    expect(await refused([share(150), share(-50)])).toEqual([
      'components.0.percent: invalidPercent',
      'components.1.percent: invalidPercent',
    ])
    expect(await refused([share(100), part({ amountCents: 0 })])).toEqual(['components.1.percent: required'])
    expect(await refused([part()], { splitBy: 'percent' })).toEqual(['components.0.percent: required'])
    expect(await refused([part()], { splitBy: 'x' as 'amount' })).toContain('splitBy: invalidChoice')
  })

  it('BR-16: the same package goes from percentages to amounts and back', async () => {
    const { id } = await ofPackage({ code: code(), name: 'A', priceCents: 1000, components: [share(100)] })
    const amounts = [{ ...share(100), amountCents: 1000 }]
    await ofPackage({ components: amounts, splitBy: 'amount' }, { id })
    expect(await stored(id)).toEqual([{ amount_cents: 1000, percent: null }])
    expect(await refusals(ofPackage({ priceCents: 1001 }, { id }))).toEqual(['components: compositionMismatch'])
    await ofPackage({ components: amounts, splitBy: 'percent', priceCents: 1001 }, { id })
    expect(await stored(id)).toEqual([{ amount_cents: 1001, percent: '100.00' }])
    await ofPackage({ components: [] }, { id })
    expect(await stored(id)).toEqual([])
  })

  it('BR-17, BR-17a: a benefit is free by default; a free avulso asks for confirmation, once', async () => {
    const { id } = await ofPackage({ code: code(), name: 'B', commercialMode: 'beneficio' })
    expect(await row('content_package', id)).toMatchObject({ price_cents: 0 })
    const free = { code: code(), name: 'A', priceCents: 0 }
    expect(await refusals(ofPackage(free))).toEqual(['confirmZeroPrice: zeroPriceNotConfirmed'])
    const confirmed = await ofPackage({ ...free, confirmZeroPrice: true })
    await ofPackage({ name: 'A+' }, { id: confirmed.id })
  })

  it('an old version is a CONFLICT, also when only compositions were saved since', async () => {
    const { id } = await ofPackage({ code: code(), name: 'A', priceCents: 2990 })
    await ofPackage({ components: [part()] }, { id, version: 1 })
    await expect(ofPackage({ name: 'B' }, { id, version: 1 })).rejects.toMatchObject({ code: 'CONFLICT' })
  })

  it('BR-106: the audit holds actor, before and after', async () => {
    const { id } = await ofPackage({ code: code(), name: 'A', priceCents: 100 })
    await ofPackage({ priceCents: 200 }, { id })
    const [entry] = (await provider.audit('package.changed')).filter(({ recordId }) => recordId === String(id))
    expect(entry).toMatchObject({ actor: ACTOR.id, before: { priceCents: 100 }, after: { priceCents: 200 } })
  })
})

describe('a plan', () => {
  it('names every refused field at once, rows of packages included', async () => {
    const item = await provider.package()
    const inactive = await provider.package({ active: false })
    const line = { mandatory: false, priceOverrideCents: null }
    const packages = [
      { ...line, packageId: item },
      { ...line, packageId: item },
      { ...line, packageId: 999_999 },
      { ...line, packageId: inactive },
      { ...line, packageId: null as unknown as number, priceOverrideCents: -1 },
    ]
    expect(await refusals(ofPlan({ name: '', priceCents: null as unknown as number, packages }))).toEqual([
      'name: required',
      'priceCents: required',
      'packages.1.packageId: duplicateRow',
      'packages.2.packageId: invalidReference',
      'packages.3.packageId: inactive',
      'packages.4.packageId: required',
      'packages.4.priceOverrideCents: negative',
    ])
  })

  it('BR-19: keeps a package that was deactivated since, and BR-22: keeps the links of one taken off it', async () => {
    const { packageId, serviceId, subscriptionId } = await provider.linked()
    const { plan_id: planId } = await row('customer_service', serviceId)
    const packages = [{ packageId, mandatory: true, priceOverrideCents: 990 }]
    await ofPlan({ packages }, { id: planId })
    await ofPackage({ active: false }, { id: packageId })
    await ofPlan({ packages, lockPackages: true }, { id: planId })
    await ofPlan({ packages: [] }, { id: planId })
    expect(await provider.subscription(subscriptionId)).toMatchObject({ state: 'active' })
    expect(await provider.told(subscriptionId)).toEqual(['created'])
  })

  it('an old version is a CONFLICT', async () => {
    const id = await provider.plan()
    await ofPlan({ packages: [] }, { id, version: 1 })
    await expect(ofPlan({ name: 'x' }, { id, version: 1 })).rejects.toMatchObject({ code: 'CONFLICT' })
  })
})

describe('a customer', () => {
  it('names every refused field at once', async () => {
    const bad = { name: '', personType: 'pf' as const, document: '111.111.111-11', email: 'a@b', phone: '123' }
    expect(await refusals(ofCustomer(bad))).toEqual([
      'name: required',
      'document: invalidCpf',
      'email: invalidEmail',
      'phone: invalidPhone',
    ])
  })

  it('BR-70, BR-71: documents are stored without punctuation, letters kept in capitals', async () => {
    const person = await ofCustomer({ name: 'Ana', personType: 'pf', document: '529.982.247-25' })
    const company = await ofCustomer({ name: 'SA', personType: 'pj', document: '12.abc.345/01de-35' })
    expect(await row('customer', person.id)).toMatchObject({ document: '52998224725' })
    expect(await row('customer', company.id)).toMatchObject({ document: '12ABC34501DE35' })
    expect(await refusals(ofCustomer({ personType: 'pf' }, { id: company.id }))).toEqual(['document: invalidCpf'])
  })

  it.each([
    ['(11) 98765-4321', '11987654321'],
    ['+55 11 3333-4444', '1133334444'],
    ['55 99123-4567', '55991234567'],
  ])('the phone %s is stored as %s', async (phone, expected) => {
    const id = await provider.customer({ phone })
    expect(await row('customer', id)).toMatchObject({ phone: expected })
  })

  it('BR-106: the audit names the changed fields and holds no personal data', async () => {
    const id = await provider.customer({ email: 'ana@example.com' })
    await ofCustomer({ email: 'outra@example.com', name: 'Outra Pessoa' }, { id })
    const [entry] = (await provider.audit('customer.changed')).filter(({ recordId }) => recordId === String(id))
    expect(entry).toMatchObject({ actor: ACTOR.id, after: { fields: ['name', 'email'] } })
    expect(JSON.stringify(entry)).not.toContain('Pessoa')
  })

  it('an anonymised one is refused', async () => {
    const id = await provider.customer()
    await provider.dataSource.query('update content_platforms.customer set anonymized_at = now() where id = $1', [id])
    await expect(ofCustomer({ name: 'x' }, { id })).rejects.toMatchObject({ code: 'CUSTOMER_ANONYMIZED' })
    await expect(provider.service({ customerId: id })).rejects.toMatchObject({ code: 'CUSTOMER_ANONYMIZED' })
  })
})

describe('a service', () => {
  const ofService = (id: number, values: object) =>
    provider.inTransaction((tx) => saveService(tx, { id, values, actor: ACTOR }, provider.domain))

  it('names every refused field at once', async () => {
    const id = await provider.service()
    expect(await refusals(ofService(id, { number: '', dueDay: 29, priceCents: -1 }))).toEqual([
      'number: required',
      'priceCents: negative',
      'dueDay: invalidChoice',
    ])
  })

  it('its form changes neither customer nor plan nor status', async () => {
    const id = await provider.service()
    const before = await row('customer_service', id)
    await ofService(id, { customerId: 1, planId: 1, statusId: 1, dueDay: 31 })
    const after = await row('customer_service', id)
    expect(after).toMatchObject({ due_day: 31, customer_id: before.customer_id, status_id: before.status_id })
  })
})
