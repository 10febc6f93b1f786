import { Webhook } from 'standardwebhooks'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { saveCustomer } from '../../../src/domain/customers/save-customer.js'
import { type IntegrationInput, saveIntegration } from '../../../src/domain/integrations/save-integration.js'
import { endPreviousSecret, rotateSigningSecret } from '../../../src/domain/integrations/signing-secrets.js'
import { enableService } from '../../../src/domain/services/enable-service.js'
import { suspendService } from '../../../src/domain/services/suspend-service.js'
import { DEFAULT_EVENT_TYPES } from '../../../src/entities/integration.js'
import { ACTOR, createProvider, type Provider } from '../../support/provider.js'
import { type ReceivedRequest, type Receiver, startReceiver } from '../../support/receiver.js'
import { explainByUnseenAnswer, findBrokenPromises, readCommitted } from '../webhooks/invariants.js'

const CREATED = 'content.subscription.created'

let provider: Provider
const receivers: Receiver[] = []
beforeEach(async () => {
  provider = await createProvider({
    delivery: { pollMs: 20, deadlineMs: 10_000, leaseMs: 16_000, retryDelaysMs: [30, 30, 30, 30] },
  })
  await provider.content.start()
})
afterEach(async () => {
  await provider.drop()
  await Promise.all(receivers.splice(0).map((receiver) => receiver.close()))
})

const receive = async (): Promise<Receiver> => {
  const receiver = await startReceiver('')
  receivers.push(receiver)
  return receiver
}
const change = (id: number, values: Partial<IntegrationInput>) =>
  provider.inTransaction((tx) => saveIntegration(tx, { id, values, actor: ACTOR }, provider.domain))

/** Holds the next request until `change` is committed, and refuses it then. */
const whileInFlight = (receiver: Receiver, changeIt: (request: ReceivedRequest) => Promise<unknown>): void =>
  receiver.script(async (request, response) => {
    await changeIt(request)
    response.writeHead(500).end()
  })
const verifies = ({ body, headers }: ReceivedRequest, secret: string): boolean => {
  try {
    new Webhook(secret).verify(body, headers as Record<string, string>)
    return true
  } catch {
    return false
  }
}
// Whose secret signs changes in these tests, so each checks the signatures itself.
const kept = async (...seen: Receiver[]) => {
  await vi.waitFor(
    async () => {
      const committed = await readCommitted(provider.dataSource)
      expect(committed.length).toBeGreaterThan(0)
      expect(committed.filter(({ state }) => state === 'pending')).toEqual([])
    },
    { timeout: 30_000 },
  )
  const committed = await readCommitted(provider.dataSource)
  const requests = seen.flatMap((receiver) => receiver.requests.map((request) => ({ ...request, signatureOk: true })))
  const mayRepeat = await explainByUnseenAnswer(provider.dataSource)
  expect(findBrokenPromises({ committed, requests, mayRepeat })).toEqual([])
  return committed
}

describe('changed while a request is in flight', () => {
  it('the address: the next attempt goes to the new one', async () => {
    const [before, after] = [await receive(), await receive()]
    const integrationId: { id?: number } = {}
    whileInFlight(before, () => change(integrationId.id ?? 0, { url: after.url }))
    const integration = await provider.integration({ url: before.url })
    integrationId.id = integration.id
    await provider.link(await provider.service(), await provider.package({ productId: integration.productId }))
    const [event] = await kept(before, after)
    expect(before.requests.map(({ id }) => id)).toEqual([event?.id])
    expect(after.requests.map(({ id }) => id)).toEqual([event?.id])
  })

  it('the signing secret: the next attempt is signed with the new one alone', async () => {
    const receiver = await receive()
    const made: string[] = []
    const integration = await provider.integration({ url: receiver.url })
    whileInFlight(receiver, () =>
      provider.inTransaction(async (tx) => {
        const input = { integrationId: integration.id, actor: ACTOR }
        made.push(await rotateSigningSecret(tx, input, provider.domain))
        await endPreviousSecret(tx, input)
      }),
    )
    await provider.link(await provider.service(), await provider.package({ productId: integration.productId }))
    await kept(receiver)
    const [fresh = ''] = made
    expect(receiver.requests.map((request) => verifies(request, fresh))).toEqual([false, true])
    expect(receiver.requests[1]?.headers['webhook-signature']).toMatch(/^v1,\S+$/)
  })

  it('a secret parameter: the next attempt carries the new one', async () => {
    const receiver = await receive()
    const token = (value: string) => ({
      parameters: [{ key: 'x-token', value, secret: true, location: 'header' as const }],
    })
    const integration = await provider.integration({ url: receiver.url, ...token('before-1') })
    whileInFlight(receiver, () => change(integration.id, token('after-2')))
    await provider.link(await provider.service(), await provider.package({ productId: integration.productId }))
    await kept(receiver)
    expect(receiver.requests.map(({ headers }) => headers['x-token'])).toEqual(['before-1', 'after-2'])
  })

  it('the template: the next attempt is rendered by the new one', async () => {
    const receiver = await receive()
    const templates = (text: string) => ({
      templates: Object.fromEntries(
        [CREATED, 'content.subscription.suspended', 'content.subscription.resumed', 'content.subscription.removed'].map(
          (type) => [type, { method: 'POST', path: '/x', body: JSON.stringify({ text }) }],
        ),
      ),
    })
    const integration = await provider.integration({
      url: receiver.url,
      payloadFormat: 'template',
      ...templates('before'),
    })
    whileInFlight(receiver, () => change(integration.id, templates('after')))
    await provider.link(await provider.service(), await provider.package({ productId: integration.productId }))
    await kept(receiver)
    expect(receiver.requests.map(({ body }) => body)).toEqual(['{"text":"before"}', '{"text":"after"}'])
  })

  it('the customer: the next attempt tells his new e-mail', async () => {
    const receiver = await receive()
    const integration = await provider.integration({ url: receiver.url, dataProfile: 'contact' })
    const customerId = await provider.customer({ email: 'before@example.com' })
    whileInFlight(receiver, () =>
      provider.inTransaction((tx) =>
        saveCustomer(tx, { id: customerId, values: { email: 'after@example.com' }, actor: ACTOR }),
      ),
    )
    await provider.link(
      await provider.service({ customerId }),
      await provider.package({ productId: integration.productId }),
    )
    await kept(receiver)
    const emails = receiver.requests.map(({ body }) => JSON.parse(body).data.customer.email)
    expect(emails.slice(0, 2)).toEqual(['before@example.com', 'after@example.com'])
  })
})

describe('account.updated answered 404 to the end', () => {
  it('is given up where people see it, and the resume behind it is delivered', async () => {
    const receiver = await receive()
    receiver.otherwise(({ body }, response) => {
      response.writeHead(JSON.parse(body).type === 'content.account.updated' ? 404 : 200).end()
    })
    const { customerId, serviceId } = await provider.linked({
      integration: {
        url: receiver.url,
        dataProfile: 'contact',
        eventTypes: [...DEFAULT_EVENT_TYPES, 'content.account.updated'],
      },
    })
    await provider.inTransaction((tx) => suspendService(tx, { serviceId, kind: 'debt', actor: ACTOR }))
    await kept(receiver)
    await provider.inTransaction(async (tx) => {
      await saveCustomer(tx, { id: customerId, values: { email: 'nova@example.com' }, actor: ACTOR })
    })
    await provider.inTransaction((tx) => enableService(tx, { serviceId, reason: 'Pagou', actor: ACTOR }))
    await kept(receiver)
    const events = await provider.events()
    expect(events.map(({ type, state }) => [type.replace('content.', ''), state])).toEqual([
      ['subscription.created', 'delivered'],
      ['subscription.suspended', 'delivered'],
      ['account.updated', 'failed'],
      ['subscription.resumed', 'delivered'],
    ])
    const updates = receiver.requests.filter(({ id }) => id === events[2]?.id)
    expect(updates.length).toBeGreaterThan(1)
  })
})
