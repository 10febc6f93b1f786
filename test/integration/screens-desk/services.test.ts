import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Desk, type Form, openDesk, refusals, said } from './desk.js'

let desk: Desk
let customerId: number
let mandatory: number
let optional: number
let planId: number
beforeAll(async () => {
  desk = await openDesk()
  customerId = await desk.addCustomer()
  mandatory = await desk.addPackage({ name: 'TV' })
  optional = await desk.addPackage({ name: 'Livros' })
  planId = await desk.addPlan({
    packages: [
      [mandatory, true],
      [optional, false],
    ],
  })
})
afterAll(() => desk.close())

const statusOf = async (serviceId: number) => {
  const [row] = await desk.rows<{ code: string }>(
    `select st.code from content_platforms.customer_service s
     join content_platforms.service_status st on st.id = s.status_id where s.id = $1`,
    [serviceId],
  )
  return row?.code
}
const packagesOf = async (serviceId: number) => {
  const sql = 'select package_id from content_platforms.package_subscription where service_id = $1 order by package_id'
  return (await desk.rows<{ package_id: number }>(sql, [serviceId])).map((row) => row.package_id)
}
const form = (values: Form = {}): Form => ({
  customerId: String(customerId),
  planId: String(planId),
  dueDay: '10',
  consentChannel: 'telefone',
  ...values,
})
const ticked = (...rows: [id: number, taken: boolean][]): Form =>
  Object.fromEntries(
    rows.flatMap(([id, taken], index) => [
      [`packageIds.${index}.packageId`, String(id)],
      [`packageIds.${index}.taken`, String(taken)],
    ]),
  )

describe('adding a service', () => {
  it('BR-20: proposes the packages of the plan, the mandatory ones first', async () => {
    const { data } = await desk.get(`/CustomerService/actions/findPlanPackages?planId=${planId}`)
    expect(data.plan.priceCents).toBe(9990)
    expect(data.packages.map((item: { packageId: number }) => item.packageId)).toEqual([mandatory, optional])
    for (const garbage of ['', 'abc', '999999', '-1']) {
      const answer = await desk.get(`/CustomerService/actions/findPlanPackages?planId=${garbage}`)
      expect(answer.data).toEqual({ plan: null, packages: [] })
    }
  })

  it.each([
    ['customerId', '', 'required'],
    ['customerId', 'abc', 'invalidReference'],
    ['customerId', '999999', 'invalidReference'],
    ['planId', '', 'required'],
    ['planId', '999999', 'invalidReference'],
    ['dueDay', '', 'required'],
    ['dueDay', '29', 'invalidChoice'],
    ['dueDay', '0', 'invalidChoice'],
    ['dueDay', 'dez', 'invalidChoice'],
    ['priceCents', 'abc', 'invalidMoney'],
    ['priceCents', '-1,00', 'negative'],
    ['number', 'x'.repeat(41), 'tooLong'],
    ['externalId', 'x'.repeat(101), 'tooLong'],
    ['consentChannel', '', 'required'],
    ['consentChannel', 'pombo', 'invalidChoice'],
    ['activate', 'talvez', 'invalidChoice'],
  ])('refuses %s %j at that field and saves nothing', async (path, value, code) => {
    const before = [await desk.count('customer_service'), await desk.count('package_subscription')]
    const answer = await desk.run('/CustomerService/actions/new', form({ [path]: value }))
    expect(answer.status).toBe(200)
    expect(refusals(answer)).toEqual({ [path]: code })
    expect([await desk.count('customer_service'), await desk.count('package_subscription')]).toEqual(before)
  })

  it('BR-21: leaves out an optional package that was unticked', async () => {
    const id = await desk.addService(form(ticked([mandatory, true], [optional, false])))
    expect(await packagesOf(id)).toEqual([mandatory])
  })

  it('BR-21: refuses a forged form that leaves out a mandatory package', async () => {
    const before = await desk.count('customer_service')
    for (const forged of [ticked([mandatory, false], [optional, true]), ticked([optional, true])]) {
      const answer = await desk.run('/CustomerService/actions/new', form(forged))
      expect(refusals(answer)).toEqual({ packageIds: 'mandatoryPackage' })
    }
    expect(await desk.count('customer_service')).toBe(before)
  })

  it('refuses a forged package that the plan does not have', async () => {
    const other = await desk.addPackage({ name: 'De fora' })
    const answer = await desk.run('/CustomerService/actions/new', form(ticked([mandatory, true], [other, true])))
    expect(refusals(answer)).toEqual({ packageIds: 'invalidChoice' })
  })

  it("gives number and price left blank: the series' next, the plan's", async () => {
    const id = await desk.addService(form({ number: '', priceCents: '', dueDay: '31', activate: 'false' }))
    const [row] = await desk.rows('select * from content_platforms.customer_service where id = $1', [id])
    expect(row).toMatchObject({ price_cents: 9990, due_day: 31, activated_at: null })
    expect(row?.number).toMatch(/^\d+$/)
    expect(await statusOf(id)).toBe('aguardando_instalacao')
  })

  it('is refused to an auditor', async () => {
    const before = await desk.count('customer_service')
    const answer = await desk.run('/CustomerService/actions/new', form(), 'auditor')
    expect(answer.notice.type).toBe('error')
    expect(await desk.count('customer_service')).toBe(before)
  })
})

describe('the form of a service that is there', () => {
  let id: number
  beforeAll(async () => {
    id = await desk.addService(form())
  })
  const row = async () =>
    (await desk.rows('select * from content_platforms.customer_service where id = $1', [id]))[0] ?? {}

  it('changes number, due day, price and external id only, whatever is posted', async () => {
    const before = await row()
    const answer = await desk.run(`/CustomerService/records/${id}/edit`, {
      number: 'S-9',
      dueDay: '28',
      priceCents: '1.234,50',
      externalId: 'ERP-1',
      customerId: '999999',
      planId: '1',
      statusId: '7',
      canceledAt: '2020-01-01T00:00:00Z',
    })
    expect(answer.notice.type).toBe('success')
    expect(await row()).toMatchObject({
      ...{ number: 'S-9', due_day: 28, price_cents: 123450, external_id: 'ERP-1' },
      ...{ customer_id: before.customer_id, plan_id: before.plan_id, status_id: before.status_id, canceled_at: null },
    })
  })

  it.each([
    ['number', '', 'required'],
    ['dueDay', '30', 'invalidChoice'],
    ['priceCents', '', 'required'],
    ['priceCents', 'x', 'invalidMoney'],
  ])('refuses %s %j at that field', async (path, value, code) => {
    const before = await row()
    const answer = await desk.run(`/CustomerService/records/${id}/edit`, { [path]: value })
    expect(refusals(answer)).toEqual({ [path]: code })
    expect(await row()).toEqual(before)
  })
})

describe('the actions on a service', () => {
  let id: number
  beforeEach(async () => {
    id = await desk.addService(form())
  })
  const act = (name: string, values: Form = {}, role?: 'attendant' | 'auditor') =>
    desk.run(`/CustomerService/records/${id}/${name}`, values, role)
  const offered = async () => {
    const { record } = await desk.get(`/CustomerService/records/${id}/show`)
    return record.recordActions
      .map((action: { name: string }) => action.name)
      .filter((name: string) => /^(ac|su|en|ca)/.test(name))
  }

  it('offers only what the status allows', async () => {
    expect(await offered()).toEqual(['suspend', 'cancel'])
    await act('suspend', { kind: 'debt' })
    expect(await offered()).toEqual(['suspend', 'enable', 'cancel'])
    await act('cancel', { reason: 'Mudou', confirmed: 'true' })
    expect(await offered()).toEqual([])
    id = await desk.addService(form({ activate: 'false' }))
    expect(await offered()).toEqual(['activate', 'cancel'])
  })

  it('by GET change nothing', async () => {
    for (const action of ['suspend', 'cancel', 'enable', 'activate', 'linkPackage', 'unlinkPackage'])
      await desk.get(`/CustomerService/records/${id}/${action}?kind=debt&reason=x&confirmed=true`)
    expect(await statusOf(id)).toBe('servico_habilitado')
    expect(await desk.rows('select * from content_platforms.service_block where service_id = $1', [id])).toEqual([])
  })

  it.each([
    ['suspend', { kind: 'debt' }, 'suspenso_debito', 'errors.SERVICE_ALREADY_SUSPENDED'],
    ['cancel', { reason: 'Mudou', confirmed: 'true' }, 'cancelado', 'errors.SERVICE_CANCELED'],
  ])('pressed twice at once, %s has the effect of one', async (name, values, status, refusal) => {
    const answers = await Promise.all([act(name, values as Form), act(name, values as Form)])
    expect(answers.map(said).filter((text) => text.startsWith('success'))).toHaveLength(1)
    expect(answers.map((answer) => answer.notice.message)).toContain(refusal)
    expect(await statusOf(id)).toBe(status)
  })

  it('pressed twice at once, activate and enable have the effect of one', async () => {
    id = await desk.addService(form({ activate: 'false' }))
    const activated = await Promise.all([act('activate'), act('activate')])
    expect(activated.map(said).sort()).toEqual(['error: errors.SERVICE_ALREADY_ACTIVE', 'success: serviceActivated'])
    await act('suspend', { kind: 'request' })
    const enabled = await Promise.all([act('enable', { reason: 'Voltou' }), act('enable', { reason: 'Voltou' })])
    expect(enabled.map(said).sort()).toEqual(['error: errors.SERVICE_NOT_SUSPENDED', 'success: serviceEnabled'])
    const events = await desk.rows<{ type: string }>(
      `select e.type from content_platforms.webhook_event e
       join content_platforms.package_subscription s on s.id = e.subscription_id
       where s.service_id = $1 and s.package_id = $2 order by e.sequence`,
      [id, mandatory],
    )
    expect(events.map(({ type }) => type.split('.').at(-1))).toEqual(['created', 'suspended', 'resumed'])
  })

  it('refuse what is missing or wrong at its field and change nothing', async () => {
    expect(refusals(await act('suspend'))).toEqual({ kind: 'required' })
    expect(refusals(await act('suspend', { kind: 'chuva' }))).toEqual({ kind: 'invalidChoice' })
    expect(refusals(await act('suspend', { kind: 'debt', reason: 'x'.repeat(501) }))).toEqual({ reason: 'tooLong' })
    expect(refusals(await act('cancel', { confirmed: 'true' }))).toEqual({ reason: 'required' })
    expect(refusals(await act('cancel', { reason: '  ', confirmed: 'true' }))).toEqual({ reason: 'required' })
    expect(refusals(await act('cancel', { reason: 'Mudou' }))).toEqual({ confirmed: 'notConfirmed' })
    expect(await statusOf(id)).toBe('servico_habilitado')
    await act('suspend', { kind: 'debt' })
    expect(refusals(await act('enable'))).toEqual({ reason: 'required' })
    expect(refusals(await act('enable', { reason: 'x', kinds: '' }))).toEqual({ kinds: 'required' })
    expect(refusals(await act('enable', { reason: 'x', 'kinds.0': 'lua' }))).toEqual({ kinds: 'invalidChoice' })
    expect(await statusOf(id)).toBe('suspenso_debito')
  })

  it('BR-33: enabling closes the chosen blocks only', async () => {
    await act('suspend', { kind: 'debt' })
    await act('suspend', { kind: 'request', reason: 'Viagem' })
    await act('enable', { reason: 'Pagou', 'kinds.0': 'debt' })
    expect(await statusOf(id)).toBe('suspenso_pedido_cliente')
    const { data } = await desk.get(`/CustomerService/records/${id}/showOverview`)
    expect(data.service.openBlocks).toMatchObject([{ kind: 'request', reason: 'Viagem' }])
  })

  it('are refused to an auditor in the handler', async () => {
    const tries: [string, Form][] = [
      ['suspend', { kind: 'debt' }],
      ['cancel', { reason: 'x', confirmed: 'true' }],
      ['linkPackage', { packageId: String(optional), consentChannel: 'telefone' }],
    ]
    for (const [name, values] of tries) expect((await act(name, values, 'auditor')).notice.type).toBe('error')
    expect(await statusOf(id)).toBe('servico_habilitado')
    expect((await act('suspend', { kind: 'debt' }, 'attendant')).notice.type).toBe('success')
  })

  it.each(['0', 'abc', '99999999999999', '%27', '1.5'])('answer the garbage id %j without a 500', async (garbage) => {
    const actions = ['activate', 'suspend', 'enable', 'cancel', 'linkPackage', 'unlinkPackage', 'showPackages']
    for (const action of [...actions, 'showOverview']) {
      const answer = await desk.run(`/CustomerService/records/${garbage}/${action}`, { reason: 'x', kind: 'debt' })
      expect(answer.status).toBeLessThan(500)
      expect(answer.notice?.type).not.toBe('success')
    }
  })
})
