import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { Customer } from '../../../src/entities/customer.js'
import { Integration } from '../../../src/entities/integration.js'
import { Product } from '../../../src/entities/product.js'
import { WebhookEvent } from '../../../src/entities/webhook-event.js'
import { DomainError } from '../../../src/errors.js'
import { PanelResource, type SaveRequest } from '../../../src/panel/panel-resource.js'
import { readRecord, readResource, recordAction, resourceAction } from '../../../src/panel/record-action.js'
import { currentManager } from '../../../src/panel/transaction.js'
import { createTestDatabase, type TestDatabase } from '../../support/database.js'
import { type ResourceServer, serveResources } from '../../support/resource-server.js'
import { panelLogOf } from './panel-log-of.js'

let db: TestDatabase
let panel: ResourceServer
let customerId: number
const saved: SaveRequest[] = []
let refusal: DomainError | null = null

const rename = `update content_platforms.customer set name = $1 where id = $2`

const columns = [
  { key: 'key', type: 'text' },
  { key: 'secret', type: 'switch' },
  { key: 'amountCents', type: 'money' },
  { key: 'packageId', type: 'reference' },
]

beforeAll(async () => {
  db = await createTestDatabase()
  const { dataSource } = db
  const customers = new PanelResource({
    dataSource,
    entity: Customer,
    id: 'Customer',
    virtual: [
      { path: 'greeting', type: 'string' },
      { path: 'rows', type: 'mixed', writable: true },
      { path: 'password', type: 'password', writable: true },
    ],
    load: async (_tx, rows) =>
      new Map(rows.map((row) => [row.id, { greeting: `Olá ${row.name}`, document: row.document && '***', rows: [] }])),
    save: async (tx, request) => {
      saved.push(request)
      if (refusal) throw refusal
      const repository = tx.getRepository(Customer)
      const { rows: _rows, password: _password, ...values } = request.values
      return repository.save(repository.create({ ...values, ...(request.id ? { id: request.id } : {}) }))
    },
  })
  const actions = {
    rename: {
      actionType: 'record',
      component: 'Rename',
      handler: recordAction(dataSource, async (id, payload, { tx, actor }) => {
        expect(currentManager()).toBe(tx)
        await tx.query(rename, [payload.name, id])
        if (payload.fail === 'rule') throw new DomainError('SINGLE_PACKAGE_TAKEN', { package: 'Filmes', row: { a: 1 } })
        if (payload.fail === 'field')
          throw new DomainError('INVALID_INPUT', { issues: [{ path: 'name', code: 'tooLong', params: { max: 3 } }] })
        if (payload.fail === 'bug') throw new TypeError('a bug')
        return { message: 'renamed', params: { by: actor.id }, redirectUrl: '/there', data: { id, payload } }
      }),
    },
    call: {
      actionType: 'record',
      component: 'Call',
      handler: recordAction(
        dataSource,
        async (id, _payload, { tx }) => {
          await tx.query(rename, ['kept', id])
          throw new DomainError('INTEGRATION_INACTIVE')
        },
        { outsideTransaction: true },
      ),
    },
    showOverview: {
      actionType: 'record',
      component: 'Overview',
      handler: readRecord(dataSource, async (id, query) => ({ id, query })),
    },
    totals: {
      actionType: 'resource',
      component: 'Totals',
      custom: { readOnly: true },
      handler: readResource(dataSource, async () => ({ total: 1 })),
    },
    import: {
      actionType: 'resource',
      component: 'Import',
      handler: resourceAction(dataSource, async (payload, { tx }) => {
        await tx.query(`insert into content_platforms.customer (code, name, person_type) values ($1, 'I', 'pf')`, [
          payload.code,
        ])
        return { message: 'imported' }
      }),
    },
  }
  panel = await serveResources([
    { resource: customers, options: { properties: { rows: { custom: { columns } } }, actions } },
    {
      resource: new PanelResource({ dataSource, entity: Integration, id: 'Integration' }),
      options: { titleProperty: 'description' },
    },
    {
      resource: new PanelResource({
        dataSource,
        entity: Product,
        id: 'Product',
        references: { integrationId: 'Integration' },
      }),
      options: {},
    },
    {
      resource: new PanelResource({ dataSource, entity: WebhookEvent, id: 'WebhookEvent' }),
      options: {
        titleProperty: 'type',
        actions: {
          skip: {
            actionType: 'record',
            component: 'Skip',
            handler: recordAction<string>(dataSource, async (id) => ({ message: 'skipped', data: { id } })),
          },
        },
      },
    },
  ])
})
beforeEach(async () => {
  refusal = null
  saved.length = 0
  await db.dataSource.query('truncate content_platforms.customer restart identity cascade')
  const repository = db.dataSource.getRepository(Customer)
  const customer = repository.create({ code: 'C-1', name: 'Ana', personType: 'pf', document: '52998224725' })
  customerId = (await repository.save(customer)).id
})
afterAll(async () => {
  await panel?.close()
  await db?.drop()
})

const nameOf = async () => (await db.dataSource.getRepository(Customer).findOneByOrFail({ id: customerId })).name
const run = (form: Record<string, string>, role: 'administrator' | 'attendant' | 'auditor' = 'administrator') =>
  panel.post(`/Customer/records/${customerId}/rename`, form, role)

describe('a record action', () => {
  it('runs in one transaction and answers with the record as it is then', async () => {
    const answer = await run({ name: 'Bia', 'list.1.a': 'y', 'list.0.a': 'x' })
    expect(answer).toMatchObject({
      notice: {
        type: 'success',
        message: 'renamed',
        options: { by: 'administrator@example.com' },
        resourceId: 'Customer',
      },
      redirectUrl: '/there',
      data: { id: customerId, payload: { list: [{ a: 'x' }, { a: 'y' }] } },
      record: { params: { name: 'Bia', greeting: 'Olá Bia', document: '***' } },
    })
  })

  it('does nothing by GET but bring the record', async () => {
    const answer = await panel.get(`/Customer/records/${customerId}/rename?name=Bia`)
    expect(answer.record.params.name).toBe('Ana')
    expect(answer.notice).toBeUndefined()
    expect(await nameOf()).toBe('Ana')
  })

  it('undoes everything and says why when a rule refuses', async () => {
    const answer = await run({ name: 'Bia', fail: 'rule' })
    expect(answer).toMatchObject({
      status: 200,
      notice: { type: 'error', message: 'errors.SINGLE_PACKAGE_TAKEN', options: { package: 'Filmes' } },
    })
    expect(answer.notice.options.row).toBeUndefined()
    expect(await nameOf()).toBe('Ana')
  })

  it('brings refused fields with the params of their sentences', async () => {
    const answer = await run({ name: 'Bia', fail: 'field' })
    expect(answer.issues).toEqual([{ path: 'name', code: 'tooLong', params: { max: 3 } }])
    expect(answer.record.errors.name).toEqual({ type: 'tooLong', message: 'tooLong', params: { max: 3 } })
  })

  it('logs a bug under the id that the person is told', async () => {
    const log = panelLogOf(db.dataSource)
    const answer = await run({ name: 'Bia', fail: 'bug' })
    expect(answer).toMatchObject({ status: 200, notice: { type: 'error', message: 'errors.UNEXPECTED' } })
    expect(answer.text).not.toContain('a bug')
    expect(log.lines).toMatchObject([{ errorId: answer.notice.options.id, message: 'a bug' }])
  })

  it('commits each statement by itself when it is declared to run outside of a transaction', async () => {
    const answer = await panel.post(`/Customer/records/${customerId}/call`, {})
    expect(answer.notice.message).toBe('errors.INTEGRATION_INACTIVE')
    expect(await nameOf()).toBe('kept')
  })

  it('reads for its component by GET, and runs for no record in particular', async () => {
    const overview = await panel.get(`/Customer/records/${customerId}/showOverview?page=2`)
    expect(overview.data).toEqual({ id: customerId, query: { page: '2' } })
    expect((await panel.get('/Customer/actions/totals', 'auditor')).data).toEqual({ total: 1 })
    await panel.get('/Customer/actions/import?code=by-get')
    expect((await panel.post('/Customer/actions/import', { code: 'by-post' })).notice.message).toBe('imported')
    expect((await panel.post('/Customer/actions/import', { code: 'by-post' })).issues).toEqual([
      { path: 'code', code: 'alreadyTaken' },
    ])
    const codes = await db.dataSource.query('select code from content_platforms.customer order by id')
    expect(codes).toEqual([{ code: 'C-1' }, { code: 'by-post' }])
  })
})

describe("AdminJS's own actions", () => {
  it.each([
    '/Customer/records/1/delete',
    '/Customer/records/1/edit?name=X',
    '/Customer/bulk/bulkDelete?recordIds=1',
    '/Customer/actions/new?code=X&name=X&personType=pf',
  ])('change nothing by GET: %s', async (path) => {
    expect(await panel.get(path)).toMatchObject({ status: 200 })
    expect(await db.dataSource.query('select name from content_platforms.customer')).toEqual([{ name: 'Ana' }])
  })
})

describe('rights', () => {
  it('BR-105: are asked in the handler itself, whoever calls it', async () => {
    const resource = panel.admin.findResource('Customer')
    const { actions } = resource.decorate()
    const record = await resource.findOne(String(customerId))
    const context = { resource, record, currentAdmin: { email: 'a@example.com', role: 'auditor' } }
    const request = { params: {}, method: 'post', payload: { name: 'X' } }
    // biome-ignore lint/suspicious/noExplicitAny: the parts of AdminJS's request and context that a handler relies on.
    const answer = await actions.edit?.invokeHandler(request as any, {}, { ...context, action: actions.edit } as any)
    expect(answer).toMatchObject({ notice: { type: 'error', message: 'errors.FORBIDDEN' } })
    expect(await nameOf()).toBe('Ana')
  })

  const forms: [string, Record<string, string>][] = [
    [`/Customer/records/1/edit`, { name: 'X' }],
    ['/Customer/actions/new', { code: 'N', name: 'N', personType: 'pf' }],
    [`/Customer/records/1/delete`, {}],
    [`/Customer/bulk/bulkDelete?recordIds=1`, {}],
    [`/Customer/records/1/rename`, { name: 'X' }],
    ['/Customer/actions/import', { code: 'X' }],
  ]

  it.each(forms)('BR-105: an auditor changes nothing by %s', async (path, form) => {
    const answer = await panel.post(path, form, 'auditor')
    expect(answer).toMatchObject({ status: 200, notice: { type: 'error' } })
    expect(await db.dataSource.query('select name from content_platforms.customer')).toEqual([{ name: 'Ana' }])
  })

  it('BR-105: an auditor is offered only what reads', async () => {
    const answer = await panel.get(`/Customer/records/${customerId}/show`, 'auditor')
    const names = answer.record.recordActions.map(({ name }: { name: string }) => name)
    expect(names).toEqual(['show', 'showOverview'])
  })

  it('BR-105: an attendant sees no integration, but the name of one where a product refers to it', async () => {
    const { dataSource } = db
    const [{ id }] = await dataSource.query(
      `insert into content_platforms.integration (gateway, description, url)
       values ('outros', 'Plataforma', 'https://inside.example.com') returning id`,
    )
    await dataSource.query(
      `insert into content_platforms.product (integration_id, external_id, code, name, last_seen_at)
       values ($1, 'e', 'c', 'Filmes', now())`,
      [id],
    )
    for (const path of [
      '/Integration/actions/list',
      '/Integration/actions/search/Plat',
      `/Integration/records/${id}/show`,
    ]) {
      const answer = await panel.get(path, 'attendant')
      expect(answer).toMatchObject({ status: 200, notice: { type: 'error' } })
      expect(answer.text).not.toContain('inside.example.com')
    }
    const products = await panel.get('/Product/actions/list', 'attendant')
    expect(products.records[0].populated.integrationId).toMatchObject({ title: 'Plataforma', recordActions: [] })
    expect(products.text).not.toContain('inside.example.com')
    expect((await panel.get('/Product/actions/list')).text).toContain('inside.example.com')
  })

  it('BR-105: nobody without a role that we know may do anything', async () => {
    const answer = await panel.get('/Customer/actions/list', 'root' as 'auditor')
    expect(answer).toMatchObject({ status: 200, records: [], notice: { type: 'error' } })
  })
})

describe('a use case behind the form', () => {
  it('gets what was posted and offered, in its own shapes', async () => {
    await panel.post(`/Customer/records/${customerId}/edit`, {
      version: '1',
      name: ' Bia ',
      email: '',
      id: '99',
      greeting: 'hi',
      password: '',
      'rows.0.id': '',
      'rows.0.key': ' X-Key ',
      'rows.0.secret': 'true',
      'rows.0.amountCents': '1.234,50',
      'rows.0.packageId': '7',
      'rows.0.admin': 'true',
      'rows.7.id': '12',
      'rows.7.key': 'true',
      'rows.7.secret': 'false',
    })
    expect(saved).toEqual([
      {
        id: customerId,
        version: 1,
        actor: { id: 'administrator@example.com', role: 'administrator' },
        values: {
          name: 'Bia',
          email: null,
          rows: [
            { key: 'X-Key', secret: true, amountCents: 123450, packageId: 7 },
            { id: 12, key: 'true', secret: false },
          ],
        },
      },
    ])
  })

  it('is not asked while a value can not be read; each is told at its place', async () => {
    const answer = await panel.post('/Customer/actions/new', {
      'rows.0.amountCents': 'abc',
      'rows.1.packageId': 'x',
      anonymizedAt: 'soon',
    })
    expect(saved).toEqual([])
    expect(Object.keys(answer.record.errors).sort()).toEqual(['anonymizedAt', 'rows.0.amountCents', 'rows.1.packageId'])
  })

  it('is told at its fields when it refuses them, and as a notice when it refuses the whole', async () => {
    refusal = new DomainError('INVALID_INPUT', { issues: [{ path: 'rows.0.key', code: 'duplicateParameter' }] })
    const fields = await panel.post('/Customer/actions/new', { name: 'X' })
    expect(fields.record.errors).toEqual({
      'rows.0.key': { type: 'duplicateParameter', message: 'duplicateParameter' },
    })
    expect(fields.notice.message).toBe('errors.INVALID_INPUT')
    const secret = { name: 'X', password: 'typed-password', 'rows.0.key': 'typed-key' }
    const answer = await panel.post(`/Customer/records/${customerId}/edit`, secret)
    expect(answer.record.params).toMatchObject({ id: customerId, name: 'X' })
    expect(answer.text).not.toMatch(/typed-password|typed-key/)
    refusal = new DomainError('CUSTOMER_ANONYMIZED')
    const whole = await panel.post(`/Customer/records/${customerId}/edit`, { name: 'X' })
    expect(whole).toMatchObject({ notice: { type: 'error', message: 'errors.CUSTOMER_ANONYMIZED' } })
    expect(whole.redirectUrl).toBeUndefined()
  })
})

describe("AdminJS's own way to save", () => {
  const context = { currentAdmin: { email: 'a@example.com', role: 'administrator' } }

  it('counts a refusal of the whole as one: a record with an error at least', async () => {
    refusal = new DomainError('CUSTOMER_ANONYMIZED')
    const resource = panel.admin.findResource('Customer')
    // biome-ignore lint/suspicious/noExplicitAny: the part of AdminJS's context that an adapter may rely on.
    const record = await resource.build({ name: 'X', id: customerId }).create(context as any)
    expect(record.isValid()).toBe(false)
    expect(record.baseError).toEqual({ type: 'CUSTOMER_ANONYMIZED', message: 'errors.CUSTOMER_ANONYMIZED' })
  })

  it('changes nothing for nobody', async () => {
    const record = await panel.admin.findResource('Customer').findOne(String(customerId))
    const updated = await record?.update({ name: 'X' })
    expect(updated?.isValid()).toBe(false)
    expect(await nameOf()).toBe('Ana')
  })
})

it('gives the text of a UUID to an action on a record that has one', async () => {
  const id = '01890a5d-ac96-774b-bcce-b302099a8057'
  await db.dataSource.query(
    `with platform as (
       insert into content_platforms.integration (gateway, description, url) values ('outros', 'P', 'https://x') returning id
     )
     insert into content_platforms.webhook_event (id, type, integration_id, occurred_at, data)
     select $1, 'integration.ping', id, now(), '{}' from platform`,
    [id],
  )
  expect((await panel.post(`/WebhookEvent/records/${id}/skip`, {})).data).toEqual({ id })
})
