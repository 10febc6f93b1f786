import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Role } from '../../../src/entities/panel-user.js'
import { type Desk, type Form, openDesk, refusals, said } from './desk.js'

let desk: Desk
let customerId: number
let heirId: number
let packageId: number
let other: number
let planId: number
let nextPlanId: number
let id: number
beforeAll(async () => {
  desk = await openDesk()
  customerId = await desk.addCustomer()
  heirId = await desk.addCustomer({ name: 'Nilo Peçanha' })
  packageId = await desk.addPackage({ name: 'TV' })
  other = await desk.addPackage({ name: 'Livros' })
  planId = await desk.addPlan({ packages: [[packageId, false]] })
  nextPlanId = await desk.addPlan({
    packages: [
      [packageId, true],
      [other, false],
    ],
  })
})
beforeEach(async () => {
  id = await desk.addService({ customerId: String(customerId), planId: String(planId) })
})
afterAll(() => desk.close())

const act = (name: string, values: Form = {}, role?: Role) =>
  desk.run(`/CustomerService/records/${id}/${name}`, values, role)
const overview = async (serviceId = id) =>
  (await desk.get(`/CustomerService/records/${serviceId}/showOverview`)).data.service
const offered = async (role: Role = 'administrator') => {
  const { record } = await desk.get(`/CustomerService/records/${id}/show`, role)
  return record.recordActions.map((action: { name: string }) => action.name) as string[]
}
const preview = async (query = '') =>
  desk.get(`/CustomerService/records/${id}/showMigration?planId=${nextPlanId}${query}`)

describe('desbloqueio em confiança', () => {
  it('BR-35: is offered with a debt only, and Habilitar stays within reach while it runs', async () => {
    expect(await offered()).not.toContain('trustUnlock')
    await act('suspend', { kind: 'debt' })
    expect(await offered('attendant')).toContain('trustUnlock')
    expect(said(await act('trustUnlock', { days: '2' }, 'attendant'))).toBe('success: serviceTrustUnlocked')
    expect(await overview()).toMatchObject({ statusCode: 'servico_habilitado', trustUnlockUntil: expect.any(String) })
    expect(await offered()).toContain('enable')
    expect(await offered()).not.toContain('trustUnlock')
    await act('enable', { reason: 'Pagou' })
    expect(await overview()).toMatchObject({ statusCode: 'servico_habilitado', trustUnlockUntil: null, openBlocks: [] })
  })

  it('BR-35: says the limit at the field, and what is no number', async () => {
    await act('suspend', { kind: 'debt' })
    const beyond = await act('trustUnlock', { days: '4' })
    expect(beyond.issues).toEqual([{ path: 'days', code: 'outOfRange', params: { min: 1, max: 3 } }])
    expect(refusals(await act('trustUnlock', { days: 'dois' }))).toEqual({ days: 'invalidInteger' })
    expect(refusals(await act('trustUnlock', { days: '1', reason: 'x'.repeat(501) }))).toEqual({ reason: 'tooLong' })
    expect(await overview()).toMatchObject({ statusCode: 'suspenso_debito' })
  })

  it('takes the default days when the form says none; pressed twice, the second is told', async () => {
    await act('suspend', { kind: 'debt' })
    const answers = await Promise.all([act('trustUnlock'), act('trustUnlock')])
    expect(answers.map(said).sort()).toEqual(['error: errors.TRUST_UNLOCK_RUNNING', 'success: serviceTrustUnlocked'])
  })
})

describe('suspender', () => {
  it('BR-105: partial and administrative are for administrators, in the handler too', async () => {
    const { data } = await desk.get(`/CustomerService/records/${id}/showOverview`, 'attendant')
    expect(data.suspendKinds).toEqual(['debt', 'request'])
    expect(refusals(await act('suspend', { kind: 'administrative' }, 'attendant'))).toEqual({ kind: 'invalidChoice' })
    expect(said(await act('suspend', { kind: 'administrative' }))).toBe('success: serviceSuspended')
    expect(said(await act('suspend', { kind: 'partial' }))).toBe('success: serviceSuspended')
    expect(await overview()).toMatchObject({ statusCode: 'suspenso_administrativo' })
  })
})

describe('mudar status', () => {
  it('is offered where another status means the same, and takes only such a one', async () => {
    expect(await offered()).not.toContain('changeStatus')
    const status = { code: 'em_teste', label: 'Em teste', contentEffect: 'provision', billable: 'false' }
    const own = String((await desk.run('/ServiceStatus/actions/new', status)).record.id)
    expect(await offered('attendant')).toContain('changeStatus')
    const { data } = await desk.get(`/CustomerService/records/${id}/showOverview`)
    expect(data.otherStatuses).toEqual([{ id: Number(own), label: 'Em teste' }])
    expect(refusals(await act('changeStatus', {}))).toEqual({ statusId: 'required' })
    expect(refusals(await act('changeStatus', { statusId: '1' }))).toEqual({ statusId: 'invalidChoice' })
    expect(said(await act('changeStatus', { statusId: own }, 'auditor'))).toMatch(/^error/)
    expect(said(await act('changeStatus', { statusId: own }, 'attendant'))).toBe('success: statusChanged')
    expect(await overview()).toMatchObject({ statusCode: 'em_teste', contentEffect: 'provision' })
  })
})

describe('não suspender até', () => {
  it('BR-36: is set and taken away by its action, and shown; a person may suspend all the same', async () => {
    expect(said(await act('protect', { doNotSuspendUntil: '31/12/2999' }, 'attendant'))).toBe(
      'success: serviceProtected',
    )
    expect(await overview()).toMatchObject({ doNotSuspendUntil: '2999-12-31' })
    expect(said(await act('protect', { doNotSuspendUntil: '2999-12-31' }))).toBe('error: errors.NOTHING_CHANGED')
    expect(said(await act('suspend', { kind: 'debt' }))).toBe('success: serviceSuspended')
    expect(said(await act('protect', { doNotSuspendUntil: '' }))).toBe('success: serviceUnprotected')
    expect(await overview()).toMatchObject({ doNotSuspendUntil: null })
  })

  it('refuses a past or impossible day at its field, in the form of the service as well', async () => {
    for (const [day, code] of [
      ['01/01/2020', 'dateInPast'],
      ['31/02/2999', 'invalidDate'],
      ['logo', 'invalidDate'],
    ] as const) {
      expect(refusals(await act('protect', { doNotSuspendUntil: day }))).toEqual({ doNotSuspendUntil: code })
      expect(refusals(await act('edit', { doNotSuspendUntil: day }))).toEqual({ doNotSuspendUntil: code })
    }
    expect((await act('edit', { doNotSuspendUntil: '31/12/2999' }, 'attendant')).notice.type).toBe('success')
    expect(await overview()).toMatchObject({ doNotSuspendUntil: '2999-12-31' })
  })

  it('two people at once: who saves the form last is told that somebody was first', async () => {
    const { record } = await desk.get(`/CustomerService/records/${id}/edit`)
    const { version } = record.params
    expect((await act('edit', { version: String(version), dueDay: '5' })).notice.type).toBe('success')
    expect(said(await act('edit', { version: String(version), dueDay: '6' }))).toBe('error: errors.CONFLICT')
  })
})

describe('migrar de plano', () => {
  it('BR-42: shows what stays, comes in and is lost before anything is confirmed', async () => {
    const byHand = await desk.addPackage({ name: 'Jogos' })
    await act('linkPackage', { packageId: String(byHand), consentChannel: 'telefone', priceCents: '5,00' })
    const { data } = await preview()
    expect(data).toMatchObject({
      plan: { id: nextPlanId },
      kept: [
        { name: 'Jogos', byHand: true, priceCents: 500 },
        { name: 'TV', mandatory: true },
      ],
      gained: [{ name: 'Livros', priceCents: 2990 }],
      lost: [],
    })
    const fewer = (await preview(`&packageIds=${packageId}`)).data
    expect(fewer).toMatchObject({ gained: [], left: [{ name: 'Livros', blockedBy: null }] })
    expect(fewer.fingerprint).not.toBe(data.fingerprint)
    expect((await overview()).next).toBeNull()
  })

  it('answers nothing without a plan, and at the field for the wrong one', async () => {
    const ask = (query: string) => desk.get(`/CustomerService/records/${id}/showMigration?${query}`)
    for (const query of ['', 'planId=', 'planId=abc']) expect((await ask(query)).data.plan).toBeNull()
    expect((await ask(`planId=${planId}`)).issues).toEqual([{ path: 'planId', code: 'samePlan' }])
    expect((await ask('planId=999999')).issues).toEqual([{ path: 'planId', code: 'invalidReference' }])
    expect((await preview('&packageIds=x')).issues).toEqual([{ path: 'packageIds', code: 'invalidChoice' }])
    expect((await preview('&packageIds=')).issues).toEqual([{ path: 'packageIds', code: 'mandatoryPackage' }])
  })

  const form = async (values: Form = {}): Promise<Form> => ({
    planId: String(nextPlanId),
    activate: 'true',
    consentChannel: 'telefone',
    expected: (await preview(`&packageIds=${packageId}`)).data.fingerprint,
    'packageIds.0': String(packageId),
    ...values,
  })

  it('BR-40: migrates; each service leads to the other, and the packages stay at their platform', async () => {
    const answer = await act('migrate', await form({ reason: 'Mais velocidade' }), 'attendant')
    expect(said(answer)).toBe('success: serviceMigrated')
    const next = await overview(answer.data.id)
    const before = await overview()
    expect(before).toMatchObject({ statusCode: 'cancelado', next: { id: next.id, number: next.number } })
    expect(next).toMatchObject({ planId: nextPlanId, previous: { id, number: before.number } })
    const { data } = await desk.get(`/CustomerService/records/${answer.data.id}/showPackages`)
    expect(data.subscriptions.map((item: { name: string }) => item.name)).toEqual(['TV'])
    const { data: old } = await desk.get(`/CustomerService/records/${id}/showPackages`)
    expect(old.subscriptions.map((item: { standing: string }) => item.standing)).toEqual(['removed'])
    const events = await desk.rows<{ type: string }>(
      `select e.type from content_platforms.webhook_event e
       join content_platforms.package_subscription s on s.id = e.subscription_id where s.service_id = any($1)`,
      [[id, answer.data.id]],
    )
    expect(events.map(({ type }) => type)).toEqual(['content.subscription.created'])
    expect(await offered()).not.toContain('migrate')
  })

  it('refuses what has changed since it was shown, and says so twice in parallel', async () => {
    const shown = await form()
    const byHand = await desk.addPackage()
    await act('linkPackage', { packageId: String(byHand), consentChannel: 'telefone' })
    expect(said(await act('migrate', shown))).toBe('error: errors.MIGRATION_CHANGED')
    const again = await form()
    const answers = await Promise.all([act('migrate', again), act('migrate', again)])
    expect(answers.map(said).sort()).toEqual(['error: errors.SERVICE_ALREADY_MIGRATED', 'success: serviceMigrated'])
  })

  it.each([
    [{ planId: '' }, { planId: 'required' }],
    [{ consentChannel: '' }, { consentChannel: 'required' }],
    [{ priceCents: 'x' }, { priceCents: 'invalidMoney' }],
    [{ priceCents: '-1,00' }, { priceCents: 'negative' }],
    [{ number: 'x'.repeat(41) }, { number: 'tooLong' }],
    [{ 'packageIds.0': 'x' }, { packageIds: 'invalidChoice' }],
    [{ reason: 'x'.repeat(501) }, { reason: 'tooLong' }],
  ])('refuses %j at its field', async (values, refused) => {
    expect(refusals(await act('migrate', await form(values as unknown as Form)))).toEqual(refused)
    expect((await overview()).next).toBeNull()
  })

  it('refuses a number that another service has at its field', async () => {
    const { number } = await overview()
    expect(refusals(await act('migrate', await form({ number })))).toEqual({ number: 'alreadyTaken' })
  })
})

describe('trocar titular', () => {
  const form = (values: Form = {}): Form => ({
    ...{ customerId: String(heirId), consentChannel: 'presencial', reason: 'Venda da casa' },
    ...values,
  })

  it('BR-43: gives the service to the other customer', async () => {
    expect(said(await act('changeHolder', form(), 'attendant'))).toBe('success: holderChanged')
    expect(await overview()).toMatchObject({ customerId: heirId })
  })

  it('is refused with an open debt until the form says that its block may end', async () => {
    await act('suspend', { kind: 'debt' })
    expect(said(await act('changeHolder', form()))).toBe('error: errors.HOLDER_HAS_DEBT')
    expect(said(await act('changeHolder', form({ closeDebt: 'true' })))).toBe('success: holderChanged')
    expect(await overview()).toMatchObject({ customerId: heirId, statusCode: 'servico_habilitado', openBlocks: [] })
  })

  it.each([
    [{ customerId: '' }, { customerId: 'required' }],
    [{ customerId: '999999' }, { customerId: 'invalidReference' }],
    [{ reason: ' ' }, { reason: 'required' }],
    [{ consentChannel: '' }, { consentChannel: 'required' }],
  ])('refuses %j at its field', async (values, refused) => {
    expect(refusals(await act('changeHolder', form(values as Form)))).toEqual(refused)
  })

  it('refuses the customer who has it already', async () => {
    expect(refusals(await act('changeHolder', form({ customerId: String(customerId) })))).toEqual({
      customerId: 'sameHolder',
    })
  })
})

describe('every one of these actions', () => {
  const tries = async (): Promise<[string, Form][]> => [
    ['trustUnlock', { days: '1' }],
    ['protect', { doNotSuspendUntil: '2999-12-31' }],
    ['migrate', { planId: String(nextPlanId), consentChannel: 'telefone', expected: 'x', activate: 'true' }],
    ['changeHolder', { customerId: String(heirId), consentChannel: 'telefone', reason: 'x' }],
  ]

  it('BR-105: is refused to an auditor in the handler, who may see what a migration would do', async () => {
    await act('suspend', { kind: 'debt' })
    for (const [name, values] of await tries()) {
      expect(said(await act(name, values, 'auditor'))).toMatch(/^error/)
    }
    expect(await overview()).toMatchObject({ customerId, trustUnlockUntil: null, doNotSuspendUntil: null, next: null })
    const { data } = await desk.get(`/CustomerService/records/${id}/showMigration?planId=${nextPlanId}`, 'auditor')
    expect(data.plan).toMatchObject({ id: nextPlanId })
  })

  it('by GET changes nothing', async () => {
    await act('suspend', { kind: 'debt' })
    for (const [name, values] of await tries()) {
      await desk.get(`/CustomerService/records/${id}/${name}?${new URLSearchParams(values)}`)
    }
    expect(await overview()).toMatchObject({ customerId, trustUnlockUntil: null, doNotSuspendUntil: null, next: null })
  })

  it.each(['0', 'abc', '99999999999999', '%27'])('answers the garbage id %j without a 500', async (garbage) => {
    for (const [name, values] of [...(await tries()), ['showMigration', {}] as [string, Form]]) {
      const answer = await desk.run(`/CustomerService/records/${garbage}/${name}`, values)
      expect(answer.status).toBeLessThan(500)
      expect(answer.notice?.type).not.toBe('success')
    }
  })

  it('is refused on a service that was cancelled meanwhile, in words', async () => {
    await act('suspend', { kind: 'debt' })
    await act('cancel', { reason: 'Mudou', confirmed: 'true' })
    for (const [name, values] of await tries()) {
      expect(said(await act(name, values))).toBe('error: errors.SERVICE_CANCELED')
    }
    expect(await offered()).toEqual(expect.not.arrayContaining(['trustUnlock', 'protect', 'migrate', 'changeHolder']))
  })
})
