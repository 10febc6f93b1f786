import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Desk, type Form, openDesk, refusals } from './desk.js'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.close())

const NEW: Form = {
  name: 'José Inácio Peçanha',
  personType: 'pf',
  document: '529.982.247-25',
  email: 'Jose@Example.com',
  phone: '(11) 98765-4321',
}

describe('the form of a customer', () => {
  it.each([
    ['name', '', 'required'],
    ['name', 'x'.repeat(201), 'tooLong'],
    ['personType', '', 'required'],
    ['personType', 'px', 'invalidChoice'],
    ['document', '', 'required'],
    ['document', '529.982.247-26', 'invalidCpf'],
    ['document', '111.111.111-11', 'invalidCpf'],
    ['document', '12ABC34501DE35', 'invalidCpf'],
    ['email', 'jose', 'invalidEmail'],
    ['email', `${'x'.repeat(250)}@example.com`, 'tooLong'],
    ['phone', '123', 'invalidPhone'],
    ['code', 'x'.repeat(41), 'tooLong'],
    ['externalId', 'x'.repeat(101), 'tooLong'],
  ])('refuses %s %j at that field and saves nothing', async (path, value, code) => {
    const before = await desk.count('customer')
    const answer = await desk.run('/Customer/actions/new', { ...NEW, [path]: value })
    expect(answer.status).toBe(200)
    expect(refusals(answer)).toEqual({ [path]: code })
    expect(answer.notice.type).toBe('error')
    expect(await desk.count('customer')).toBe(before)
  })

  it('keeps what was typed in a refused form, also where it is masked elsewhere', async () => {
    const answer = await desk.run('/Customer/actions/new', { ...NEW, document: '52998224726' })
    expect(answer.record.params).toMatchObject({ document: '52998224726', email: 'Jose@Example.com' })
  })

  it('gives a code left blank, and refuses a document that another customer has', async () => {
    const id = await desk.addCustomer({ ...NEW, code: '' })
    const [row] = await desk.rows('select code, document, email from content_platforms.customer where id = $1', [id])
    expect(row).toEqual({ code: expect.stringMatching(/^\d+$/), document: '52998224725', email: 'jose@example.com' })
    const twin = await desk.run('/Customer/actions/new', { ...NEW, name: 'Outro' })
    expect(refusals(twin)).toEqual({ document: 'alreadyTaken' })
  })
})

describe('a saved customer', () => {
  let id: number
  beforeAll(async () => {
    id = await desk.addCustomer({
      name: 'Açaí & Cia Ltda',
      personType: 'pj',
      document: '12.ABC.345/01DE-35',
      code: 'X-77',
    })
  })

  it('BR-74: shows documents and contacts masked in lists, to everybody and in the whole answer', async () => {
    for (const role of ['administrator', 'attendant', 'auditor'] as const) {
      const { text } = await desk.get('/Customer/actions/list', role)
      expect(text).toContain('**.ABC.345/****-**')
      expect(text).not.toMatch(/12ABC34501DE35|iris@example\.com|11987654321/)
    }
  })

  it('shows them in the clear in his form to who may change him, and masked on his page', async () => {
    for (const role of ['administrator', 'attendant'] as const) {
      const form = await desk.get(`/Customer/records/${id}/edit`, role)
      expect(form.record.params).toMatchObject({ document: '12ABC34501DE35', email: 'iris@example.com' })
      const page = await desk.get(`/Customer/records/${id}/show`, role)
      expect(page.record.params).toMatchObject({ document: '**.ABC.345/****-**', email: 'i***@e***' })
      expect(page.text).not.toMatch(/12ABC34501DE35|iris@example\.com|11987654321/)
    }
  })

  it('never sends them in the clear to an auditor', async () => {
    const { text, record } = await desk.get(`/Customer/records/${id}/show`, 'auditor')
    expect(record.params.document).toBe('**.ABC.345/****-**')
    expect(text).not.toMatch(/12ABC34501DE35|iris@example\.com|11987654321/)
    const found = await desk.get('/Customer/search/12ABC34501DE35', 'auditor')
    expect(found.records).toHaveLength(1)
    expect(found.text).not.toContain('12ABC34501DE35')
  })

  it.each(['acai', 'AÇAÍ', 'X-77', '12ABC34501DE35', '12.abc.345/01de-35', '12.ABC'])(
    'is found by %j in the list and in a picker',
    async (text) => {
      const list = await desk.get(`/Customer/actions/list?filters.lookup=${encodeURIComponent(text)}`)
      expect(list.records.map((record: { id: string }) => Number(record.id))).toEqual([id])
      const picker = await desk.get(`/Customer/search/${encodeURIComponent(text)}`)
      expect(picker.records.map((record: { id: string }) => Number(record.id))).toEqual([id])
    },
  )

  it.each(['%', '_', "x' or 1=1 --"])('is not found by %j', async (text) => {
    const list = await desk.get(`/Customer/actions/list?filters.lookup=${encodeURIComponent(text)}`)
    expect(list.records).toEqual([])
  })

  it('cannot be changed by an auditor, nor deleted by anybody', async () => {
    const edited = await desk.run(`/Customer/records/${id}/edit`, { name: 'Outro' }, 'auditor')
    expect(edited.notice.type).toBe('error')
    for (const role of ['administrator', 'attendant'] as const) {
      await desk.run(`/Customer/records/${id}/delete`, {}, role)
      await desk.run(`/Customer/bulk/bulkDelete?recordIds=${id}`, {}, role)
    }
    const [row] = await desk.rows('select name from content_platforms.customer where id = $1', [id])
    expect(row).toEqual({ name: 'Açaí & Cia Ltda' })
  })

  it.each(['0', '-1', 'abc', '99999999999999', '1e3', '%00'])(
    'answers the garbage id %j without a 500',
    async (garbage) => {
      for (const action of ['show', 'edit', 'showOverview']) {
        const answer = await desk.get(`/Customer/records/${garbage}/${action}`)
        expect(answer.status).toBeLessThan(500)
        expect(answer.data).toBeUndefined()
      }
    },
  )
})
