import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { saveIntegration } from '../../../src/domain/integrations/save-integration.js'
import { suspendService } from '../../../src/domain/services/suspend-service.js'
import { ACTOR, createProvider, type Provider } from '../../support/provider.js'
import { type Receiver, startReceiver } from '../../support/receiver.js'

const CREATED = 'content.subscription.created'
const body = (tree: object) => JSON.stringify(tree)
const TEMPLATES = {
  [CREATED]: {
    method: 'PUT',
    path: '/users/{{ customer.id }}',
    headers: [{ name: 'X-Sequence', value: 'n-{{ subscription.sequence }}' }],
    body: body({ name: '{{ customer.name }}', mail: '{{ customer.email }}', note: 'Olá {{ customer.name }}' }),
  },
  'content.subscription.suspended': {
    method: 'PATCH',
    path: '/users/{{ account.externalId }}',
    body: body({ on: false }),
  },
  'content.subscription.resumed': {
    method: 'PATCH',
    path: '/users/{{ account.externalId }}',
    body: body({ on: true }),
  },
  'content.subscription.removed': { method: 'DELETE', path: '/users/{{ account.externalId }}', body: '' },
}
const CUSTOMER = { name: 'Fulana "{{ type }}" \\ de\nTal', email: 'fulana@example.com', document: '52998224725' }

let provider: Provider
let receiver: Receiver
beforeEach(async () => {
  provider = await createProvider({
    delivery: { pollMs: 20, deadlineMs: 1_000, leaseMs: 7_000, retryDelaysMs: [50, 50, 50, 50, 50] },
  })
  receiver = await startReceiver()
  await provider.content.start()
})
afterEach(async () => {
  await provider.drop()
  await receiver.close()
})

const integrate = (templates: object = TEMPLATES) =>
  provider.integration({ url: receiver.url, payloadFormat: 'template', dataProfile: 'contact', templates })
const linked = async (integration: { productId: number }) => {
  const packageId = await provider.package({ productId: integration.productId })
  const customerId = await provider.customer(CUSTOMER)
  const serviceId = await provider.service({ customerId })
  await provider.link(serviceId, packageId)
  return { customerId, serviceId }
}
const states = async () => (await provider.events()).map(({ state }) => state)
const suspend = (serviceId: number) =>
  provider.inTransaction((tx) => suspendService(tx, { serviceId, kind: 'debt', reason: 'x', actor: ACTOR }))

describe('an event in the format template', () => {
  it('reaches the platform as its template says, signed, with what the answer told in the next one', async () => {
    receiver.script({ status: 200, body: '{"user_id": "u/7"}' })
    const { customerId, serviceId } = await linked(await integrate())
    await suspend(serviceId)
    await vi.waitFor(async () => expect(await states()).toEqual(['delivered', 'delivered']), { timeout: 5_000 })
    const [created, suspended] = receiver.requests
    expect([created?.method, created?.path]).toEqual(['PUT', `/hook/users/${customerId}`])
    expect(created?.headers['x-sequence']).toBe('n-1')
    expect(created?.headers['webhook-signature']).toMatch(/^v1,/)
    expect(JSON.parse(created?.body ?? '')).toEqual({
      name: CUSTOMER.name,
      mail: CUSTOMER.email,
      note: `Olá ${CUSTOMER.name}`,
    })
    expect([suspended?.method, suspended?.path, suspended?.body]).toEqual([
      'PATCH',
      '/hook/users/u%2F7',
      '{"on":false}',
    ])
    const [logged] = await provider.dataSource.query(
      'select request_masked from content_platforms.delivery_attempt order by id limit 1',
    )
    expect(logged.request_masked).toContain('"mail":"f***@e***"')
    expect(logged.request_masked).not.toContain('Fulana')
  })

  it('that can not be rendered is visible as such, and goes out with the template as it is by then', async () => {
    const path = '/users/{{ customer.phone }}'
    const integration = await integrate({ ...TEMPLATES, [CREATED]: { ...TEMPLATES[CREATED], path } })
    await linked(integration)
    const classes = async (): Promise<string[]> =>
      (await provider.dataSource.query('select error_class from content_platforms.delivery_attempt')).map(
        (row: { error_class: string }) => row.error_class,
      )
    await vi.waitFor(async () => expect(await classes()).toContain('template_path'), { timeout: 5_000 })
    expect(receiver.requests).toHaveLength(0)
    await provider.inTransaction((tx) =>
      saveIntegration(tx, { id: integration.id, values: { templates: TEMPLATES }, actor: ACTOR }, provider.domain),
    )
    await vi.waitFor(async () => expect(await states()).toEqual(['delivered']), { timeout: 5_000 })
  })

  it('without a body has none, nor says that it has', async () => {
    const integration = await integrate({
      ...TEMPLATES,
      [CREATED]: { method: 'DELETE', path: '/users/{{ customer.id }}', body: '' },
    })
    await linked(integration)
    await vi.waitFor(async () => expect(await states()).toEqual(['delivered']), { timeout: 5_000 })
    expect(receiver.requests[0]).toMatchObject({ method: 'DELETE', body: '' })
    expect(receiver.requests[0]?.headers['content-type']).toBeUndefined()
  })
})
