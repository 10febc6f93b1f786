import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { forgetCustomer } from '../../../src/domain/customers/forget-customer.js'
import { saveCustomer } from '../../../src/domain/customers/save-customer.js'
import { cancelService } from '../../../src/domain/services/cancel-service.js'
import type { DataProfile, PayloadFormat } from '../../../src/entities/integration.js'
import { createPrepareRequests } from '../../../src/gateways/prepare-requests.js'
import { createRegistry } from '../../../src/gateways/registry.js'
import type { ClaimedEvent } from '../../../src/webhooks/delivery-contract.js'
import { ACTOR, createProvider, type Provider } from '../../support/provider.js'
import { type Receiver, startReceiver } from '../../support/receiver.js'

const CUSTOMER = {
  name: 'Joana Prado',
  personType: 'pj' as const,
  email: 'joana.prado@dominio.example',
  phone: '11987654321',
  externalId: 'ERP-JOANA-77',
}
/** Fictitious, with letters. */
const DOCUMENTS = [
  '12ABC34501DE35',
  'AB12CD34EF5602',
  '0A1B2C3D4E5F23',
  'ZZ9YY8XX7WW607',
  '29507487000185',
  '11222333ABCD94',
]
const ALLOWED: Record<DataProfile, (keyof typeof CUSTOMER | 'document')[]> = {
  minimal: [],
  contact: ['name', 'email', 'phone'],
  full: ['name', 'email', 'phone', 'document', 'externalId'],
}
const FORMATS: PayloadFormat[] = ['standard', 'hubsoft']

let provider: Provider
let receiver: Receiver
beforeAll(async () => {
  provider = await createProvider({ delivery: { pollMs: 20 }, jobs: { enabled: false } })
  receiver = await startReceiver()
  await provider.content.start()
})
afterAll(async () => {
  await provider.drop()
  await receiver.close()
})

const linkTo = async (
  integration: { productId: number },
  document: string,
  personType: 'pf' | 'pj' = 'pj',
): Promise<{ customerId: number; serviceId: number }> => {
  const packageId = await provider.package({ productId: integration.productId })
  const customerId = await provider.customer({
    ...CUSTOMER,
    personType,
    document,
    externalId: `${CUSTOMER.externalId}-${document}`,
  })
  const serviceId = await provider.service({ customerId })
  await provider.link(serviceId, packageId)
  return { customerId, serviceId }
}
const received = (count: number) =>
  vi.waitFor(() => expect(receiver.requests.length).toBeGreaterThanOrEqual(count), { timeout: 10_000 })

describe('what leaves the provider', () => {
  const cases = FORMATS.flatMap((payloadFormat) =>
    (['minimal', 'contact', 'full'] as const).map((dataProfile) => ({ payloadFormat, dataProfile })),
  )
  it.each(cases.map((one, index) => ({ ...one, index })))(
    'BR-73: format $payloadFormat with profile $dataProfile holds only the fields of the profile',
    async ({ payloadFormat, dataProfile, index }) => {
      const document = DOCUMENTS[index] ?? ''
      const before = receiver.requests.length
      const integration = await provider.integration({
        url: receiver.url,
        payloadFormat,
        dataProfile,
        successRule: 'http_2xx',
      })
      const { serviceId } = await linkTo(integration, document)
      await received(before + 1)
      await provider.inTransaction((tx) => cancelService(tx, { serviceId, reason: 'Fim', actor: ACTOR }))
      await received(before + 2)
      for (const { body, path, headers } of receiver.requests.slice(before)) {
        const sent = `${path} ${JSON.stringify(headers)} ${body}`
        for (const [field, value] of Object.entries({ ...CUSTOMER, document })) {
          if (field === 'personType' || ALLOWED[dataProfile].includes(field as never)) continue
          expect(sent, field).not.toContain(value)
        }
        if (dataProfile === 'full') expect(sent).toContain(document)
      }
    },
  )

  it('BR-77: never holds a password, nor the document but in its own field', () => {
    const documents = new RegExp(`"([^"]+)":"(?:${DOCUMENTS.join('|')})"`, 'g')
    const fields = new Set(receiver.requests.flatMap(({ body }) => [...body.matchAll(documents)].map(([, key]) => key)))
    expect([...fields].sort()).toEqual(['cpf_cnpj', 'document'])
    for (const { body } of receiver.requests) expect(body).not.toMatch(/"[^"]*(password|senha|pwd|passwd)[^"]*"\s*:/i)
  })

  it('BR-71: carries a CNPJ with its letters', () => {
    const bodies = receiver.requests.map(({ body }) => body).join('\n')
    expect(bodies).toContain('"document":"0A1B2C3D4E5F23"')
    expect(bodies).toContain('"cpf_cnpj":"11222333ABCD94"')
  })

  it('BR-76: is rendered without personal data, also from an older event, once the customer is anonymised', async () => {
    const integration = await provider.integration({ url: receiver.url, dataProfile: 'full', active: false })
    const document = '52998224725'
    const { customerId } = await linkTo(integration, document, 'pf')
    await provider.inTransaction(async (tx) => {
      await tx.query('update content_platforms.customer set anonymization_requested_at = now() where id = $1', [
        customerId,
      ])
      await forgetCustomer(tx, { customerId, skippedEvents: 0, actor: ACTOR })
    })
    const [event] = await provider.events({ integrationId: integration.id })
    const prepare = createPrepareRequests({
      dataSource: provider.dataSource,
      secretBox: provider.domain.secretBox,
      gateways: createRegistry([]),
      logger: { info: () => {}, warn: () => {}, error: () => {} },
    })
    const claimed = { ...event, occurredAt: new Date(), attempt: 1 } as unknown as ClaimedEvent
    const preparation = (await prepare([claimed])).get(claimed.id)
    expect(preparation?.kind).toBe('ready')
    const body = preparation?.kind === 'ready' ? preparation.request.body : ''
    expect(JSON.parse(body).data.customer).toMatchObject({
      ...{ id: customerId, name: 'Cliente anonimizado', document: null, email: null, phone: null, externalId: null },
    })
    expect(body).not.toMatch(/52998224725|joana|ERP-JOANA/i)
  })
})

describe('BR-71: a CNPJ with letters', () => {
  it.each(['12.abc.345/01de-35', '12ABC34501DE35', ' 12.ABC.345/01DE-35 '])(
    'typed as %j is one and the same',
    async (typed) => {
      const [stored] = await provider.dataSource.query(
        `select id from content_platforms.customer where document = '12ABC34501DE35'`,
      )
      const again = provider.inTransaction((tx) =>
        saveCustomer(tx, { id: stored.id, values: { personType: 'pj', document: typed }, actor: ACTOR }),
      )
      await expect(again).resolves.toEqual({ id: stored.id })
      const [row] = await provider.dataSource.query('select document from content_platforms.customer where id = $1', [
        stored.id,
      ])
      expect(row.document).toBe('12ABC34501DE35')
    },
  )

  it.each(['12ABC34501DE36', '12ABC34501DEA5', '12ABC34501DE3', '00000000000000'])(
    '%s is refused',
    async (document) => {
      await expect(provider.customer({ personType: 'pj', document })).rejects.toMatchObject({ code: 'INVALID_INPUT' })
    },
  )
})
