import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { CandidateData, SubscriptionData } from '../../../src/components/services/service-data.js'
import { type Desk, type Form, openDesk, refusals, said } from './desk.js'

let desk: Desk
let customerId: number
let inPlan: number
let outside: number
let locked: number
let open: number
beforeAll(async () => {
  desk = await openDesk()
  customerId = await desk.addCustomer()
  inPlan = await desk.addPackage({ name: 'Do plano' })
  outside = await desk.addPackage({ name: 'De fora' })
  locked = await desk.addPlan({ lockPackages: true, packages: [[inPlan, false]] })
  open = await desk.addPlan()
})
afterAll(() => desk.close())

const serviceOf = (planId: number, more: Form = {}) =>
  desk.addService({ customerId: String(customerId), planId: String(planId), ...more })
const none = (id: number): Form => ({ 'packageIds.0.packageId': String(id), 'packageIds.0.taken': 'false' })
const screen = async (serviceId: number, role?: 'attendant' | 'auditor') => {
  const { data } = await desk.get(`/CustomerService/records/${serviceId}/showPackages`, role)
  return data as {
    subscriptions: SubscriptionData[]
    candidates: CandidateData[]
    mayLink: boolean
    mayEditPlan: boolean
  }
}
const link = (serviceId: number, values: Form) =>
  desk.run(`/CustomerService/records/${serviceId}/linkPackage`, { consentChannel: 'whatsapp', ...values }, 'attendant')
const linked = (serviceId: number) =>
  desk.rows('select * from content_platforms.package_subscription where service_id = $1 and removed_at is null', [
    serviceId,
  ])

describe('BR-22: a plan with locked packages', () => {
  let id: number
  beforeEach(async () => {
    id = await serviceOf(locked, none(inPlan))
  })

  it('offers only its own packages, and says of each other one why it does not appear', async () => {
    const { candidates } = await screen(id)
    expect(candidates.filter(({ refusal }) => refusal === null).map(({ packageId }) => packageId)).toEqual([inPlan])
    expect(candidates.find(({ packageId }) => packageId === outside)?.refusal).toBe('PACKAGE_NOT_IN_LOCKED_PLAN')
  })

  it('refuses a forged link, with the reason', async () => {
    expect(said(await link(id, { packageId: String(outside) }))).toBe('error: errors.PACKAGE_NOT_IN_LOCKED_PLAN')
    expect(await linked(id)).toEqual([])
  })

  it("takes its own package, and the way to its switch is the administrator's", async () => {
    expect(said(await link(id, { packageId: String(inPlan) }))).toBe('success: packageLinked')
    expect((await screen(id)).mayEditPlan).toBe(true)
    expect((await screen(id, 'attendant')).mayEditPlan).toBe(false)
  })
})

describe('linking a package', () => {
  let id: number
  beforeEach(async () => {
    id = await serviceOf(open)
  })

  it('BR-14, BR-26: copies the price and records who agreed how', async () => {
    await link(id, { packageId: String(outside), priceCents: '19,90', expiresOn: '31/12/2099' })
    const [row] = await linked(id)
    expect(row).toMatchObject({ price_cents: 1990, consent_by: 'attendant@example.com', consent_channel: 'whatsapp' })
    expect((await screen(id)).subscriptions).toMatchObject([
      { expiresOn: '2099-12-31', standing: 'awaiting_created', origin: 'manual' },
    ])
  })

  it.each([
    ['packageId', '', 'required'],
    ['packageId', 'abc', 'invalidReference'],
    ['priceCents', 'abc', 'invalidMoney'],
    ['priceCents', '-1', 'negative'],
    ['expiresOn', '31/02/2099', 'invalidDate'],
    ['expiresOn', '01/01/2020', 'dateInPast'],
    ['consentChannel', '', 'required'],
    ['consentChannel', 'pombo', 'invalidChoice'],
    ['confirmZeroPrice', 'talvez', 'invalidChoice'],
  ])('refuses %s %j at that field and links nothing', async (path, value, code) => {
    const answer = await link(id, { packageId: String(outside), [path]: value })
    expect(answer.status).toBe(200)
    expect(refusals(answer)).toEqual({ [path]: code })
    expect(await linked(id)).toEqual([])
  })

  it('BR-17: asks whether R$ 0,00 is meant', async () => {
    const free = { packageId: String(outside), priceCents: '0,00' }
    expect(refusals(await link(id, free))).toEqual({ confirmZeroPrice: 'zeroPriceNotConfirmed' })
    expect(said(await link(id, { ...free, confirmZeroPrice: 'true' }))).toBe('success: packageLinked')
  })

  it('BR-23: pressed twice at once links once; the second is told', async () => {
    const form = { packageId: String(outside) }
    const answers = await Promise.all([link(id, form), link(id, form)])
    expect(answers.map(said).sort()).toEqual(['error: errors.PACKAGE_ALREADY_LINKED', 'success: packageLinked'])
    expect(await linked(id)).toHaveLength(1)
    const events = await desk.rows(
      `select e.id from content_platforms.webhook_event e
       join content_platforms.package_subscription s on s.id = e.subscription_id where s.service_id = $1`,
      [id],
    )
    expect(events).toHaveLength(1)
  })

  it('names a package that is not there any more', async () => {
    expect(said(await link(id, { packageId: '999999' }))).toBe('error: errors.NOT_FOUND')
  })

  it('BR-37: is refused while the service is suspended for debt, and the screen says so of every package', async () => {
    await desk.run(`/CustomerService/records/${id}/suspend`, { kind: 'debt' })
    expect(said(await link(id, { packageId: String(outside) }))).toBe('error: errors.SERVICE_SUSPENDED_FOR_DEBT')
    const { candidates } = await screen(id)
    expect(new Set(candidates.map(({ refusal }) => refusal))).toEqual(new Set(['SERVICE_SUSPENDED_FOR_DEBT']))
  })

  it('BR-27: waits for the installation without an event', async () => {
    const waiting = await serviceOf(open, { activate: 'false' })
    await link(waiting, { packageId: String(outside) })
    expect((await screen(waiting)).subscriptions).toMatchObject([{ standing: 'waiting_installation', eventId: null }])
  })
})

describe('removing a package', () => {
  let id: number
  let subscriptionId: number
  beforeEach(async () => {
    id = await serviceOf(locked)
    subscriptionId = (await screen(id)).subscriptions[0]?.id ?? 0
  })
  const unlink = (serviceId: number, values: Form) =>
    desk.run(`/CustomerService/records/${serviceId}/unlinkPackage`, values, 'attendant')

  it('BR-24: pressed twice at once removes once, and keeps the row for another link', async () => {
    const form = { subscriptionId: String(subscriptionId), reason: 'Não quer mais' }
    const answers = await Promise.all([unlink(id, form), unlink(id, form)])
    expect(answers.map(said).sort()).toEqual(['error: errors.NOT_FOUND', 'success: packageUnlinked'])
    expect(await linked(id)).toEqual([])
    await link(id, { packageId: String(inPlan) })
    expect(await linked(id)).toMatchObject([{ id: subscriptionId }])
  })

  it("refuses another service's subscription, and garbage", async () => {
    const other = await serviceOf(open)
    for (const forged of [String(subscriptionId), 'abc', '0', '']) {
      expect(said(await unlink(other, { subscriptionId: forged }))).toBe('error: errors.NOT_FOUND')
    }
    expect(await linked(id)).toHaveLength(1)
  })

  it('is not for auditors, who see the packages all the same', async () => {
    const answer = await desk.run(
      `/CustomerService/records/${id}/unlinkPackage`,
      { subscriptionId: String(subscriptionId) },
      'auditor',
    )
    expect(answer.notice.type).toBe('error')
    const seen = await screen(id, 'auditor')
    expect(seen.mayLink).toBe(false)
    expect(seen.subscriptions).toHaveLength(1)
  })
})
