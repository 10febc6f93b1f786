import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { saveCustomer } from '../../../src/domain/customers/save-customer.js'
import { createAnonymizeJob } from '../../../src/jobs/anonymize.job.js'
import { runOnce } from '../jobs/run-once.js'
import { type Desk, openDesk, refusals, said } from '../screens-desk/desk.js'

const JOANA = {
  name: 'Joana Prado Sertã',
  document: '52998224725',
  email: 'joana.prado@dominio.example',
  phone: '11987654321',
  externalId: 'ERP-JOANA-77',
  code: 'C-77',
}
const LOGIN = 'joana.login@dominio.example'
const TRACES = [...Object.values(JOANA).slice(0, 5), LOGIN, '529.982.247-25', 'Joana', 'joana']

let desk: Desk
beforeAll(async () => {
  desk = await openDesk({ jobs: false })
  await desk.content.start()
})
afterAll(() => desk.close())

/** A valid CPF made from a number. */
const cpfFrom = (seed: number): string => {
  const digits = [...String(300_000_000 + seed)].map(Number)
  for (const length of [9, 10]) {
    const sum = digits.slice(0, length).reduce((total, digit, index) => total + digit * (length + 1 - index), 0)
    digits.push(sum % 11 < 2 ? 0 : 11 - (sum % 11))
  }
  return digits.join('')
}

const job = createAnonymizeJob({ stuckDays: 30 })
const runJob = () => runOnce(job, desk.dataSource)

/** The whole database as text. */
const dump = async (): Promise<string> => {
  const tables = await desk.rows<{ name: string }>(
    `select table_name as name from information_schema.tables
     where table_schema = 'content_platforms' and table_type = 'BASE TABLE'`,
  )
  const texts = await Promise.all(
    tables.map(({ name }) => desk.rows<{ text: string }>(`select t::text as text from content_platforms.${name} t`)),
  )
  return texts.flatMap((rows) => rows.map(({ text }) => text)).join('\n')
}

const customerRow = async (id: number) => {
  const [row] = await desk.rows<Record<string, unknown>>('select * from content_platforms.customer where id = $1', [id])
  return row ?? {}
}
const audited = (action: string, recordId: number | string) =>
  desk.rows<{ actor: string; reason: string; before: object; after: object }>(
    `select actor, reason, before, after from content_platforms.audit_entry
     where action = $1 and record_id = $2 order by id`,
    [action, String(recordId)],
  )
const anonymize = (
  id: number,
  form: Record<string, string> = {},
  role: 'administrator' | 'attendant' = 'administrator',
) =>
  desk.run(
    `/Customer/records/${id}/anonymize`,
    { reason: 'Pedido do titular', confirmation: JOANA.code, ...form },
    role,
  )

const delivered = (serviceId: number, types: number) =>
  vi.waitFor(
    async () => {
      const events = await desk.rows(
        `select e.state from content_platforms.webhook_event e
         join content_platforms.package_subscription s on s.id = e.subscription_id where s.service_id = $1`,
        [serviceId],
      )
      expect(events.map(({ state }) => state)).toEqual(Array.from({ length: types }, () => 'delivered'))
    },
    { timeout: 15_000 },
  )

describe('BR-76: anonymising a customer', () => {
  let id: number
  let serviceId: number
  beforeAll(async () => {
    desk.platform.otherwise({
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        success: true,
        login: LOGIN,
        user_id: 'u-9',
        echo: { nome: JOANA.name, fone: JOANA.phone },
      }),
    })
    const packageId = await desk.addPackage({ name: 'TV' })
    const planId = await desk.addPlan({ packages: [[packageId, true]] })
    id = await desk.addCustomer(JOANA)
    serviceId = await desk.addService({ customerId: String(id), planId: String(planId), externalId: 'CONTRATO-9' })
    await delivered(serviceId, 1)
  })

  it('has differences of a reconciliation that name him, and a discount', async () => {
    await desk.rows(
      `insert into content_platforms.subscription_discount (subscription_id, description, amount_cents, starts_on)
       select s.id, 'Amigo de Joana Prado Sertã', 100, current_date from content_platforms.package_subscription s`,
    )
    await desk.rows(
      `with run as (insert into content_platforms.reconciliation (integration_id, source, finished_at, requested_by)
         values ($1, 'platform_list', now(), 'ana') returning id)
       insert into content_platforms.reconciliation_difference (reconciliation_id, kind, account_id, external_id)
       select run.id, 'extra_there', null, unnest($2::text[]) from run`,
      [desk.integrationId, [JOANA.email, JOANA.document, LOGIN]],
    )
    expect(await desk.count('reconciliation_difference')).toBe(3)
  })

  it('is refused while a service is not cancelled, naming it', async () => {
    const [service] = await desk.rows<{ number: string }>('select number from content_platforms.customer_service')
    const answer = await anonymize(id)
    expect(said(answer)).toBe('error: errors.CUSTOMER_HAS_SERVICES')
    expect(answer.notice.options.services).toBe(service?.number)
    expect((await customerRow(id)).anonymization_requested_at).toBeNull()
  })

  it('asks for a reason and the customer’s code, and for an administrator', async () => {
    expect(refusals(await anonymize(id, { reason: ' ' }))).toEqual({ reason: 'required' })
    expect(refusals(await anonymize(id, { confirmation: 'C-7' }))).toEqual({ confirmation: 'codeNotConfirmed' })
    expect(said(await anonymize(id, {}, 'attendant'))).not.toContain('success')
    expect(said(await desk.run(`/Customer/records/${id}/withdrawAnonymization`, { reason: 'x' }))).toBe(
      'error: errors.ANONYMIZATION_NOT_REQUESTED',
    )
  })

  it('waits for the platform, and lets nothing of him be changed meanwhile', async () => {
    desk.platform.script(503)
    const canceled = await desk.run(`/CustomerService/records/${serviceId}/cancel`, {
      reason: 'Joana Prado Sertã se mudou; ligar para (11) 98765-4321',
      confirmed: 'true',
    })
    expect(said(canceled)).toContain('success')
    await vi.waitFor(async () =>
      expect(await desk.rows(`select from content_platforms.delivery_lane where attempts = 1`)).toHaveLength(1),
    )
    expect(said(await anonymize(id))).toBe('success: anonymizationRequested')
    expect((await customerRow(id)).anonymized_at).toBeNull()
    const [entry] = await audited('customer.anonymization_requested', id)
    expect(entry).toMatchObject({ actor: 'administrator@example.com', reason: 'Pedido do titular' })

    const pending = 'error: errors.ANONYMIZATION_PENDING'
    const plans = await desk.rows<{ id: number }>('select id from content_platforms.plan')
    const service = { customerId: String(id), planId: String(plans[0]?.id), dueDay: '10', consentChannel: 'telefone' }
    expect(said(await desk.run(`/Customer/records/${id}/edit`, { name: 'Outra' }))).toBe(pending)
    expect(said(await desk.run('/CustomerService/actions/new', service))).toBe(pending)
    expect(said(await anonymize(id))).toBe(pending)
    expect(await runJob()).toEqual({ forgotten: 0, givenUp: 0, waiting: 1 })
    expect((await customerRow(id)).name).toBe(JOANA.name)
  })

  it('can be taken back until then', async () => {
    const answer = await desk.run(`/Customer/records/${id}/withdrawAnonymization`, { reason: 'Engano' })
    expect(said(answer)).toBe('success: anonymizationWithdrawn')
    expect(await audited('customer.anonymization_withdrawn', id)).toMatchObject([{ reason: 'Engano' }])
    expect(await runJob()).toEqual({ forgotten: 0, givenUp: 0, waiting: 0 })
    expect(said(await desk.run(`/Customer/records/${id}/edit`, { phone: JOANA.phone }))).toContain('success')
    expect(said(await anonymize(id, { reason: 'Pedido de Joana Prado Sertã, quer dizer, da Joana' }))).toBe(
      'success: anonymizationRequested',
    )
  })

  it('clears everything once the platform was told, and nothing personal is anywhere', async () => {
    expect(await dump()).toContain(JOANA.name)
    await desk.rows(`update content_platforms.delivery_lane set ready_at = now()`)
    await delivered(serviceId, 2)
    expect(await runJob()).toEqual({ forgotten: 1, givenUp: 0, waiting: 0 })

    expect(await customerRow(id)).toMatchObject({
      ...{ name: 'Cliente anonimizado', document: null, email: null, phone: null, external_id: null },
      ...{ code: JOANA.code, anonymized_at: expect.any(Date) },
    })
    const everything = await dump()
    for (const trace of TRACES) expect(everything, trace).not.toContain(trace)
    expect(await audited('customer.anonymized', id)).toMatchObject([{ actor: 'job:customer.anonymize' }])
    expect(await audited('customer.anonymization_requested', id)).toMatchObject([
      {},
      { reason: 'Pedido de ***, quer dizer, da ***' },
    ])
    const [service] = await desk.rows('select cancel_reason from content_platforms.customer_service')
    expect(service).toEqual({ cancel_reason: '*** se mudou; ligar para ***' })
  })

  it('keeps the metadata of attempts and the service’s history', async () => {
    const attempts = await desk.rows(
      `select outcome, status, request_sha256 is not null as sha, request_masked, response_masked, message,
         bodies_purged_at is not null as purged from content_platforms.delivery_attempt order by id`,
    )
    expect(attempts.map(({ outcome }) => outcome)).toEqual(['accepted', 'refused', 'accepted'])
    for (const attempt of attempts) {
      expect(attempt).toMatchObject({
        sha: true,
        request_masked: null,
        response_masked: null,
        message: null,
        purged: true,
      })
    }
    expect(await audited('service.canceled', serviceId)).toHaveLength(1)
  })

  it('leaves a customer who can’t be changed, read, anonymised again or given anything', async () => {
    const gone = 'error: errors.CUSTOMER_ANONYMIZED'
    expect(said(await desk.run(`/Customer/records/${id}/edit`, { name: 'Joana' }))).toBe(gone)
    expect(said(await anonymize(id))).toBe(gone)
    expect(said(await desk.run(`/Customer/records/${id}/withdrawAnonymization`, { reason: 'x' }))).toBe(gone)
    expect(said(await desk.run(`/Customer/records/${id}/revealPersonalData`))).toBe(gone)
    const form = await desk.get(`/Customer/records/${id}/edit`)
    expect(form.status).toBe(200)
    expect(await runJob()).toEqual({ forgotten: 0, givenUp: 0, waiting: 0 })
  })
})

describe('BR-76: a platform that never takes the removal', () => {
  it('is given up after N days: its events are skipped, that is audited, and the customer is forgotten', async () => {
    const name = 'Raimundo Teles Peçanha'
    const packageId = await desk.addPackage({ name: 'Cinema' })
    const planId = await desk.addPlan({ packages: [[packageId, true]] })
    const id = await desk.addCustomer({ name, code: 'C-78', document: '11144477735', email: 'r.teles@dominio.example' })
    const serviceId = await desk.addService({ customerId: String(id), planId: String(planId) })
    await delivered(serviceId, 1)
    desk.platform.otherwise({ status: 500, body: JSON.stringify({ message: `falha para ${name.toUpperCase()}` }) })
    await desk.run(`/CustomerService/records/${serviceId}/cancel`, { reason: 'Fim', confirmed: 'true' })
    expect(said(await anonymize(id, { confirmation: 'C-78' }))).toBe('success: anonymizationRequested')
    await vi.waitFor(async () => {
      const [lane] = await desk.rows(
        `select l.attempts, l.lease_until from content_platforms.delivery_lane l
         join content_platforms.platform_account a on a.id = l.account_id where a.customer_id = $1`,
        [id],
      )
      expect(lane).toEqual({ attempts: 1, lease_until: null })
    })
    expect(await runJob()).toEqual({ forgotten: 0, givenUp: 0, waiting: 1 })

    await desk.rows(
      `update content_platforms.customer set anonymization_requested_at = now() - interval '31 days' where id = $1`,
      [id],
    )
    expect(await runJob()).toEqual({ forgotten: 0, givenUp: 1, waiting: 0 })
    const everything = await dump()
    for (const trace of ['Raimundo', 'RAIMUNDO', '11144477735', 'r.teles']) expect(everything).not.toContain(trace)
    const [event] = await desk.rows<{ id: string; state: string }>(
      `select e.id, e.state from content_platforms.webhook_event e where e.state = 'skipped'`,
    )
    expect(await audited('skip', event?.id ?? '')).toMatchObject([
      { actor: 'job:customer.anonymize', reason: 'anonymization_stuck', after: { state: 'skipped' } },
    ])
    expect(await audited('customer.anonymized', id)).toMatchObject([{ after: { anonymized: true, skippedEvents: 1 } }])
    const [lane] = await desk.rows(
      `select l.head_sequence - l.last_sequence as left from content_platforms.delivery_lane l
       join content_platforms.platform_account a on a.id = l.account_id where a.customer_id = $1`,
      [id],
    )
    expect(lane).toEqual({ left: 1 })
  })
})

describe('BR-76: a customer whom no platform knows', () => {
  it('is forgotten at once', async () => {
    const id = await desk.addCustomer({ name: 'Sem Plataforma', code: 'C-79', document: '39053344705' })
    expect(said(await anonymize(id, { confirmation: 'C-79' }))).toBe('success: customerAnonymized')
    expect((await customerRow(id)).name).toBe('Cliente anonimizado')
  })

  it('is forgotten once when asked for twenty times at once', async () => {
    const id = await desk.addCustomer({ name: 'Vinte Vezes', code: 'C-80', document: '15350946056' })
    const answers = await Promise.all(Array.from({ length: 20 }, () => anonymize(id, { confirmation: 'C-80' })))
    expect(answers.filter((answer) => answer.notice?.type === 'success')).toHaveLength(1)
    expect(await audited('customer.anonymized', id)).toHaveLength(1)
  })

  it('never ends up with a service that is added at the same moment: one of both is refused', async () => {
    const planId = await desk.addPlan()
    for (let round = 0; round < 8; round += 1) {
      const code = `R-${round}`
      const id = await desk.dataSource.transaction(async (tx) => {
        const values = { name: 'Corrida', personType: 'pf' as const, document: cpfFrom(round), code }
        return (await saveCustomer(tx, { values, actor: { id: 'ana', role: 'administrator' } })).id
      })
      const service = {
        customerId: String(id),
        planId: String(planId),
        dueDay: '10',
        activate: 'true',
        consentChannel: 'site',
      }
      const answers = await Promise.all([
        anonymize(id, { confirmation: code }),
        desk.run('/CustomerService/actions/new', service),
      ])
      const said = answers.map(({ notice }) => `${notice?.type} ${notice?.message}`)
      expect(
        said.filter((text) => text.startsWith('success')),
        said.join(),
      ).toHaveLength(1)
      expect(said.find((text) => text.startsWith('error'))).toMatch(/CUSTOMER_ANONYMIZED|CUSTOMER_HAS_SERVICES/)
    }
  })
})
