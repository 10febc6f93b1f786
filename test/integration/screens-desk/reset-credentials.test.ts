import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { DEFAULT_EVENT_TYPES } from '../../../src/entities/integration.js'
import { saveIntegration } from '../../../src/index.js'
import { type Desk, openDesk, said } from './desk.js'

const TYPE = 'content.account.credentials_reset'
const ACTOR = { id: 'teste@example.com', role: 'administrator' } as const

let desk: Desk
let customerId: number
let subscriptionId: number
beforeEach(async () => {
  desk = await openDesk()
  const packageId = await desk.addPackage()
  customerId = await desk.addCustomer()
  const planId = await desk.addPlan()
  const serviceId = await desk.addService({ customerId: String(customerId), planId: String(planId) })
  const linked = await desk.run(`/CustomerService/records/${serviceId}/linkPackage`, {
    packageId: String(packageId),
    consentChannel: 'telefone',
  })
  expect(linked.notice?.type).toBe('success')
  const [row] = await desk.rows<{ id: number }>('select id from content_platforms.package_subscription')
  subscriptionId = row?.id ?? 0
})
afterEach(() => desk.close())

const set = (values: Parameters<typeof saveIntegration>[1]['values']) =>
  desk.dataSource.transaction((tx) =>
    saveIntegration(tx, { id: desk.integrationId, values, actor: ACTOR }, desk.content.domain),
  )
const wanted = () => set({ eventTypes: [...DEFAULT_EVENT_TYPES, TYPE] })
const accountId = async () =>
  (await desk.rows<{ id: number }>('select id from content_platforms.platform_account'))[0]?.id
const press = async (role: 'administrator' | 'attendant' | 'auditor' = 'attendant') =>
  desk.run(`/PlatformAccount/records/${await accountId()}/resetCredentials`, {}, role)
const recorded = () =>
  desk.rows<{ data: object }>('select data from content_platforms.webhook_event where type = $1', [TYPE])
const offered = async (role: 'attendant' | 'auditor' = 'attendant') =>
  (await desk.get(`/Customer/records/${customerId}/showOverview`, role)).data.accounts[0].mayReset

describe('*Reenviar acesso*', () => {
  it('tells the platform, by an attendant’s press, with ids alone, and is audited', async () => {
    await wanted()
    expect(await offered()).toBe(true)
    expect(said(await press())).toBe('success: credentialsReset')
    const account = await accountId()
    expect((await recorded()).map(({ data }) => data)).toEqual([{ accountId: account, customerId }])
    const audit = await desk.rows(
      `select record_id, after from content_platforms.audit_entry where action = 'account.credentials_reset'`,
    )
    expect(audit).toEqual([{ record_id: String(account), after: { integrationId: desk.integrationId, customerId } }])
    await desk.content.start()
    await vi.waitFor(() => expect(desk.platform.requests).toHaveLength(2), { timeout: 5_000 })
    const { type, data } = JSON.parse(desk.platform.requests[1]?.body ?? '{}')
    expect(type).toBe(TYPE)
    expect(data).toMatchObject({ account: { id: account, sequence: 2 }, customer: { email: 'iris@example.com' } })
    expect(Object.keys(data).sort()).toEqual(['account', 'customer', 'parameters'])
  })

  it('sends one, of 20 presses at once', async () => {
    await wanted()
    const answers = await Promise.all(Array.from({ length: 20 }, () => press()))
    expect(answers.map(said).sort()).toEqual([
      ...Array.from({ length: 19 }, () => 'error: errors.ACCESS_JUST_SENT'),
      'success: credentialsReset',
    ])
    expect(await recorded()).toHaveLength(1)
  })

  it('is neither offered nor done where the platform does not want it, is inactive, or holds no package', async () => {
    expect([await offered(), said(await press())]).toEqual([false, 'error: errors.EVENT_NOT_WANTED'])
    await wanted()
    await set({ active: false })
    expect([await offered(), said(await press())]).toEqual([false, 'error: errors.INTEGRATION_INACTIVE'])
    await set({ active: true })
    await desk.run(`/CustomerService/records/${1}/unlinkPackage`, { subscriptionId: String(subscriptionId) })
    expect([await offered(), said(await press())]).toEqual([false, 'error: errors.ACCOUNT_WITHOUT_PACKAGE'])
    expect(await recorded()).toEqual([])
  })

  it('BR-105: is not for an auditor', async () => {
    await wanted()
    expect(await offered('auditor')).toBe(false)
    expect((await press('auditor')).notice?.type).toBe('error')
    expect(await recorded()).toEqual([])
  })
})
