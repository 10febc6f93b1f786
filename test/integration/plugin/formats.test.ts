import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { savePackage } from '../../../src/domain/catalogue/save-package.js'
import { saveCustomer } from '../../../src/domain/customers/save-customer.js'
import { type IntegrationInput, saveIntegration } from '../../../src/domain/integrations/save-integration.js'
import { migratePlan } from '../../../src/domain/migration/migrate-plan.js'
import { unlinkPackage } from '../../../src/domain/packages/unlink-package.js'
import { enableService } from '../../../src/domain/services/enable-service.js'
import { suspendService } from '../../../src/domain/services/suspend-service.js'
import { DEFAULT_EVENT_TYPES } from '../../../src/entities/integration.js'
import { createEventId } from '../../../src/webhooks/event-id.js'
import { recordEvents } from '../../../src/webhooks/outbox.js'
import { ACTOR, createProvider, type Provider } from '../../support/provider.js'
import { type ReceivedRequest, type Receiver, startReceiver } from '../../support/receiver.js'

const QUICK = { pollMs: 20, deadlineMs: 1_000, leaseMs: 7_000, retryDelaysMs: [30, 30, 30] }
const CUSTOMER = { name: 'Fulana de Tal', email: 'fulana@example.com', phone: '11987654321', document: '52998224725' }
const UPDATED = 'content.account.updated'

let provider: Provider
const receivers: Receiver[] = []
beforeEach(async () => {
  provider = await createProvider({ delivery: QUICK })
  await provider.content.start()
})
afterEach(async () => {
  await provider.drop()
  await Promise.all(receivers.splice(0).map((receiver) => receiver.close()))
})

const receive = async (): Promise<Receiver> => {
  const receiver = await startReceiver()
  receivers.push(receiver)
  return receiver
}
const linkedTo = async ({ url }: Receiver, values: Partial<IntegrationInput> = {}) => {
  const { id: integrationId, productId } = await provider.integration({ url, ...values })
  const packageId = await provider.package({ productId, code: 'TV', name: 'TV', priceCents: 1990 })
  const customerId = await provider.customer(CUSTOMER)
  const serviceId = await provider.service({ customerId })
  const subscriptionId = await provider.link(serviceId, packageId)
  return { integrationId, productId, packageId, customerId, serviceId, subscriptionId }
}
const change = (id: number, values: Partial<IntegrationInput>) =>
  provider.inTransaction((tx) => saveIntegration(tx, { id, values, actor: ACTOR }, provider.domain))
const suspend = (serviceId: number) =>
  provider.inTransaction((tx) => suspendService(tx, { serviceId, kind: 'debt', actor: ACTOR }))
const enable = (serviceId: number) =>
  provider.inTransaction((tx) => enableService(tx, { serviceId, reason: 'pago', actor: ACTOR }))
const unlink = (subscriptionId: number) =>
  provider.inTransaction((tx) => unlinkPackage(tx, { subscriptionId, actor: ACTOR }))
const edit = (id: number, email: string) =>
  provider.inTransaction((tx) => saveCustomer(tx, { id, values: { email }, actor: ACTOR }))

const states = async () => (await provider.events()).map(({ state }) => state)
const allDelivered = (count: number) =>
  vi.waitFor(async () => expect(await states()).toEqual(Array.from({ length: count }, () => 'delivered')), {
    timeout: 8_000,
  })
const bodies = ({ requests }: Receiver) => requests.map(({ body }) => JSON.parse(body))
const bodyOf = (request: ReceivedRequest) => JSON.parse(request.body)
const isActive = async (id: number) =>
  (await provider.dataSource.query('select active from content_platforms.integration where id = $1', [id]))[0].active

describe('the format hubsoft', () => {
  it('BR-03, BR-73: tells a life as its receivers read it, parameters beside, personal data by the profile', async () => {
    const receiver = await receive()
    receiver.otherwise({ status: 200, body: '{"id_externo":"h-1","login":"fulana"}' })
    const ids = await linkedTo(receiver, {
      payloadFormat: 'hubsoft',
      dataProfile: 'full',
      url: `${receiver.url}/{conta}`,
      parameters: [
        { key: 'chave', value: 'segredo-1', location: 'body', secret: true },
        { key: 'X-Chave', value: 'c', location: 'header', secret: false },
        { key: 'q', value: 'd', location: 'query', secret: false },
        { key: 'conta', value: 'e', location: 'path', secret: false },
      ],
    })
    await suspend(ids.serviceId)
    await enable(ids.serviceId)
    await unlink(ids.subscriptionId)
    await allDelivered(4)
    expect(bodies(receiver)[0]).toEqual({
      chave: 'segredo-1',
      tipo: 'cadastro',
      status: 'aguardando_cadastro',
      id_cliente_servico_pacote: ids.subscriptionId,
      pacote: { id_pacote: ids.packageId, codigo: 'TV', descricao: 'TV', valor: 19.9 },
      cliente_servico: {
        id_cliente_servico: ids.serviceId,
        numero_plano: expect.any(String),
        servico_status: { prefixo: 'servico_habilitado', descricao: expect.stringMatching(/habilitado/i) },
        cliente: {
          id_cliente: ids.customerId,
          codigo_cliente: expect.any(String),
          nome_razaosocial: CUSTOMER.name,
          cpf_cnpj: CUSTOMER.document,
          email_principal: CUSTOMER.email,
        },
      },
    })
    expect(bodies(receiver).map(({ tipo, status }) => [tipo, status])).toEqual([
      ['cadastro', 'aguardando_cadastro'],
      ['suspensao', 'aguardando_suspensao'],
      ['habilitacao', 'aguardando_habilitacao'],
      ['remocao', 'aguardando_exclusao'],
    ])
    for (const { path, headers } of receiver.requests) {
      expect(path).toBe('/hook/e?q=d')
      expect(headers).toMatchObject({ 'x-chave': 'c', 'webhook-signature': expect.stringMatching(/^v1,/) })
    }
    const [account] = await provider.dataSource.query(
      'select external_id, login from content_platforms.platform_account',
    )
    expect(account).toEqual({ external_id: 'h-1', login: 'fulana' })
    const log = JSON.stringify(await provider.dataSource.query('select * from content_platforms.delivery_attempt'))
    for (const hidden of ['segredo-1', ...Object.values(CUSTOMER)]) expect(log).not.toContain(hidden)
  })

  it('lets go at once of a waiting message that it has no name for, so that what follows is sent', async () => {
    const receiver = await receive()
    const { integrationId, serviceId } = await linkedTo(receiver)
    await allDelivered(1)
    await change(integrationId, { active: false })
    const [first] = await provider.events()
    const { accountId } = first?.data ?? { accountId: 0 }
    const relinked = { type: 'content.subscription.relinked', integrationId, accountId, subscriptionId: null }
    await provider.inTransaction((tx) => recordEvents(tx, [{ id: createEventId(), data: {}, ...relinked }]))
    await suspend(serviceId)
    await change(integrationId, { payloadFormat: 'hubsoft', active: true })
    await vi.waitFor(async () => expect(await states()).toEqual(['delivered', 'failed', 'delivered']), {
      timeout: 5_000,
    })
    expect(receiver.requests).toHaveLength(2)
    const attempts = await provider.dataSource.query(
      `select outcome, error_class from content_platforms.delivery_attempt where event_id in
         (select id from content_platforms.webhook_event where type = 'content.subscription.relinked')`,
    )
    expect(attempts).toEqual([{ outcome: 'unsendable', error_class: 'format' }])
  })
})

describe('the request is made anew for each attempt', () => {
  it('in the format, with the data and for the events that the integration has by then', async () => {
    const receiver = await receive()
    receiver.otherwise(503)
    const { integrationId, customerId, serviceId } = await linkedTo(receiver)
    await vi.waitFor(() => expect(receiver.requests.length).toBeGreaterThan(0))
    expect(bodies(receiver)[0]).toMatchObject({ data: { customer: { email: CUSTOMER.email } } })
    await provider.dataSource.query(
      `update content_platforms.delivery_lane set ready_at = clock_timestamp() + interval '1 hour'`,
    )
    await edit(customerId, 'nova@example.com')
    await change(integrationId, {
      payloadFormat: 'hubsoft',
      eventTypes: DEFAULT_EVENT_TYPES.filter((type) => !/suspended|resumed/.test(type)),
    })
    await suspend(serviceId)
    receiver.otherwise(200)
    const before = receiver.requests.length
    await provider.dataSource.query(
      'update content_platforms.delivery_lane set parked_at = null, attempts = 0, ready_at = clock_timestamp()',
    )
    await allDelivered(1)
    expect(bodies(receiver)[before]).toMatchObject({
      tipo: 'cadastro',
      cliente_servico: { cliente: { email_principal: 'nova@example.com' } },
    })
  })
})

describe("BR-83: a subscription's own id", () => {
  const externalIds = (receiver: Receiver) =>
    receiver.requests.map((request) => {
      const { type, data } = bodyOf(request)
      return [type.replace('content.subscription.', ''), data.subscription.externalId]
    })
  const numbering = (receiver: Receiver) => {
    let made = 0
    receiver.otherwise((request, response) => {
      const isNew = bodyOf(request).type.endsWith('created')
      if (isNew) made += 1
      response.end(JSON.stringify(isNew ? { subscription_id: `s-${made}`, password: 'hunter2' } : {}))
    })
  }

  it('is taken from the answer and sent from then on, until the platform has removed it', async () => {
    const receiver = await receive()
    numbering(receiver)
    const { serviceId, packageId, subscriptionId } = await linkedTo(receiver)
    await suspend(serviceId)
    await enable(serviceId)
    await unlink(subscriptionId)
    await provider.link(serviceId, packageId)
    await suspend(serviceId)
    await allDelivered(6)
    expect(externalIds(receiver)).toEqual([
      ['created', null],
      ['suspended', 's-1'],
      ['resumed', 's-1'],
      ['removed', 's-1'],
      ['created', null],
      ['suspended', 's-2'],
    ])
    const log = JSON.stringify(await provider.dataSource.query('select * from content_platforms.delivery_attempt'))
    expect(log).not.toContain('hunter2')
  })

  it('goes into the removal also where it was removed and linked again while the first event waited', async () => {
    const receiver = await receive()
    numbering(receiver)
    const { id, productId } = await provider.integration({ url: receiver.url, active: false })
    const packageId = await provider.package({ productId })
    const serviceId = await provider.service()
    const subscriptionId = await provider.link(serviceId, packageId)
    await unlink(subscriptionId)
    await provider.link(serviceId, packageId)
    await suspend(serviceId)
    await change(id, { active: true })
    await allDelivered(4)
    expect(externalIds(receiver)).toEqual([
      ['created', null],
      ['removed', 's-1'],
      ['created', null],
      ['suspended', 's-2'],
    ])
  })

  it.each([true, false])(
    'BR-40: is kept by a migration, whether told of it (%s) or not, also while it waited',
    async (isTold) => {
      const receiver = await receive()
      numbering(receiver)
      const eventTypes = [...DEFAULT_EVENT_TYPES, ...(isTold ? ['content.subscription.relinked'] : [])]
      const { id, productId } = await provider.integration({ url: receiver.url, active: false, eventTypes })
      const packageId = await provider.package({ productId })
      const first = await provider.service()
      const before = await provider.link(first, packageId)
      const planId = await provider.plan({ packages: [{ packageId, mandatory: false, priceOverrideCents: null }] })
      await suspend(first)
      await enable(first)
      const { id: second } = await provider.inTransaction((tx) =>
        migratePlan(tx, { serviceId: first, planId, consentChannel: 'telefone', actor: ACTOR }, provider.domain),
      )
      await suspend(second)
      await change(id, { active: true })
      await allDelivered(isTold ? 5 : 4)
      expect(externalIds(receiver)).toEqual([
        ['created', null],
        ['suspended', 's-1'],
        ['resumed', 's-1'],
        ...(isTold ? [['relinked', 's-1']] : []),
        ['suspended', 's-1'],
      ])
      const last = bodies(receiver).at(-1)
      expect(last.data.subscription.id === before).toBe(!isTold)
      expect(last.data.service).toMatchObject({ id: second, previousId: first })
    },
  )

  it('is learned and told while people save the same subscription', async () => {
    const receiver = await receive()
    numbering(receiver)
    const { serviceId, packageId, subscriptionId } = await linkedTo(receiver)
    for (let round = 0; round < 8; round += 1) {
      await unlink(subscriptionId)
      await provider.link(serviceId, packageId)
    }
    await allDelivered(17)
    expect(externalIds(receiver).at(-2)).toEqual(['removed', 's-8'])
  })

  it('goes into the removal at the old platform, never to the new one', async () => {
    const [old, fresh] = [await receive(), await receive()]
    numbering(old)
    const { packageId, serviceId } = await linkedTo(old)
    await allDelivered(1)
    const { productId } = await provider.integration({ url: fresh.url })
    await provider.inTransaction((tx) => savePackage(tx, { id: packageId, values: { productId }, actor: ACTOR }))
    await suspend(serviceId)
    await allDelivered(4)
    expect(externalIds(old)).toEqual([
      ['created', null],
      ['removed', 's-1'],
    ])
    expect(externalIds(fresh)).toEqual([
      ['created', null],
      ['suspended', null],
    ])
  })
})

describe('answers that count', () => {
  it('BR-83: 410 pauses in the standard format only, and not where it counts as success', async () => {
    const [gone, compatible, removed] = [await receive(), await receive(), await receive()]
    const fine = await linkedTo(removed, {
      extraStatuses: [{ eventType: 'content.subscription.removed', statuses: [410] }],
    })
    await allDelivered(1)
    removed.otherwise(410)
    await unlink(fine.subscriptionId)
    await allDelivered(2)
    expect(await isActive(fine.integrationId)).toBe(true)

    for (const receiver of [gone, compatible]) receiver.otherwise(410)
    const customerId = await provider.customer()
    const serviceId = await provider.service({ customerId })
    const add = async (url: string, values: Partial<IntegrationInput>) => {
      const { id, productId } = await provider.integration({ url, ...values })
      await provider.link(serviceId, await provider.package({ productId }))
      return id
    }
    const paused = await add(gone.url, {})
    const goesOn = await add(compatible.url, { payloadFormat: 'hubsoft' })
    await vi.waitFor(async () => expect(await isActive(paused)).toBe(false), { timeout: 5_000 })
    await vi.waitFor(() => expect(compatible.requests.length).toBeGreaterThan(1), { timeout: 5_000 })
    expect(await isActive(goesOn)).toBe(true)
  })

  it('BR-83: a value in the body decides, and a refusal keeps the platform’s words', async () => {
    const receiver = await receive()
    receiver.script(
      { status: 200, body: '{"result":{"status":0},"message":"sem vaga"}' },
      { status: 200, body: '{"result":{"status":1}}' },
    )
    await linkedTo(receiver, { successRule: 'body_value', successPath: 'result.status', successValue: '1' })
    await allDelivered(1)
    const attempts = await provider.dataSource.query(
      'select outcome, message from content_platforms.delivery_attempt order by id',
    )
    expect(attempts).toEqual([
      { outcome: 'refused', message: 'sem vaga' },
      { outcome: 'accepted', message: null },
    ])
  })

  it('BR-44: a contact change refused to the end does not keep the customer blocked', async () => {
    const receiver = await receive()
    const { customerId, serviceId } = await linkedTo(receiver, { eventTypes: [...DEFAULT_EVENT_TYPES, UPDATED] })
    await suspend(serviceId)
    await allDelivered(2)
    receiver.otherwise((request, response) => {
      response.writeHead(bodyOf(request).type === UPDATED ? 404 : 200).end()
    })
    await edit(customerId, 'nova@example.com')
    await enable(serviceId)
    await vi.waitFor(async () => expect(await states()).toEqual(['delivered', 'delivered', 'failed', 'delivered']), {
      timeout: 8_000,
    })
    expect(bodyOf(receiver.requests.at(-1) as ReceivedRequest).type).toBe('content.subscription.resumed')
  })
})
