import { Webhook } from 'standardwebhooks'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { savePackage } from '../../../src/domain/catalogue/save-package.js'
import { saveCustomer } from '../../../src/domain/customers/save-customer.js'
import { pauseIntegration } from '../../../src/domain/integrations/pause-integration.js'
import { type IntegrationInput, saveIntegration } from '../../../src/domain/integrations/save-integration.js'
import { signingSecretPlace } from '../../../src/domain/integrations/secret-places.js'
import { rotateSigningSecret } from '../../../src/domain/integrations/signing-secrets.js'
import { unlinkPackage } from '../../../src/domain/packages/unlink-package.js'
import { suspendService } from '../../../src/domain/services/suspend-service.js'
import { ACTOR, createProvider, type Provider } from '../../support/provider.js'
import { type ReceivedRequest, type Receiver, type ReceiverStep, startReceiver } from '../../support/receiver.js'

let provider: Provider
const receivers: Receiver[] = []
const QUICK = { pollMs: 20, deadlineMs: 1_000, leaseMs: 7_000, retryDelaysMs: [30, 30, 30] }

beforeEach(async () => {
  provider = await createProvider({ delivery: QUICK, secretOverlapMs: 60_000 })
  await provider.content.start()
})
afterEach(async () => {
  await provider.drop()
  await Promise.all(receivers.splice(0).map((receiver) => receiver.close()))
})

// The receiver's own check needs the secret in advance; here each test verifies with the integration's.
const receive = async (): Promise<Receiver> => {
  const receiver = await startReceiver()
  receivers.push(receiver)
  return receiver
}
const arrived = async (receiver: Receiver, count: number): Promise<readonly ReceivedRequest[]> => {
  await vi.waitFor(() => expect(receiver.requests.length).toBeGreaterThanOrEqual(count), { timeout: 5_000 })
  return receiver.requests
}
const settled = (count: number) =>
  vi.waitFor(
    async () => {
      const events = await provider.events()
      expect(events.filter(({ state }) => state === 'delivered')).toHaveLength(count)
    },
    { timeout: 5_000 },
  )
const bodyOf = (request: ReceivedRequest | undefined) => JSON.parse(request?.body ?? '{}')
const answer = (body: object, status = 200): ReceiverStep => ({ status, body: JSON.stringify(body) })

const CUSTOMER = { name: 'Fulana de Tal', email: 'fulana@example.com', phone: '11987654321', document: '52998224725' }

const linkedTo = async (receiver: Receiver, values: Partial<IntegrationInput> = {}) => {
  const integration = await provider.integration({ url: receiver.url, ...values })
  const packageId = await provider.package({ productId: integration.productId })
  const customerId = await provider.customer(CUSTOMER)
  const serviceId = await provider.service({ customerId })
  const subscriptionId = await provider.link(serviceId, packageId)
  return {
    integrationId: integration.id,
    productId: integration.productId,
    packageId,
    customerId,
    serviceId,
    subscriptionId,
  }
}
const suspend = (serviceId: number) =>
  provider.inTransaction((tx) => suspendService(tx, { serviceId, kind: 'debt', actor: ACTOR }))
const change = (id: number, values: Partial<IntegrationInput>) =>
  provider.inTransaction((tx) => saveIntegration(tx, { id, values, actor: ACTOR }, provider.domain))
const query = <T>(sql: string, parameters: unknown[] = []): Promise<T[]> => provider.dataSource.query(sql, parameters)

const secretsOf = async (integrationId: number): Promise<string[]> => {
  const rows = await query<{ id: string; ciphertext: string }>(
    'select id, ciphertext from content_platforms.signing_secret where integration_id = $1 order by created_at',
    [integrationId],
  )
  return rows.map(({ id, ciphertext }) => provider.domain.secretBox.open(ciphertext, signingSecretPlace(id)))
}
const verifies = (request: ReceivedRequest | undefined, secret: string): boolean => {
  try {
    new Webhook(secret).verify(request?.body ?? '', (request?.headers ?? {}) as Record<string, string>)
    return true
  } catch {
    return false
  }
}

describe('the request that a platform receives', () => {
  it.each([
    ['minimal', ['id']],
    ['contact', ['code', 'email', 'id', 'name', 'phone']],
    ['full', ['code', 'document', 'email', 'externalId', 'id', 'name', 'personType', 'phone']],
  ] as const)('BR-73: with the profile %s holds of the customer only %o', async (dataProfile, fields) => {
    const receiver = await receive()
    await linkedTo(receiver, { dataProfile })
    const [request] = await arrived(receiver, 1)
    expect(Object.keys(bodyOf(request).data.customer).sort()).toEqual(fields)
    for (const [field, value] of Object.entries(CUSTOMER)) {
      expect(request?.body.includes(value)).toBe((fields as readonly string[]).includes(field))
    }
  })

  it('has the standard body, signed so that the standardwebhooks library verifies it', async () => {
    const receiver = await receive()
    const { integrationId, subscriptionId, packageId, productId, serviceId, customerId } = await linkedTo(receiver)
    const [request] = await arrived(receiver, 1)
    const [secret = ''] = await secretsOf(integrationId)
    expect(verifies(request, secret)).toBe(true)
    const [event] = await provider.events()
    expect(request?.id).toBe(event?.id)
    expect(bodyOf(request)).toMatchObject({
      type: 'content.subscription.created',
      timestamp: expect.stringMatching(/^\d{4}-.*Z$/),
      data: {
        subscription: {
          id: subscriptionId,
          sequence: 1,
          state: 'active',
          previousState: 'absent',
          reasons: [],
          expiresOn: null,
        },
        package: { id: packageId },
        product: { id: productId, externalId: 'generico' },
        account: { externalId: null, login: null, otherActiveSubscriptions: 0 },
        customer: { id: customerId },
        service: { id: serviceId, status: 'servico_habilitado', previousId: null },
        parameters: {},
      },
    })
    expect(bodyOf(request).data).not.toHaveProperty('cause')
  })

  it('BR-03, BR-04: has each parameter exactly once, where it belongs, and secrets stay out of the log', async () => {
    const receiver = await receive()
    const base = { secret: true }
    await linkedTo(receiver, {
      url: `${receiver.url}/{user}/x?fixed=1`,
      method: 'PUT',
      parameters: [
        { ...base, key: 'X-Api-Key', value: 'in-header', location: 'header' },
        { ...base, key: 'q', value: 'in query&=', location: 'query' },
        { ...base, key: 'b', value: 'in-body"', location: 'body' },
        { ...base, key: 'user', value: 'a/../b ?#{q}$&', location: 'path' },
        { key: '__proto__', value: 'plain', secret: false, location: 'body' },
      ],
    })
    const [request] = await arrived(receiver, 1)
    expect(request?.method).toBe('PUT')
    expect(request?.headers['x-api-key']).toBe('in-header')
    const url = new URL(request?.path ?? '', receiver.url)
    expect(url.pathname).toBe(`/hook/${encodeURIComponent('a/../b ?#{q}$&')}/x`)
    expect([...url.searchParams]).toEqual([
      ['fixed', '1'],
      ['q', 'in query&='],
    ])
    expect(Object.entries(bodyOf(request).data.parameters)).toEqual([
      ['b', 'in-body"'],
      ['__proto__', 'plain'],
    ])
    await settled(1)
    const everywhere = JSON.stringify([
      await query('select * from content_platforms.delivery_attempt'),
      await query('select * from content_platforms.webhook_event'),
      await query('select * from content_platforms.audit_entry'),
      await query('select * from content_platforms.integration_parameter'),
    ])
    for (const secret of ['in-header', 'in query', 'in-body', 'a/../b']) expect(everywhere).not.toContain(secret)
    for (const personal of Object.values(CUSTOMER)) {
      expect(JSON.stringify(await query('select * from content_platforms.delivery_attempt'))).not.toContain(personal)
    }
    expect(everywhere).toContain('plain')
  })

  it('each attempt is made from the customer and the parameters as they are then', async () => {
    const receiver = await receive()
    const { customerId, integrationId } = await linkedTo(receiver)
    receiver.otherwise(503)
    await settled(0)
    await arrived(receiver, 1)
    await provider.inTransaction((tx) =>
      saveCustomer(tx, { id: customerId, values: { email: 'nova@example.com' }, actor: ACTOR }),
    )
    await change(integrationId, { parameters: [{ key: 'X-New', value: '1', secret: false, location: 'header' }] })
    const { serviceId } = { serviceId: (await provider.subscriptions())[0]?.serviceId ?? 0 }
    await suspend(serviceId)
    await vi.waitFor(() => {
      const last = receiver.requests.at(-1)
      expect(bodyOf(last).data.customer.email).toBe('nova@example.com')
      expect(last?.headers['x-new']).toBe('1')
    })
  })
})

describe('what a platform answers', () => {
  it('BR-83: 200 with success false is a refusal in its own words, and a later success clears it', async () => {
    const receiver = await receive()
    receiver.script(answer({ success: false, message: 'Limite atingido' }))
    receiver.otherwise(answer({ success: true }))
    const { subscriptionId } = await linkedTo(receiver)
    await settled(1)
    const attempts = await query('select outcome, status, message from content_platforms.delivery_attempt order by id')
    expect(attempts).toMatchObject([
      { outcome: 'refused', status: 200, message: 'Limite atingido' },
      { outcome: 'accepted', status: 200, message: null },
    ])
    expect(await confirmationOf(subscriptionId)).toMatchObject({ state: 'active', sequence: 1, last_error: null })
  })

  it('BR-83: while it is refused the words are kept and nothing counts as confirmed', async () => {
    const receiver = await receive()
    receiver.otherwise(answer({ success: false, mensagem: 'CPF já usado' }))
    const { subscriptionId } = await linkedTo(receiver)
    await vi.waitFor(async () => {
      expect(await confirmationOf(subscriptionId)).toMatchObject({ state: 'absent', last_error: 'CPF já usado' })
      expect(await query('select 1 from content_platforms.delivery_lane where parked_at is not null')).toHaveLength(1)
    })
  })

  it('BR-83: the rule http_2xx takes 200 for what it is', async () => {
    const receiver = await receive()
    receiver.otherwise(answer({ success: false }))
    await linkedTo(receiver, { successRule: 'http_2xx' })
    await settled(1)
  })

  it('its id and login are kept and sent from then on; its password is nowhere', async () => {
    const receiver = await receive()
    receiver.script(answer({ user_id: 4711, login: 'fulana', password: 'hunter2' }))
    const { serviceId } = await linkedTo(receiver)
    await settled(1)
    await suspend(serviceId)
    const [, second] = await arrived(receiver, 2)
    expect(bodyOf(second).data.account).toMatchObject({ externalId: '4711', login: 'fulana' })
    await settled(2)
    const everywhere = JSON.stringify([
      await query('select * from content_platforms.platform_account'),
      await query('select * from content_platforms.delivery_attempt'),
      await query('select * from content_platforms.subscription_confirmation'),
    ])
    expect(everywhere).not.toContain('hunter2')
  })

  it("an old platform's late word about a moved subscription does not undo the new one's", async () => {
    const [old, fresh] = [await receive(), await receive()]
    const { packageId, subscriptionId } = await linkedTo(old)
    await settled(1)
    old.otherwise(503)
    const { productId } = await provider.integration({ url: fresh.url })
    await provider.inTransaction((tx) => savePackage(tx, { id: packageId, values: { productId }, actor: ACTOR }))
    await arrived(fresh, 1)
    await settled(2)
    const confirmed = await confirmationOf(subscriptionId)
    old.otherwise(200)
    await query(
      `update content_platforms.delivery_lane set parked_at = null, attempts = 0, ready_at = clock_timestamp()`,
    )
    await settled(3)
    expect(await confirmationOf(subscriptionId)).toMatchObject({ state: 'active', account_id: confirmed?.account_id })
  })
})

const confirmationOf = async (subscriptionId: number) => {
  const [row] = await query<Record<string, unknown>>(
    'select * from content_platforms.subscription_confirmation where subscription_id = $1',
    [subscriptionId],
  )
  return row
}

describe('an integration', () => {
  it('BR-07: sends nothing while inactive, keeps its events, and sends all in order once active', async () => {
    const receiver = await receive()
    const { integrationId, serviceId, subscriptionId } = await linkedTo(receiver, { active: false })
    const other = await receive()
    await suspend(serviceId)
    await provider.inTransaction((tx) => unlinkPackage(tx, { subscriptionId, actor: ACTOR }))
    await linkedElsewhere(other)
    await arrived(other, 1)
    expect(receiver.requests).toEqual([])
    await change(integrationId, { active: true })
    const requests = await arrived(receiver, 3)
    expect(requests.map((request) => bodyOf(request).type.split('.').at(-1))).toEqual([
      'created',
      'suspended',
      'removed',
    ])
    expect(requests.map((request) => bodyOf(request).data.subscription.sequence)).toEqual([1, 2, 3])
  })

  it('BR-07: is paused once, with the reason in the audit', async () => {
    const { id } = await provider.integration()
    const pause = () =>
      provider.inTransaction((tx) => pauseIntegration(tx, { integrationId: id, reason: 'HTTP 410', actor: ACTOR }))
    await Promise.all([pause(), pause(), pause()])
    expect(await provider.audit('integration.paused')).toMatchObject([{ reason: 'HTTP 410', after: { active: false } }])
  })

  it('BR-09: signs with both secrets during the overlap and with the new one after it', async () => {
    const receiver = await receive()
    const { integrationId, serviceId } = await linkedTo(receiver)
    await arrived(receiver, 1)
    const [old = ''] = await secretsOf(integrationId)
    const fresh = await provider.inTransaction((tx) =>
      rotateSigningSecret(tx, { integrationId, actor: ACTOR }, provider.domain),
    )
    await suspend(serviceId)
    const [, during] = await arrived(receiver, 2)
    expect([verifies(during, old), verifies(during, fresh)]).toEqual([true, true])
    await query('update content_platforms.signing_secret set expires_at = now() where expires_at is not null')
    await provider.inTransaction((tx) =>
      unlinkPackage(tx, { subscriptionId: Number(bodyOf(during).data.subscription.id), actor: ACTOR }),
    )
    const [, , after] = await arrived(receiver, 3)
    expect([verifies(after, old), verifies(after, fresh)]).toEqual([false, true])
    expect(JSON.stringify(await provider.audit('integration.secret_rotated'))).not.toContain('whsec_')
  })

  it("whose secret can't be read holds only its own events", async () => {
    const [broken, healthy] = [await receive(), await receive()]
    const { id } = await provider.integration({ url: broken.url, active: false })
    await query(`update content_platforms.signing_secret set ciphertext = 'x' where integration_id = $1`, [id])
    const [product] = await query<{ id: number }>(
      'select id from content_platforms.product where integration_id = $1',
      [id],
    )
    const packageId = await provider.package({ productId: product?.id ?? null })
    await provider.link(await provider.service(), packageId)
    await change(id, { active: true })
    await linkedElsewhere(healthy)
    await arrived(healthy, 1)
    expect(broken.requests).toEqual([])
    await vi.waitFor(async () => {
      const attempts = await query(
        `select outcome from content_platforms.delivery_attempt where integration_id = $1 limit 1`,
        [id],
      )
      expect(attempts).toEqual([{ outcome: 'unsendable' }])
    })
  })
})

const linkedElsewhere = async (receiver: Receiver) => {
  const { productId } = await provider.integration({ url: receiver.url })
  return provider.link(await provider.service(), await provider.package({ productId }))
}
