import type { ResourceWithOptions } from 'adminjs'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { catalogueGateway } from '../../../examples/catalogue-gateway.js'
import { contentPlatforms, type Gateway, generateEncryptionKey, saveIntegration } from '../../../src/index.js'
import { ACTOR, createProvider, type Provider } from '../../support/provider.js'
import { type Answer, type ResourceServer, serveResources } from '../../support/resource-server.js'
import { answers, type CataloguePlatform, startCataloguePlatform, staysSilent } from './catalogue-platform.js'

let provider: Provider
let panel: ResourceServer
let platform: CataloguePlatform

beforeAll(async () => {
  platform = await startCataloguePlatform()
  provider = await createProvider({ gateways: [catalogueGateway], delivery: { deadlineMs: 3_000, leaseMs: 30_000 } })
  panel = await serveResources(provider.content.adminOptions().resources as ResourceWithOptions[])
})
afterAll(async () => {
  await panel.close()
  await provider.drop()
  await platform.close()
})
afterEach(() => {
  platform.products.splice(0)
  platform.paged(200)
})

const added = async (): Promise<number> => {
  const answer = await panel.post('/Integration/actions/new', {
    description: 'Catálogo',
    gateway: 'catalogo',
    url: platform.url,
    method: 'POST',
    active: 'true',
    sendSuspendResume: 'true',
    successRule: 'http_2xx',
    dataProfile: 'contact',
    'parameters.0.key': 'Authorization',
    'parameters.0.value': platform.token,
    'parameters.0.location': 'header',
    'parameters.0.secret': 'true',
  })
  expect(answer.notice).toMatchObject({ type: 'success' })
  return Number(answer.record.id)
}
const press = (id: number, form: Record<string, string> = {}): Promise<Answer> =>
  panel.post(`/Integration/records/${id}/syncProducts`, form)
const sells = (...titles: string[]): void => {
  platform.products.splice(0, Number.POSITIVE_INFINITY, ...titles.map((title) => ({ sku: `sku-${title}`, title })))
}
const stored = (id: number): Promise<{ name: string; active: boolean }[]> =>
  provider.dataSource.query(
    'select name, active from content_platforms.product where integration_id = $1 order by name',
    [id],
  )

describe('*Sincronizar* of a gateway with a catalogue', () => {
  it('BR-11: reads every page and names what was created', async () => {
    const id = await added()
    sells(...Array.from({ length: 25 }, (_, index) => `Filme ${String(index).padStart(2, '0')}`))
    platform.paged(10)
    platform.asked.splice(0)
    const answer = await press(id)
    expect(answer.notice).toMatchObject({ type: 'success', message: 'productsCreated', options: { count: 25 } })
    expect(answer.data.created.count).toBe(25)
    expect(answer.data.created.items[24]).toMatchObject({ name: 'Filme 24', externalId: 'sku-Filme 24' })
    expect(platform.asked).toHaveLength(3)
    expect(platform.asked.every(({ authorization }) => authorization === platform.token)).toBe(true)
    expect(await stored(id)).toHaveLength(25)
  })

  it('BR-11: shows created, updated, retired by name, and what is active again', async () => {
    const id = await added()
    sells('A', 'B')
    await press(id)
    platform.products.splice(0, 2, { sku: 'sku-A', title: 'A+' }, { sku: 'sku-C', title: 'C' })
    const { data } = await press(id)
    expect(data.created.items).toMatchObject([{ name: 'C' }])
    expect(data.updated.items).toMatchObject([{ name: 'A+', previousName: 'A' }])
    expect(data.retired.items).toMatchObject([{ name: 'B', packages: [] }])
    expect(await stored(id)).toMatchObject([
      { name: 'A+', active: true },
      { name: 'B', active: false },
      { name: 'C', active: true },
    ])
    sells('A', 'B', 'C')
    const back = (await press(id)).data
    expect(back.reactivated.items).toMatchObject([{ name: 'B' }])
    expect(back.retired.count).toBe(0)
    expect((await stored(id)).every(({ active }) => active)).toBe(true)
  })

  it('BR-11: what is retired while packages have it is shown with them; their links go on, new ones are refused', async () => {
    const id = await added()
    sells('Série', 'Outra')
    await press(id)
    const [product] = await provider.dataSource.query(
      `select id from content_platforms.product where integration_id = $1 and name = 'Série'`,
      [id],
    )
    const packageId = await provider.package({ productId: product.id, name: 'Pacote da série' })
    const [first, second] = [await provider.service(), await provider.service()]
    const linkedId = await provider.link(first, packageId)
    sells('Outra')
    const { data } = await press(id)
    expect(data.retired.items[0].packages).toEqual([{ id: packageId, name: 'Pacote da série', linked: 1 }])
    await expect(provider.link(second, packageId)).rejects.toMatchObject({ code: 'PRODUCT_RETIRED' })
    expect(await provider.subscription(linkedId)).toMatchObject({ state: 'active' })

    const asked = await panel.get(`/CustomerService/records/${second}/showPackages`)
    const candidate = asked.data.candidates.find((item: { packageId: number }) => item.packageId === packageId)
    expect(candidate.refusal).toBe('PRODUCT_RETIRED')
    sells('Série', 'Outra')
    await press(id)
    await provider.link(second, packageId)
  })

  it('BR-20: a plan whose package has a retired product still takes new services, without that package', async () => {
    const id = await added()
    sells('Somente esta', 'Outra')
    await press(id)
    const [product] = await provider.dataSource.query(
      `select id from content_platforms.product where integration_id = $1 and name = 'Somente esta'`,
      [id],
    )
    const packageId = await provider.package({ productId: product.id })
    const planId = await provider.plan({ packages: [{ packageId, mandatory: true, priceOverrideCents: null }] })
    sells('Outra')
    await press(id)
    const serviceId = await provider.service({ planId })
    expect((await provider.subscriptions()).filter((one) => one.serviceId === serviceId)).toEqual([])
    await expect(provider.package({ productId: product.id })).rejects.toMatchObject({
      data: { issues: [{ path: 'productId', code: 'inactive' }] },
    })
  })

  it('BR-11: an empty list of a platform that had products retires nothing until it is confirmed', async () => {
    const id = await added()
    expect((await press(id)).notice).toMatchObject({ type: 'success', message: 'noProductsListed' })
    sells('A', 'B')
    await press(id)
    sells()
    const refused = await press(id)
    expect(refused.notice).toMatchObject({ type: 'error', message: 'errors.PRODUCT_LIST_EMPTY', options: { count: 2 } })
    expect((await stored(id)).every(({ active }) => active)).toBe(true)
    const confirmed = await press(id, { confirmEmpty: 'true' })
    expect(confirmed.data.retired.count).toBe(2)
    expect((await stored(id)).some(({ active }) => active)).toBe(false)
  })

  it('of two products with one id the last counts', async () => {
    const id = await added()
    platform.products.push({ sku: 'x', title: 'Antes' }, { sku: 'y', title: 'Y' }, { sku: 'x', title: 'Depois' })
    const { data } = await press(id)
    expect(data.created.count).toBe(2)
    expect(await stored(id)).toEqual([
      { name: 'Depois', active: true },
      { name: 'Y', active: true },
    ])
  })

  it.each([
    ['a 500', answers(500, 'falhou'), 'errors.PLATFORM_REFUSED', { message: 'HTTP 500' }],
    [
      'a refusal in words',
      answers(403, '{"mensagem":"contrato vencido"}'),
      'errors.PLATFORM_REFUSED',
      { message: 'contrato vencido (HTTP 403)' },
    ],
    ['a redirect', answers(302, ''), 'errors.PLATFORM_REFUSED', { message: 'HTTP 302' }],
    ['no JSON', answers(200, '<html>'), 'errors.PLATFORM_ANSWER_INVALID', { detail: 'JSON' }],
    ['other JSON', answers(200, '{"ok":true}'), 'errors.PLATFORM_ANSWER_INVALID', { detail: 'products: items' }],
    ['null', answers(200, 'null'), 'errors.PLATFORM_ANSWER_INVALID', { detail: 'products: items' }],
    [
      'a product without a name',
      answers(200, '{"items":[{"sku":"a"}]}'),
      'errors.PLATFORM_ANSWER_INVALID',
      { detail: 'name' },
    ],
    [
      'a product that is null',
      answers(200, '{"items":[null]}'),
      'errors.PLATFORM_ANSWER_INVALID',
      { detail: 'catalogo' },
    ],
    ['silence', staysSilent, 'errors.PLATFORM_UNREACHABLE', { failure: 'timeout' }],
    [
      'an endless answer',
      answers(200, 'x'.repeat(5 * 1024 * 1024)),
      'errors.PLATFORM_UNREACHABLE',
      { failure: 'oversize' },
    ],
  ])('%s changes nothing and is told', async (_name, fault, message, options) => {
    const id = await added()
    sells('A')
    await press(id)
    sells('A', 'B')
    platform.fail(fault)
    const answer = await press(id)
    expect(answer.status).toBe(200)
    expect(answer.notice).toMatchObject({ type: 'error', message, options })
    expect(await stored(id)).toEqual([{ name: 'A', active: true }])
  })

  it('a failure on the second page changes nothing either', async () => {
    const id = await added()
    sells('A', 'B', 'C')
    platform.paged(2)
    platform.fail(answers(200, '{"items":[{"sku":"sku-A","title":"A"}],"next":"1"}'), answers(500, ''))
    expect((await press(id)).notice.message).toBe('errors.PLATFORM_REFUSED')
    expect(await stored(id)).toEqual([])
  })

  it('a list that never ends is cut off', async () => {
    const id = await added()
    const items = JSON.stringify(Array.from({ length: 20_001 }, (_, index) => ({ sku: `s${index}`, title: 'x' })))
    platform.fail(answers(200, `{"items":${items}}`))
    const answer = await press(id)
    expect(answer.notice).toMatchObject({ message: 'errors.PLATFORM_LIST_TOO_LONG', options: { max: 20_000 } })
  })

  it('BR-04: a platform that repeats the secret in its answer does not bring it to the screen', async () => {
    const id = await added()
    const wrong = 'Bearer outro-segredo-4711'
    const [parameter] = await provider.dataSource.query(
      'select id from content_platforms.integration_parameter where integration_id = $1',
      [id],
    )
    await panel.post(`/Integration/records/${id}/edit`, {
      'parameters.0.id': parameter.id,
      'parameters.0.key': 'Authorization',
      'parameters.0.value': wrong,
      'parameters.0.location': 'header',
      'parameters.0.secret': 'true',
    })
    const answer = await press(id)
    expect(answer.notice.options.message).toBe('token *** desconhecido (HTTP 401)')
    expect(answer.text).not.toContain('outro-segredo')
  })

  it('BR-74: personal data in a platform’s words is hidden, on the screen and in the run that keeps them', async () => {
    const id = await added()
    const words = answers(422, '{"message":"CPF 529.982.247-25 de joana.prado@dominio.example repetido"}')
    platform.fail(words, words)
    const [synced, reconciled] = [await press(id), await panel.post(`/Integration/records/${id}/reconcile`, {})]
    const shown = await panel.get(`/Integration/records/${id}/showReconciliation`)
    expect(shown.data.runs[0].failure.message).toContain('repetido (HTTP 422)')
    for (const { text } of [synced, reconciled, shown]) {
      expect(text).toContain('repetido')
      expect(text).not.toMatch(/529\.982\.247-25|joana\.prado/)
    }
  })

  it('BR-05: an address that is not allowed is not asked, whatever the gateway makes of it', async () => {
    const { id } = await provider.integration({ gateway: 'catalogo', url: platform.url })
    await provider.dataSource.query(`update content_platforms.integration set url = 'http://10.0.0.7/' where id = $1`, [
      id,
    ])
    const answer = await press(id)
    expect(answer.notice).toMatchObject({ type: 'error', message: 'errors.PLATFORM_ADDRESS_BLOCKED' })
  })

  it('BR-10: twenty presses at once create each of 2,000 products once', async () => {
    const id = await added()
    sells(...Array.from({ length: 2_000 }, (_, index) => `P${index}`))
    platform.paged(500)
    const results = await Promise.all(Array.from({ length: 20 }, () => press(id)))
    expect(new Set(results.map(({ notice }) => notice.type))).toEqual(new Set(['success']))
    expect(results.reduce((sum, { data }) => sum + data.created.count, 0)).toBe(2_000)
    expect(await stored(id)).toHaveLength(2_000)
  })

  it('BR-106: the audit names what changed', async () => {
    const id = await added()
    sells('Gravado')
    await press(id)
    const entries = (await provider.audit('integration.products_synced')).filter(
      ({ recordId }) => recordId === String(id),
    )
    expect(entries).toMatchObject([
      { actor: 'administrator@example.com', after: { created: 1, names: { created: ['Gravado'] } } },
    ])
  })

  it('BR-105: neither an attendant nor an auditor may synchronise', async () => {
    const id = await added()
    sells('A')
    for (const role of ['attendant', 'auditor'] as const) {
      const answer = await panel.post(`/Integration/records/${id}/syncProducts`, {}, role)
      expect(answer.notice?.type).toBe('error')
    }
    expect(await stored(id)).toEqual([])
  })
})

describe('the form of a content platform', () => {
  it('offers the host’s gateway under its own label', () => {
    const options = provider.content.adminOptions()
    const words = JSON.stringify(options.locale)
    expect(words).toContain('"catalogo":"Plataforma com catálogo"')
    expect(words).toContain('"outros":"Outros"')
  })

  it('BR-01: asks for no address where the gateway needs none', async () => {
    const own = await createProvider({
      gateways: [{ ...catalogueGateway, name: 'fixo', limits: { needsUrl: false } }],
    })
    try {
      const save = (gateway: string) =>
        own.inTransaction((tx) =>
          saveIntegration(tx, { values: { gateway, description: 'Sem endereço' }, actor: ACTOR }, own.domain),
        )
      expect((await save('fixo')).id).toBeGreaterThan(0)
      await expect(save('outros')).rejects.toMatchObject({ data: { issues: [{ path: 'url', code: 'required' }] } })
    } finally {
      await own.drop()
    }
  })

  it('says so where a gateway that an integration has is not installed any more', async () => {
    const id = await added()
    await provider.dataSource.query(`update content_platforms.integration set gateway = 'outrora' where id = $1`, [id])
    expect((await press(id)).notice).toMatchObject({
      message: 'errors.GATEWAY_UNKNOWN',
      options: { gateway: 'outrora' },
    })
  })

  it.each([
    ['twice the same name', [catalogueGateway, catalogueGateway], /gateways\.1: name: "catalogo" is taken/],
    ['the name of ours', [{ ...catalogueGateway, name: 'outros' }], /gateways\.0: name: "outros" is taken/],
  ])('a set-up with %s fails at start, naming the place', (_name, gateways, message) => {
    const { dataSource } = provider
    expect(() =>
      contentPlatforms({ dataSource, encryptionKey: generateEncryptionKey(), gateways: gateways as Gateway[] }),
    ).toThrow(message)
  })
})

describe('deliveries of a gateway of a host’s own', () => {
  it('go out as it builds them, and its reading of the answer is kept', async () => {
    const id = await added()
    sells('Música')
    await press(id)
    const [product] = await provider.dataSource.query(
      'select id from content_platforms.product where integration_id = $1',
      [id],
    )
    const packageId = await provider.package({ productId: product.id })
    const linkedId = await provider.link(await provider.service(), packageId)
    await provider.content.start()
    const account = async () =>
      (
        await provider.dataSource.query(
          `select a.external_id, a.login, a.id from content_platforms.platform_account a
           join content_platforms.package_subscription s on s.recorded_account_id = a.id where s.id = $1`,
          [linkedId],
        )
      )[0]
    await expect.poll(async () => (await account()).external_id, { timeout: 10_000 }).not.toBeNull()
    const { id: accountId, login } = await account()
    expect(login).toBe(`login-${accountId}`)
    expect(platform.users.get(accountId)?.items).toEqual([{ subscription: linkedId, sku: 'sku-Música', status: 'ok' }])
  })
})
