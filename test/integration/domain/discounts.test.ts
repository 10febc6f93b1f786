import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readToday } from '../../../src/domain/clock.js'
import { scrubTexts } from '../../../src/domain/customers/scrub-texts.js'
import { addDays } from '../../../src/domain/day.js'
import { migratePlan } from '../../../src/domain/migration/migrate-plan.js'
import { endDiscount } from '../../../src/domain/packages/end-discount.js'
import { priceOn } from '../../../src/domain/packages/price-on.js'
import { type DiscountInput, saveDiscount } from '../../../src/domain/packages/save-discount.js'
import { unlinkPackage } from '../../../src/domain/packages/unlink-package.js'
import { cancelService } from '../../../src/domain/services/cancel-service.js'
import { Customer } from '../../../src/entities/customer.js'
import { type DomainError, issuesOf } from '../../../src/errors.js'
import { ACTOR, createProvider, type Provider } from '../../support/provider.js'
import { fireTwenty } from './fire-twenty.js'

let provider: Provider
let today: string
beforeAll(async () => {
  provider = await createProvider()
  today = await readToday(provider.dataSource.manager, 'America/Sao_Paulo')
})
afterAll(() => provider.drop())

let subscriptionId: number
let serviceId: number
let packageId: number
beforeEach(async () => {
  packageId = await provider.package({ priceCents: 3000 })
  serviceId = await provider.service()
  subscriptionId = await provider.link(serviceId, packageId)
})

const inDays = (days: number): string => addDays(today, days)
const save = (values: Partial<DiscountInput>, id?: number) =>
  provider.inTransaction((tx) =>
    saveDiscount(tx, { ...(id === undefined ? {} : { id }), values, actor: ACTOR }, provider.domain),
  )
const add = async (values: Partial<DiscountInput> = {}): Promise<number> => {
  const defaults = { subscriptionId, description: 'Promoção', amountCents: 1000, startsOn: today }
  return (await save({ ...defaults, ...values })).id
}
const end = (id: number, lastDay?: string) =>
  provider.inTransaction((tx) =>
    endDiscount(tx, { id, ...(lastDay ? { lastDay } : {}), actor: ACTOR }, provider.domain),
  )
const unlink = () => provider.inTransaction((tx) => unlinkPackage(tx, { subscriptionId, actor: ACTOR }))
const price = async (day: string, id = subscriptionId) =>
  (await priceOn(provider.dataSource.manager, { subscriptionIds: [id], day })).get(id)
const discounts = (id = subscriptionId) =>
  provider.dataSource.query(
    `select description, amount_cents as cents, starts_on::text as "from", ends_on::text as until
     from content_platforms.subscription_discount where subscription_id = $1 order by id`,
    [id],
  )
const refusals = async (attempt: Promise<unknown>): Promise<string[]> => {
  const error: DomainError = await attempt.then(
    () => Promise.reject(new Error('was not refused')),
    (reason) => reason,
  )
  expect(error).toMatchObject({ code: 'INVALID_INPUT' })
  return issuesOf(error).map(({ path, code }) => `${path}: ${code}`)
}
const entries = async (action: string) =>
  (await provider.audit(action)).filter(({ recordId }) => recordId === String(subscriptionId))

describe('BR-18: a discount', () => {
  it('lowers the price from its first to its last day, and no other', async () => {
    await add({ startsOn: inDays(2), endsOn: inDays(4) })
    const prices = await Promise.all([1, 2, 3, 4, 5].map((day) => price(inDays(day))))
    expect(prices).toEqual([3000, 2000, 2000, 2000, 3000])
  })

  it('without a last day goes on, and adds to others', async () => {
    await add({ startsOn: today })
    await add({ amountCents: 500, startsOn: inDays(3), endsOn: inDays(3) })
    expect(await price(inDays(-1))).toBe(3000)
    expect(await price(inDays(3))).toBe(1500)
    expect(await price(inDays(3650))).toBe(2000)
  })

  it.each<[string, Partial<DiscountInput>, string]>([
    ['without a description', { description: ' ' }, 'description: required'],
    ['with a description that is too long', { description: 'x'.repeat(121) }, 'description: tooLong'],
    ['of nothing', { amountCents: 0 }, 'amountCents: mustBePositive'],
    ['of a negative amount', { amountCents: -1 }, 'amountCents: negative'],
    ['of half a cent', { amountCents: 0.5 }, 'amountCents: invalidMoney'],
    ['without a first day', { startsOn: '' }, 'startsOn: required'],
    ['from a day that does not exist', { startsOn: '2026-02-30' }, 'startsOn: invalidDate'],
    ['until a day that does not exist', { endsOn: 'amanhã' }, 'endsOn: invalidDate'],
    ['that ends before it begins', { startsOn: '2026-05-02', endsOn: '2026-05-01' }, 'endsOn: endsBeforeStart'],
    ['above the price', { amountCents: 3001 }, 'amountCents: discountExceedsPrice'],
  ])('%s is refused at its field', async (_name, values, refusal) => {
    expect(await refusals(add(values))).toEqual([refusal])
    expect(await discounts()).toEqual([])
  })

  it('names every refused field at once, and asks for the package', async () => {
    expect(await refusals(save({ subscriptionId }))).toEqual([
      'description: required',
      'amountCents: required',
      'startsOn: required',
    ])
    expect(await refusals(save({ description: 'A' }))).toEqual(['subscriptionId: required'])
  })

  it('may take off the whole price, but not more on any single day together with others', async () => {
    await add({ amountCents: 2000, startsOn: inDays(5), endsOn: inDays(5) })
    await add({ amountCents: 1000, startsOn: inDays(5), endsOn: inDays(9) })
    expect(await price(inDays(5))).toBe(0)
    expect(await refusals(add({ amountCents: 1, startsOn: today }))).toEqual(['amountCents: discountExceedsPrice'])
    await add({ amountCents: 3000, startsOn: today, endsOn: inDays(4) })
    await add({ amountCents: 2000, startsOn: inDays(6) })
    expect(await price(inDays(6))).toBe(0)
  })

  it('given twice at once does not exceed the price either', async () => {
    const both = await Promise.allSettled([add({ amountCents: 2000 }), add({ amountCents: 2000 })])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await price(today)).toBe(1000)
  })

  it('is refused for a package that was taken off, or whose service ended', async () => {
    await unlink()
    await expect(add()).rejects.toMatchObject({ code: 'PACKAGE_NOT_LINKED' })
    await provider.link(serviceId, packageId)
    await provider.inTransaction((tx) => cancelService(tx, { serviceId, reason: 'Mudou-se', actor: ACTOR }))
    await expect(add()).rejects.toMatchObject({ code: 'SERVICE_CANCELED' })
    await expect(add({ subscriptionId: 999_999 })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  it('changes until it begins, then only ends', async () => {
    const id = await add({ startsOn: inDays(3) })
    await save({ amountCents: 1500, endsOn: inDays(8) }, id)
    expect(await discounts()).toEqual([{ description: 'Promoção', cents: 1500, from: inDays(3), until: inDays(8) }])
    await save({ startsOn: today }, id)
    await expect(save({ amountCents: 1 }, id)).rejects.toMatchObject({ code: 'DISCOUNT_STARTED' })
  })

  it('BR-106: is audited with actor, before and after', async () => {
    const id = await add({ startsOn: inDays(3) })
    await save({ amountCents: 1500 }, id)
    await end(id, inDays(4))
    await end(id)
    const value = { discountId: id, description: 'Promoção', startsOn: inDays(3), endsOn: null }
    expect(await entries('discount.added')).toMatchObject([
      { actor: ACTOR.id, before: null, after: { ...value, amountCents: 1000 } },
    ])
    expect(await entries('discount.changed')).toMatchObject([
      { before: { ...value, amountCents: 1000 }, after: { ...value, amountCents: 1500 } },
    ])
    expect(await entries('discount.ended')).toMatchObject([{ before: { endsOn: null }, after: { endsOn: inDays(4) } }])
    expect(await entries('discount.removed')).toMatchObject([{ before: { discountId: id }, after: null }])
  })
})

describe('BR-18: ending a discount', () => {
  it('keeps one that was in force on record, until today or a later day', async () => {
    const id = await add({ startsOn: inDays(-10) })
    expect(await end(id, inDays(5))).toEqual({ removed: false })
    expect(await end(id)).toEqual({ removed: false })
    expect(await discounts()).toMatchObject([{ from: inDays(-10), until: today }])
    expect([await price(today), await price(inDays(1))]).toEqual([2000, 3000])
  })

  it('BR-106: pressed twenty times at once ends it once, and is audited once', async () => {
    const id = await add({ startsOn: inDays(-10) })
    const before = (await provider.audit('discount.ended')).length
    expect(await fireTwenty(() => end(id))).toEqual({ done: 1, refused: ['NOTHING_CHANGED'] })
    expect(await provider.audit('discount.ended')).toHaveLength(before + 1)
  })

  it('removes one that has not begun', async () => {
    expect(await end(await add({ startsOn: inDays(1) }))).toEqual({ removed: true })
    expect(await discounts()).toEqual([])
  })

  it('is refused in the past, later than planned, and for one that is over', async () => {
    const id = await add({ startsOn: inDays(-10), endsOn: inDays(3) })
    expect(await refusals(end(id, inDays(-1)))).toEqual(['lastDay: dateInPast'])
    expect(await refusals(end(id, inDays(4)))).toEqual(['lastDay: alreadyEndsBefore'])
    expect(await refusals(end(id, '2026-13-01'))).toEqual(['lastDay: invalidDate'])
    const over = await add({ startsOn: inDays(-9), endsOn: inDays(-1) })
    await expect(end(over)).rejects.toMatchObject({ code: 'DISCOUNT_ENDED' })
    await expect(end(999_999)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('discounts through the life of a package', () => {
  it('BR-24: a package that is linked again does not bring its old discounts back', async () => {
    await add({ startsOn: inDays(-5) })
    await add({ startsOn: inDays(5) })
    await unlink()
    expect(await provider.link(serviceId, packageId, { priceCents: 500 })).toBe(subscriptionId)
    expect(await discounts()).toMatchObject([{ from: inDays(-5), until: inDays(-1) }])
    expect([await price(today), await price(inDays(6))]).toEqual([500, 500])
    expect(await entries('discount.ended')).toMatchObject([{ before: { endsOn: null }, after: { endsOn: inDays(-1) } }])
    expect(await entries('discount.removed')).toHaveLength(1)
  })

  it('BR-42: what is left of a discount goes along when the plan is migrated', async () => {
    await add({ startsOn: inDays(-5), endsOn: inDays(9) })
    await add({ amountCents: 300, startsOn: inDays(3) })
    await add({ amountCents: 200, startsOn: inDays(-9), endsOn: inDays(-1) })
    const planId = await provider.plan()
    const input = { serviceId, planId, consentChannel: 'telefone' as const, actor: ACTOR }
    const next = await provider.inTransaction((tx) => migratePlan(tx, input, provider.domain))
    const [heir] = await provider.dataSource.query(
      'select id from content_platforms.package_subscription where service_id = $1',
      [next.id],
    )
    expect(await discounts(heir.id)).toEqual([
      { description: 'Promoção', cents: 1000, from: today, until: inDays(9) },
      { description: 'Promoção', cents: 300, from: inDays(3), until: null },
    ])
    expect(await discounts()).toHaveLength(3)
    expect([await price(inDays(4), heir.id), await price(inDays(10), heir.id)]).toEqual([1700, 2700])
    const carried = (await provider.audit('discount.carried')).filter(({ recordId }) => recordId === String(heir.id))
    expect(carried).toHaveLength(2)
  })

  it('BR-42: a discount does not go along to a price that it would exceed', async () => {
    const first = await provider.plan({ packages: [{ packageId, mandatory: true, priceOverrideCents: 2000 }] })
    const second = await provider.plan({ packages: [{ packageId, mandatory: true, priceOverrideCents: 900 }] })
    const ofPlan = await provider.service({ planId: first })
    const [old] = await provider.dataSource.query(
      'select id from content_platforms.package_subscription where service_id = $1',
      [ofPlan],
    )
    await add({ subscriptionId: old.id })
    const input = { serviceId: ofPlan, planId: second, consentChannel: 'telefone' as const, actor: ACTOR }
    const next = await provider.inTransaction((tx) => migratePlan(tx, input, provider.domain))
    const [heir] = await provider.dataSource.query(
      'select id from content_platforms.package_subscription where service_id = $1',
      [next.id],
    )
    expect(await discounts(heir.id)).toEqual([])
    expect(await price(today, heir.id)).toBe(900)
  })
})

it('BR-76: names its customer no more once he is forgotten', async () => {
  const customerId = await provider.customer({ name: 'Jacira Quadros' })
  const own = await provider.link(await provider.service({ customerId }), packageId)
  await add({ subscriptionId: own, description: 'Aniversário da Jacira' })
  const customer = await provider.dataSource.getRepository(Customer).findOneByOrFail({ id: customerId })
  await provider.inTransaction((tx) => scrubTexts(tx, customer))
  const [{ description }] = await discounts(own)
  expect(description).toMatch(/^Aniversário da /)
  expect(description).not.toContain('Jacira')
})

describe('priceOn', () => {
  it('answers for many at once, and not for an unknown one', async () => {
    const other = await provider.link(await provider.service(), packageId, { priceCents: 100 })
    await add()
    const prices = await priceOn(provider.dataSource.manager, {
      subscriptionIds: [subscriptionId, other, 999_999],
      day: today,
    })
    expect([...prices].sort(([a], [b]) => a - b)).toEqual([
      [subscriptionId, 2000],
      [other, 100],
    ])
  })
})
