import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { HISTORY_SCOPES } from '../../../src/actions/history-scopes.js'
import type { HistoryEntry } from '../../../src/components/history/history-data.js'
import type { Role } from '../../../src/entities/panel-user.js'
import { savePanelUser } from '../../../src/panel/save-panel-user.js'
import { type Desk, openDesk } from '../screens-desk/desk.js'

const ACTOR = { id: 'ana@example.com', role: 'administrator' } as const

let desk: Desk
let ids: Record<string, number | string>
beforeAll(async () => {
  desk = await openDesk({ jobs: false })
  const packageId = await desk.addPackage({ name: 'TV Ouro' })
  const planId = await desk.addPlan({ packages: [[packageId, true]] })
  const customerId = await desk.addCustomer()
  const serviceId = await desk.addService({ customerId: String(customerId), planId: String(planId) })
  const user = { name: 'Caio', email: 'caio@example.com', role: 'auditor', password: 'dez-letras!' } as const
  const panelUser = await desk.dataSource.transaction((tx) => savePanelUser(tx, { values: user, actor: ACTOR }))
  const only = async (table: string) =>
    (await desk.rows<{ id: number }>(`select id from content_platforms.${table}`))[0]?.id ?? 0
  await desk.rows(
    `insert into content_platforms.bulk_job (kind, filter, input, actor, total) values ('link', '{}', '{}', 'ana', 0)`,
  )
  await desk.rows(
    `insert into content_platforms.mass_brake (source, affected_count, limit_count) values ('subscription.expire', 9, 5)`,
  )
  ids = {
    BulkJob: await only('bulk_job'),
    MassBrake: await only('mass_brake'),
    ContentPackage: packageId,
    Plan: planId,
    Customer: customerId,
    CustomerService: serviceId,
    Integration: desk.integrationId,
    PackageSubscription: await only('package_subscription'),
    PanelUser: panelUser.id,
    Product: await only('product'),
    ServiceStatus: await only('service_status'),
    WebhookEvent: await only('webhook_event'),
  }
})
afterAll(() => desk.close())

const history = async (resource: string, role: Role = 'administrator', query = '') => {
  const answer = await desk.get(`/${resource}/records/${ids[resource]}/showHistory${query}`, role)
  const { status, text, data } = answer
  return { status, text, data, entries: (data?.entries ?? []) as HistoryEntry[] }
}

describe('BR-106: the history on a record’s own page', () => {
  it('is a tab of every resource that has one, and answers there', async () => {
    const { resources } = desk.admin
    for (const id of Object.keys(HISTORY_SCOPES)) {
      const show = resources.find((one) => one.id() === id)?.decorate().options.actions?.show
      const { tabs = [] } = (show?.custom ?? {}) as { tabs?: { id: string; component?: string }[] }
      expect(tabs.at(-1), id).toMatchObject({ id: 'history', component: 'CpHistory' })
      expect((await history(id)).data, id).toBeDefined()
    }
  })

  it('tells who did what, when, why, and field by field from what to what', async () => {
    await desk.run(`/ContentPackage/records/${ids.ContentPackage}/edit`, { priceCents: '31,00' }, 'administrator')
    const [entry] = (await history('ContentPackage')).entries
    expect(entry).toMatchObject({
      actor: 'administrator@example.com',
      action: 'package.changed',
      resourceId: 'ContentPackage',
      changes: [{ path: 'priceCents', before: 2990, after: 3100 }],
    })
    expect(Date.now() - Date.parse(String(entry?.at))).toBeLessThan(60_000)
  })

  it('shows with a service what became of its packages, with names in place of ids', async () => {
    const service = `/CustomerService/records/${ids.CustomerService}`
    await desk.run(`${service}/suspend`, { kind: 'debt', reason: 'Fatura em atraso' })
    await desk.run(`${service}/unlinkPackage`, { subscriptionId: String(ids.PackageSubscription), reason: 'Não usa' })
    const { entries, data } = await history('CustomerService')
    expect(entries.map(({ action, about, reason }) => [action, about, reason])).toEqual([
      ['subscription.unlinked', 'TV Ouro', 'Não usa'],
      ['service.suspended', null, 'Fatura em atraso'],
      ['subscription.linked', 'TV Ouro', null],
      ['service.added', null, null],
    ])
    expect(entries[1]?.changes).toEqual([
      { path: 'status', before: 'servico_habilitado', after: 'suspenso_debito' },
      { path: 'block', before: null, after: 'debt' },
    ])
    expect(data.names).toMatchObject({
      'status:suspenso_debito': 'Suspenso por débito',
      [`packageId:${ids.ContentPackage}`]: 'TV Ouro',
      [`customerId:${ids.Customer}`]: 'Íris Valadão',
    })
  })

  it('shows with a customer what became of his services', async () => {
    const actions = (await history('Customer')).entries.map(({ action }) => action)
    expect(actions).toEqual(expect.arrayContaining(['customer.created', 'service.added', 'subscription.unlinked']))
  })

  it('says of personal data that it changed, never what it was or is', async () => {
    await desk.run(`/Customer/records/${ids.Customer}/edit`, { email: 'nova.iris@example.com' })
    for (const role of ['administrator', 'attendant', 'auditor'] as const) {
      const { text, entries } = await history('Customer', role)
      expect(entries[0]?.changes).toEqual([{ path: 'email', before: null, after: null, hidden: true }])
      expect(text).not.toMatch(/nova\.iris|iris@example|52998224725/)
    }
  })

  it('names a platform’s parameters and never their values', async () => {
    const parameters = {
      'parameters.0.key': 'x-token',
      'parameters.0.value': 'valor-muito-secreto',
      'parameters.0.location': 'header',
      'parameters.0.secret': 'true',
    }
    await desk.run(`/Integration/records/${desk.integrationId}/edit`, parameters)
    const { text, entries } = await history('Integration')
    expect(entries[0]?.changes.find(({ path }) => path === 'parameters')).toEqual({
      path: 'parameters',
      before: [],
      after: [{ key: 'x-token', location: 'header', secret: true }],
    })
    expect(text).not.toContain('valor-muito-secreto')
  })

  it('BR-105: is for administrators and auditors; an attendant sees that of what they work in', async () => {
    const works = ['Customer', 'CustomerService', 'PackageSubscription']
    for (const id of Object.keys(HISTORY_SCOPES)) {
      expect((await history(id, 'auditor')).data, id).toBeDefined()
      const asAttendant = await history(id, 'attendant')
      if (works.includes(id)) expect(asAttendant.data, id).toBeDefined()
      else {
        expect(asAttendant.data, id).toBeUndefined()
        expect(asAttendant.entries, id).toEqual([])
      }
    }
  })

  it('comes in pieces when it is long', async () => {
    const long = await history('CustomerService', 'administrator', '?limit=2')
    expect(long.entries).toHaveLength(2)
    expect(long.data.hasMore).toBe(true)
    for (const limit of ['-1', 'abc', '1e9', '']) {
      const { status, entries } = await history('CustomerService', 'administrator', `?limit=${limit}`)
      expect(status).toBe(200)
      expect(entries.length).toBeGreaterThan(2)
    }
  })

  it('changes nothing by being read, and answers garbage without a 500', async () => {
    const before = await desk.count('audit_entry')
    for (const id of Object.keys(HISTORY_SCOPES)) {
      await history(id)
      for (const garbage of ['0', 'abc', '99999999999', "1'--"]) {
        const answer = await desk.get(`/${id}/records/${encodeURIComponent(garbage)}/showHistory`)
        expect(answer.status).toBeLessThan(500)
        expect(answer.data).toBeUndefined()
      }
    }
    expect(await desk.count('audit_entry')).toBe(before)
  })
})
