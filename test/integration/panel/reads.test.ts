import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Answer } from '../../support/resource-server.js'
import { addSubscription } from './samples.js'
import { createWorld, type World } from './world.js'

let world: World
const EVENT = '01890a5d-ac96-774b-bcce-b302099a8057'
let integrationId: number
let customerId: number

beforeAll(async () => {
  world = await createWorld()
  customerId = await world.addCustomer('C-1', {
    name: 'João 100% Conceição',
    phone: '11988887777',
    document: '52998224725',
    externalId: 'host-1',
  })
  await world.addCustomer('C-2', { name: 'Maria_Silva', phone: '11900000000' })
  await world.dataSource.query(
    `insert into content_platforms.content_package (code, name, price_cents, default_term_days)
     values ('P-1', 'Básico', 2990, 30), ('P-2', 'Premium', 4990, null), ('P-3', 'Grátis', 0, null)`,
  )
  const [integration] = await world.dataSource.query(
    `insert into content_platforms.integration (gateway, description, url)
     values ('outros', 'Plataforma', 'https://secret.example.com') returning id`,
  )
  integrationId = integration.id
  await world.dataSource.query(
    `insert into content_platforms.product (integration_id, external_id, code, name, last_seen_at)
     values ($1, 'e-1', 'prod-1', 'Filmes', now())`,
    [integrationId],
  )
  await world.dataSource.query(
    `insert into content_platforms.webhook_event (id, type, integration_id, occurred_at, data)
     values ($1, 'integration.ping', $2, '2026-03-01T02:00:00Z', '{"who":"José"}')`,
    [EVENT, integrationId],
  )
})
afterAll(() => world?.close())

const valuesOf = (answer: Answer, path: string): unknown[] =>
  answer.records.map(({ params }: { params: Record<string, unknown> }) => params[path])
const list = async (query: string, path = 'code', resource = 'Customer'): Promise<unknown[]> => {
  const answer = await world.ours.get(`/${resource}/actions/list?${query}`)
  expect(answer).toMatchObject({ status: 200, meta: { total: answer.records.length } })
  return valuesOf(answer, path).sort()
}

describe('what a resource does not show', () => {
  it('is in no answer, as it is in every one of upstream', async () => {
    const paths = [
      `/Customer/records/${customerId}/show`,
      `/Customer/records/${customerId}/edit`,
      '/Customer/actions/list',
      '/Customer/actions/search/conceicao',
    ]
    expect((await world.upstream.get(`/Customer/records/${customerId}/show`)).text).toContain('11988887777')
    for (const path of paths) {
      const { text } = await world.ours.get(path)
      expect(text).toContain('João')
      expect(text).not.toContain('11988887777')
    }
    const refused = await world.ours.post(`/Customer/records/${customerId}/edit`, { personType: 'xx' })
    expect(refused.text).not.toContain('11988887777')
  })

  it('is not told through a record that refers to it, as it is upstream', async () => {
    const { serviceId, customerId: referred } = await addSubscription(world, 'populated')
    await world.dataSource.query('update content_platforms.customer set phone = $1 where id = $2', ['11977', referred])
    const theirs = await world.upstream.get('/CustomerService/actions/list?perPage=500')
    expect(theirs.text).toContain('11977')
    const answer = await world.ours.get(`/CustomerService/records/${serviceId}/show`)
    expect(answer.record.populated.customerId).toMatchObject({ title: 'Customer populated' })
    expect(answer.text).not.toContain('11977')
  })

  it('can not be guessed by search, filter or order, as it can upstream', async () => {
    const theirs = await world.upstream.get('/Customer/actions/search/11988?searchProperty=phone')
    expect(valuesOf(theirs, 'code')).toEqual(['C-1'])

    const right = await world.ours.get('/Customer/actions/search/11988?searchProperty=phone')
    expect(right.records).toEqual([])
    expect(await list('filters.phone=11988')).toEqual([])
    expect(await list('filters.phone=nothing')).toEqual([])
    const orders = await Promise.all(
      ['asc', 'desc'].map((direction) => world.ours.get(`/Customer/actions/list?sortBy=phone&direction=${direction}`)),
    )
    expect(orders.map(({ meta }) => meta.sortBy)).not.toContain('phone')
  })
})

describe('a filter', () => {
  it('finds text whatever its case and accents, which upstream does not', async () => {
    expect((await world.upstream.get('/Customer/actions/list?filters.name=joao')).records).toEqual([])
    expect(await list('filters.name=JOAO')).toEqual(['C-1'])
    expect(await list(`filters.name=${encodeURIComponent('conceição')}`)).toEqual(['C-1'])
  })

  it('takes %, _ and \\ literally, which upstream takes for anything', async () => {
    const theirs = await world.upstream.get(`/Customer/actions/list?filters.code=${encodeURIComponent('C%1')}`)
    expect(valuesOf(theirs, 'code')).toEqual(['C-1'])
    expect(await list(`filters.code=${encodeURIComponent('C%1')}`)).toEqual([])
    expect(await list(`filters.name=${encodeURIComponent('100%')}`)).toEqual(['C-1'])
    expect(await list('filters.name=a_s')).toEqual(['C-2'])
    expect(await list(`filters.name=${encodeURIComponent('\\')}`)).toEqual([])
    expect(await list(`filters.name=${encodeURIComponent("'; drop table x; --")}`)).toEqual([])
    expect(await list('filters.name=%00')).toContain('C-1')
  })

  it('finds numbers and amounts exactly and by range', async () => {
    const packages = (query: string) => list(`${query}&filters.code=P-`, 'code', 'ContentPackage')
    expect(await packages('filters.defaultTermDays=30')).toEqual(['P-1'])
    expect(await packages(`filters.priceCents=${encodeURIComponent('29,90')}`)).toEqual(['P-1'])
    expect(
      await packages(`filters.priceCents~~from=${encodeURIComponent('0,01')}&filters.priceCents~~to=49,90`),
    ).toEqual(['P-1', 'P-2'])
    expect(await packages('filters.priceCents~~to=0,00')).toEqual(['P-3'])
  })

  it('shows nothing for a number that is none, where upstream fails or shows all', async () => {
    const query = 'filters.defaultTermDays=abc'
    const theirs = await world.upstream.get(`/ContentPackage/actions/list?${query}`)
    expect(theirs.status === 500 || theirs.records.length >= 3).toBe(true)
    expect(await list(query, 'code', 'ContentPackage')).toEqual([])
    expect(await list('filters.defaultTermDays=99999999999999', 'code', 'ContentPackage')).toEqual([])
    expect(await list('filters.priceCents~~from=abc', 'code', 'ContentPackage')).toEqual([])
  })

  it('finds by text in JSON, where upstream answers 500', async () => {
    expect((await world.upstream.get('/WebhookEvent/actions/list?filters.data=jose')).status).toBe(500)
    expect(await list('filters.data=jose', 'id', 'WebhookEvent')).toEqual([EVENT])
    expect(await list('filters.data=maria', 'id', 'WebhookEvent')).toEqual([])
  })

  it('finds a UUID by itself and nothing by what is none', async () => {
    expect(await list(`filters.id=${EVENT.toUpperCase()}`, 'id', 'WebhookEvent')).toEqual([EVENT])
    expect(await list('filters.id=0189', 'id', 'WebhookEvent')).toEqual([])
  })

  it('finds days and instants by range, the last day included', async () => {
    const events = (query: string) => list(query, 'id', 'WebhookEvent')
    expect(await events('filters.occurredAt~~from=2026-03-01&filters.occurredAt~~to=2026-03-01')).toEqual([EVENT])
    expect(await events('filters.occurredAt~~from=2026-03-01T02:00:01Z')).toEqual([])
    expect(await events('filters.occurredAt~~from=yesterday')).toEqual([])
  })

  it('finds by reference and by fixed value, and nothing by a wrong one', async () => {
    const products = (query: string) => list(query, 'code', 'Product')
    expect(await products(`filters.integrationId=${integrationId}`)).toEqual(['prod-1'])
    expect(await products('filters.integrationId=abc')).toEqual([])
    expect(await list('filters.personType=pf&filters.code=C-')).toEqual(['C-1', 'C-2'])
    expect(await list('filters.personType=p')).toEqual([])
  })

  it('shows nothing for a property that is none', async () => {
    expect(await list('filters.nope=1')).toEqual([])
    expect((await world.ours.get('/Customer/actions/list?filters.__proto__.name=1')).status).toBe(200)
    expect(await list('filters=abc&filters.code=C-')).toEqual(['C-1', 'C-2'])
  })
})

describe('a picker', () => {
  it('looks in the columns that the resource names: name, code and document with its signs', async () => {
    const found = async (text: string) =>
      valuesOf(await world.ours.get(`/Customer/actions/search/${encodeURIComponent(text)}`), 'code')
    expect(await found('joao')).toEqual(['C-1'])
    expect(await found('c-2')).toEqual(['C-2'])
    expect(await found('529.982.247-25')).toEqual(['C-1'])
    expect(await found('11988887777')).toEqual([])
  })
})

describe('an id that no record has', () => {
  it.each(['abc', '0', '-1', '999999999999999', '1;drop', '1e3', EVENT, '%00'])('%s is not found', async (id) => {
    const path = encodeURIComponent(decodeURIComponent(id))
    for (const answer of [
      await world.ours.get(`/Customer/records/${path}/show`),
      await world.ours.get(`/Customer/records/${path}/edit`),
      await world.ours.post(`/Customer/records/${path}/edit`, { name: 'X' }),
      await world.ours.post(`/Customer/records/${path}/delete`, {}),
      await world.ours.post(`/Customer/bulk/bulkDelete?recordIds=${path}`, {}),
    ])
      expect(answer).toMatchObject({ status: 200, notice: { type: 'error', message: 'errors.NOT_FOUND' } })
  })

  it.each(['abc', '1', '999999999999999'])(
    '%s is not found where ids are UUIDs, where upstream answers 500',
    async (id) => {
      expect((await world.upstream.get(`/WebhookEvent/records/${id}/show`)).status).toBe(500)
      const answer = await world.ours.get(`/WebhookEvent/records/${id}/show`)
      expect(answer).toMatchObject({ status: 200, notice: { message: 'errors.NOT_FOUND' } })
    },
  )
})

describe('a list', () => {
  it.each(['page=abc', 'page=-1', 'page=99999999', 'perPage=abc', 'perPage=-5', 'sortBy=nope', 'sortBy=id;drop'])(
    'answers to %s',
    async (query) => {
      const answer = await world.ours.get(`/Customer/actions/list?${query}`)
      expect(answer).toMatchObject({ status: 200, meta: { total: expect.any(Number), perPage: 10 } })
      expect(answer.notice).toBeUndefined()
    },
  )

  it('is ordered both ways, and as usual for a direction that is none', async () => {
    const codes = async (query: string) =>
      valuesOf(await world.ours.get(`/Customer/actions/list?sortBy=code&filters.code=C-&${query}`), 'code')
    expect(await codes('direction=desc')).toEqual(['C-2', 'C-1'])
    expect(await codes('direction=sideways')).toEqual(['C-1', 'C-2'])
    expect((await world.upstream.get('/Customer/actions/list?sortBy=nope')).status).toBe(500)
  })

  it('is capped and estimated when it is large: exact counts are for small and for filtered ones', async () => {
    await world.dataSource.query(
      `insert into content_platforms.plan (name, price_cents) select 'plan ' || n, 100 from generate_series(1, 50100) n`,
    )
    await world.dataSource.query('analyze content_platforms.plan')
    await world.dataSource.query(`delete from content_platforms.plan where name = 'plan 1'`)
    const all = await world.ours.get('/Plan/actions/list?perPage=100000')
    const [{ count }] = await world.dataSource.query('select count(*)::int from content_platforms.plan')
    expect(all.records).toHaveLength(500)
    expect(all.meta.total).toBe(count + 1)
    const filtered = await world.ours.get('/Plan/actions/list?filters.name=plan')
    expect(filtered.meta.total).toBeLessThanOrEqual(count)
  })
})
