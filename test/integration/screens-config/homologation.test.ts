import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Receiver, startReceiver } from '../../support/receiver.js'
import { openPanel, PACKAGE, type Panel, PLATFORM } from './panel.js'

const SECRET = 'segredo-muito-secreto-4711'
const ALL = ['created', 'suspended', 'resumed', 'removed'].map((name) => `content.subscription.${name}`)

let panel: Panel
let receiver: Receiver
beforeEach(async () => {
  panel = await openPanel()
  receiver = await startReceiver()
})
afterEach(async () => {
  await receiver.close()
  await panel.close()
})

const integrate = (form: Record<string, string> = {}) =>
  panel.added('Integration', {
    ...PLATFORM,
    url: receiver.url,
    dataProfile: 'full',
    successRule: 'http_2xx_and_body_success',
    'parameters.0.key': 'Authorization',
    'parameters.0.value': SECRET,
    'parameters.0.location': 'header',
    'parameters.0.secret': 'true',
    'parameters.1.key': 'pin',
    'parameters.1.value': `${SECRET}-pin`,
    'parameters.1.location': 'body',
    'parameters.1.secret': 'true',
    ...form,
  })
const homologate = (id: number, form: Record<string, string> = {}, role?: 'auditor' | 'attendant') =>
  panel.post(`/Integration/records/${id}/homologate`, form, role)
const bodies = () => receiver.requests.map(({ body }) => JSON.parse(body))

/** Everything that a homologation must leave alone. */
const facts = () =>
  panel.rows(
    `select (select count(*) from content_platforms.package_subscription) as subscriptions,
       (select count(*) from content_platforms.platform_account) as accounts,
       (select count(*) from content_platforms.customer) as customers,
       (select count(*) from content_platforms.delivery_lane) as lanes,
       (select count(*) from content_platforms.webhook_event) as events,
       (select jsonb_agg(to_jsonb(i) - 'templates') from content_platforms.integration i) as integrations`,
  )

describe('BR-07a: Homologar', () => {
  it('sends all events of an invented customer in order, and changes nothing of ours', async () => {
    receiver.script({ status: 201, body: '{"user_id": "u-77", "login": "ficticio"}' })
    const id = await integrate()
    const before = await facts()
    const answer = await homologate(id)
    expect(answer.notice).toMatchObject({ type: 'success', message: 'homologationPassed' })
    expect(answer.data).toMatchObject({ passed: true, requestedBy: 'administrator@example.com' })
    expect(bodies().map(({ type }) => type)).toEqual(ALL)
    expect(bodies().map(({ data }) => data.subscription.sequence)).toEqual([1, 2, 3, 4])
    expect(bodies().map(({ data }) => data.subscription.state)).toEqual(['active', 'suspended', 'active', 'absent'])
    expect(bodies().map(({ data }) => data.account.externalId)).toEqual([null, 'u-77', 'u-77', 'u-77'])
    expect(bodies().map(({ data }) => data.account.login)).toEqual([null, 'ficticio', 'ficticio', 'ficticio'])
    expect(bodies()[0].data.customer).toMatchObject({ document: '11144477735', email: 'cliente.ficticio@example.com' })
    expect(receiver.requests.every(({ headers }) => headers.authorization === SECRET)).toBe(true)
    expect(await facts()).toEqual(before)
  })

  it('keeps each request with its answer, by whom and when, and never a secret', async () => {
    receiver.otherwise(
      (request, response) =>
        void response.writeHead(200).end(JSON.stringify({ eco: request.headers, corpo: request.body })),
    )
    const id = await integrate()
    const { data, text } = await homologate(id)
    const [step] = data.steps
    const [request] = receiver.requests
    expect(step).toMatchObject({ type: ALL[0], passed: true, status: 200, message: null, eventId: request?.id })
    expect(step.request).toMatchObject({ method: 'POST', url: receiver.url })
    const headers = Object.fromEntries(
      step.request.headers.map(({ name, value }: { name: string; value: string }) => [name, value]),
    )
    expect(headers).toEqual({
      'content-type': 'application/json',
      authorization: '***',
      'webhook-id': request?.id,
      'webhook-timestamp': request?.headers['webhook-timestamp'],
      'webhook-signature': request?.headers['webhook-signature'],
    })
    expect(JSON.parse(step.request.body)).toEqual({
      ...bodies()[0],
      data: { ...bodies()[0].data, parameters: { pin: '***' } },
    })
    expect(step.answer).toContain('eco')
    const { data: shown, text: listed } = await panel.get(`/Integration/records/${id}/showHomologations`, 'auditor')
    expect(shown.runs).toMatchObject([{ id: data.id, passed: true, requestedBy: 'administrator@example.com' }])
    expect(shown.runs[0].steps).toEqual(data.steps)
    const stored = await panel.rows('select steps::text from content_platforms.homologation')
    for (const place of [text, listed, JSON.stringify(stored)]) expect(place).not.toContain(SECRET)
    expect(
      await panel.rows(
        `select actor, record_id, after from content_platforms.audit_entry where action = 'integration.homologated'`,
      ),
    ).toEqual([
      {
        actor: 'administrator@example.com',
        record_id: String(id),
        after: { passed: true, steps: ALL.map((type) => ({ type, passed: true })) },
      },
    ])
  })

  it('goes on after refusals, so that nothing stays at the platform, and says which failed', async () => {
    receiver.script(
      { status: 200, body: '{"success": false, "message": "CPF recusado"}' },
      { status: 500, body: '<h1>erro</h1>' },
      200,
      204,
    )
    const answer = await homologate(await integrate())
    expect(answer.notice).toMatchObject({ type: 'error', message: 'homologationFailed' })
    expect(answer.data.passed).toBe(false)
    expect(
      answer.data.steps.map(({ passed, status, message, answer }: Record<string, unknown>) => ({
        passed,
        status,
        message,
        answer,
      })),
    ).toEqual([
      { passed: false, status: 200, message: 'CPF recusado', answer: '{"success": false, "message": "CPF recusado"}' },
      { passed: false, status: 500, message: 'HTTP 500', answer: '<h1>erro</h1>' },
      { passed: true, status: 200, message: null, answer: '{"ok":true}' },
      { passed: true, status: 204, message: null, answer: '' },
    ])
  })

  it('repeats no secret that the platform repeats', async () => {
    const body = JSON.stringify({ message: `a chave ${SECRET} não vale` })
    receiver.otherwise({ status: 401, body })
    const { data, text } = await homologate(await integrate())
    expect(data.steps[0].message).toBe('a chave *** não vale')
    expect(text).not.toContain(SECRET)
  })

  it('says when nobody is there, in classes that map no network', async () => {
    const { port } = receiver
    await receiver.close()
    const { data } = await homologate(await integrate({ url: `http://127.0.0.1:${port}/hook` }))
    expect(data.steps.map(({ message }: { message: string }) => message)).toEqual(Array(4).fill('connection'))
    expect(data.steps[0]).toMatchObject({ passed: false, status: null, answer: null })
  })

  it('leaves out what the integration is never sent, and works while it is inactive', async () => {
    await homologate(await integrate({ sendSuspendResume: 'false', active: 'false' }))
    expect(bodies().map(({ type }) => type)).toEqual([ALL[0], ALL[3]])
    const two = { 'eventTypes.0': ALL[0] ?? '', 'eventTypes.1': ALL[3] ?? '' }
    await homologate(await integrate(two))
    expect(bodies().map(({ type }) => type)).toEqual([ALL[0], ALL[3], ALL[0], ALL[3]])
  })

  it('a 410 pauses nothing', async () => {
    receiver.otherwise(410)
    const id = await integrate()
    await homologate(id)
    expect(await panel.rows('select active from content_platforms.integration')).toEqual([{ active: true }])
  })

  it('speaks in the format that the integration has, also by its templates', async () => {
    await homologate(await integrate({ payloadFormat: 'hubsoft' }))
    expect(bodies().map(({ tipo }) => tipo)).toEqual(['cadastro', 'suspensao', 'habilitacao', 'remocao'])
    const template = { method: 'PUT', path: '/u/{{ customer.code }}', body: '{"t": "{{ type }}"}' }
    const templates = JSON.stringify(Object.fromEntries(ALL.map((type) => [type, template])))
    const { data } = await homologate(await integrate({ payloadFormat: 'template', templates }))
    expect(receiver.requests.slice(4).map(({ method, path }) => `${method} ${path}`)).toEqual(
      Array(4).fill('PUT /hook/u/HOMOLOGACAO'),
    )
    expect(JSON.parse(data.steps[0].request.body)).toEqual({ t: ALL[0], pin: '***' })
  })

  it('speaks of a package of the platform, the chosen one or the first, and of no other platform’s', async () => {
    const id = await integrate()
    await panel.run('Integration', id, 'syncProducts')
    const other = await integrate({ description: 'Outra' })
    await panel.run('Integration', other, 'syncProducts')
    const products = await panel.rows('select id, integration_id from content_platforms.product')
    const add = (code: string, integrationId: number) =>
      panel.added('ContentPackage', {
        ...PACKAGE,
        name: code,
        code,
        integrationId: String(integrationId),
        productId: String(products.find((product) => product.integration_id === integrationId)?.id),
      })
    await add('UM', id)
    const second = await add('DOIS', id)
    const foreign = await add('ALHEIO', other)
    await homologate(id)
    await homologate(id, { packageId: String(second) })
    expect(bodies().map(({ data }) => data.package.code)).toEqual([...Array(4).fill('UM'), ...Array(4).fill('DOIS')])
    for (const packageId of [String(foreign), '0', 'x', '99999999999'])
      expect((await homologate(id, { packageId })).issues).toEqual([{ path: 'packageId', code: 'invalidReference' }])
    expect(
      (await panel.get(`/Integration/records/${id}/showHomologations`)).data.packages.map(
        ({ code }: { code: string }) => code,
      ),
    ).toEqual(['UM', 'DOIS'])
    expect(receiver.requests).toHaveLength(8)
  })

  it('runs once at a time, however often the button is pressed', async () => {
    const id = await integrate()
    receiver.otherwise({ status: 200, body: '{}', delayMs: 60 })
    const answers = await Promise.all(Array.from({ length: 20 }, () => homologate(id)))
    const messages = answers.map(({ notice }) => notice.message)
    expect(messages.filter((message) => message === 'homologationPassed')).toHaveLength(1)
    expect(messages.filter((message) => message === 'errors.HOMOLOGATION_RUNNING')).toHaveLength(19)
    expect(receiver.requests).toHaveLength(4)
    expect((await homologate(id)).notice.message).toBe('homologationPassed')
  })

  it('is the administrator’s alone, and never done by GET', async () => {
    const id = await integrate()
    for (const role of ['attendant', 'auditor'] as const)
      expect((await homologate(id, {}, role)).notice?.type ?? 'error').toBe('error')
    await panel.get(`/Integration/records/${id}/homologate`)
    expect((await homologate(2_000_000)).notice).toMatchObject({ type: 'error' })
    expect(receiver.requests).toHaveLength(0)
  })

  it('does not keep an unused integration from being deleted', async () => {
    const id = await integrate()
    await homologate(id)
    expect((await panel.run('Integration', id, 'delete')).notice.type).toBe('success')
  })
})
