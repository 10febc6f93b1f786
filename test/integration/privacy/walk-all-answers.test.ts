import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { isReadOnlyAction } from '../../../src/panel/can.js'
import { type Desk, openDesk } from '../screens-desk/desk.js'

const JOANA = {
  name: 'Joana Prado',
  document: '52998224725',
  email: 'joana.prado@dominio.example',
  phone: '11987654321',
}
const LOGIN = 'joana.login@dominio.example'
/** What no answer may hold, however it is written. */
const CLEAR =
  /529\.?982\.?247-?25|joana\.prado|joana\.login|(?<!\d)(55)?\(?11\)?\s?98765-?4321|12\.?ABC\.?345\/?01DE-?35/i

let desk: Desk
beforeAll(async () => {
  desk = await openDesk({ jobs: false, retryDelaysMs: [10] })
  // A platform that repeats all that it is told, in a failure's words too.
  const echo = { nome: JOANA.name, dados: { cpf: '529.982.247-25', contatos: [JOANA.email, `+55 (11) 98765-4321`] } }
  desk.platform.otherwise({
    status: 200,
    body: JSON.stringify({ success: true, login: LOGIN, user_id: 'joana.prado@dominio.example', echo }),
  })
  desk.platform.script({
    status: 500,
    body: JSON.stringify({ message: `CPF 529.982.247-25 de ${JOANA.email} (11 98765-4321) já existe`, echo }),
  })
  await desk.run(`/Integration/records/${desk.integrationId}/edit`, { dataProfile: 'full' })
  await desk.content.start()
  const packageId = await desk.addPackage({ name: 'TV' })
  const planId = await desk.addPlan({ packages: [[packageId, true]] })
  const customerId = await desk.addCustomer(JOANA)
  await desk.addCustomer({ name: 'Açaí', personType: 'pj', document: '12.abc.345/01de-35', email: 'x@y.example' })
  const serviceId = await desk.addService({ customerId: String(customerId), planId: String(planId) })
  await vi.waitFor(async () => {
    const rows = await desk.rows<{ outcome: string }>(
      'select outcome from content_platforms.delivery_attempt order by id',
    )
    expect(rows.map(({ outcome }) => outcome)).toEqual(['refused', 'accepted'])
  })
  desk.platform.otherwise({
    status: 400,
    body: JSON.stringify({ error: `usuário ${LOGIN} de ${JOANA.document} não existe` }),
  })
  await desk.run(`/CustomerService/records/${serviceId}/suspend`, { kind: 'debt' })
  await vi.waitFor(async () =>
    expect(await desk.rows('select from content_platforms.delivery_attempt where status = 400')).not.toEqual([]),
  )
  await desk.rows(
    `with run as (insert into content_platforms.reconciliation (integration_id, source, finished_at, requested_by)
       values ($1, 'platform_list', now(), 'ana') returning id)
     insert into content_platforms.reconciliation_difference (reconciliation_id, kind, account_id, external_id)
     select run.id, 'extra_there', a.id, $2 from run, content_platforms.platform_account a`,
    [desk.integrationId, JOANA.email],
  )
  // These two are readings, and audited.
  await desk.run(`/Customer/records/${customerId}/revealPersonalData`)
  await desk.get(`/Customer/records/${customerId}/edit`)
})
afterAll(() => desk.close())

/** Actions as AdminJS has them at last, ours and its own. */
const actionsOf = (resource: {
  decorate(): { options: { actions?: Record<string, { actionType?: unknown } | undefined> } }
}) =>
  Object.entries(resource.decorate().options.actions ?? {}).map(([name, action]) => ({
    name,
    type: String(action?.actionType ?? (['list', 'search', 'new'].includes(name) ? 'resource' : 'record')),
  }))

const recordIds = async (resource: string): Promise<string[]> => {
  const { records = [] } = await desk.get(`/${resource}/actions/list?perPage=50`)
  return (records as { id: string }[]).map(({ id }) => id).filter(Boolean)
}

describe('BR-74: personal data in the answers of the panel', () => {
  it('is stored in no attempt, message or error, in whatever form a platform repeats it', async () => {
    const texts = await desk.rows<{ text: string }>(
      `select concat_ws(' ', message, request_masked, response_masked) as text from content_platforms.delivery_attempt
       union all select last_error from content_platforms.subscription_confirmation where last_error is not null`,
    )
    expect(texts.length).toBeGreaterThan(3)
    for (const { text } of texts) expect(text).not.toMatch(CLEAR)
    for (const { text } of texts) expect(text).not.toContain(JOANA.name)
    const [sent] = desk.platform.requests
    expect(sent?.body).toContain(JOANA.document)
  })

  it.each(['administrator', 'attendant', 'auditor'] as const)(
    'is masked for an %s in every list, page, search and action of every resource',
    async (role) => {
      let asked = 0
      const leaks: string[] = []
      const check = (path: string, text: string) => {
        asked += 1
        const found = CLEAR.exec(text)
        if (found) leaks.push(`${path}: ${found[0]}`)
      }
      for (const resource of desk.admin.resources) {
        const id = resource.id()
        const actions = actionsOf(resource)
        for (const { name, type } of actions.filter((action) => action.type === 'resource')) {
          const path = name === 'search' ? `/${id}/search/joana` : `/${id}/actions/${name}?perPage=50`
          check(`${path} (${type})`, (await desk.get(path, role)).text)
        }
        check(`/${id}/search/`, (await desk.get(`/${id}/search/`, role)).text)
        for (const recordId of await recordIds(id)) {
          for (const { name } of actions.filter((action) => action.type === 'record')) {
            // Opening the form is a reading, which is audited; to those who may.
            if (id === 'Customer' && name === 'edit' && role !== 'auditor') continue
            check(`GET /${id}/${recordId}/${name}`, (await desk.get(`/${id}/records/${recordId}/${name}`, role)).text)
            if (role === 'auditor' || isReadOnlyAction(name)) {
              const path = `/${id}/records/${recordId}/${name}`
              check(`POST ${path}`, (await desk.run(path, {}, role)).text)
            }
          }
        }
      }
      expect(leaks).toEqual([])
      expect(asked).toBeGreaterThan(100)
    },
    120_000,
  )

  it('is held by nothing in the database but the customer, his users and what a platform lists', async () => {
    const tables = await desk.rows<{ name: string }>(
      `select table_name as name from information_schema.tables
       where table_schema = 'content_platforms' and table_type = 'BASE TABLE'`,
    )
    const holding: string[] = []
    for (const { name } of tables) {
      const rows = await desk.rows<{ text: string }>(`select t::text as text from content_platforms.${name} t`)
      if (rows.some(({ text }) => CLEAR.test(text))) holding.push(name)
    }
    expect(holding.sort()).toEqual(['customer', 'platform_account', 'reconciliation_difference'])
  })
})
