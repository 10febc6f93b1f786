import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Role } from '../../../src/entities/panel-user.js'
import { type Desk, openDesk, said } from '../screens-desk/desk.js'

const CLEAR = { document: '52998224725', email: 'joana.prado@dominio.example', phone: '11987654321' }
const LOGIN = 'joana.login@dominio.example'

let desk: Desk
let id: number
let accountId: number
beforeAll(async () => {
  desk = await openDesk()
  id = await desk.addCustomer({ name: 'Joana Prado', ...CLEAR })
  const [account] = await desk.rows<{ id: number }>(
    `insert into content_platforms.platform_account (integration_id, customer_id, external_id, login)
     values ($1, $2, 'u-1', $3) returning id`,
    [desk.integrationId, id, LOGIN],
  )
  accountId = account?.id ?? 0
})
afterAll(() => desk.close())

const reads = () =>
  desk.rows(
    `select actor, record_id, after from content_platforms.audit_entry
     where action = 'customer.personal_data_read' order by id`,
  )

describe('a customer’s personal data', () => {
  it('BR-74: comes in the clear to who asks for it by a button, and the asking is audited', async () => {
    const before = (await reads()).length
    const answer = await desk.run(`/Customer/records/${id}/revealPersonalData`, {}, 'attendant')
    expect(said(answer)).toBe('success: personalDataShown')
    expect(answer.data).toEqual({ ...CLEAR, accounts: [{ id: accountId, login: LOGIN, externalId: 'u-1' }] })
    expect(answer.record.params).toMatchObject({ document: '***.982.247-**', email: 'j***@d***' })
    expect((await reads()).slice(before)).toEqual([
      {
        actor: 'attendant@example.com',
        record_id: String(id),
        after: { fields: ['document', 'email', 'phone', 'login'], purpose: 'page' },
      },
    ])
  })

  it('BR-74: is read by no GET but the opening of the form, which is audited once for each opening', async () => {
    const before = (await reads()).length
    const asked = await desk.get(`/Customer/records/${id}/revealPersonalData`)
    expect(asked.data).toBeUndefined()
    expect(await reads()).toHaveLength(before)
    for (const role of ['administrator', 'attendant'] as const) {
      const { record } = await desk.get(`/Customer/records/${id}/edit`, role)
      expect(record.params).toMatchObject(CLEAR)
    }
    expect((await reads()).slice(before)).toEqual(
      ['administrator', 'attendant'].map((role) => ({
        actor: `${role}@example.com`,
        record_id: String(id),
        after: { fields: ['document', 'email', 'phone'], purpose: 'form' },
      })),
    )
  })

  it('BR-74: is refused to an auditor, and nothing is audited as read', async () => {
    const before = (await reads()).length
    const answer = await desk.run(`/Customer/records/${id}/revealPersonalData`, {}, 'auditor')
    expect(said(answer)).not.toContain('success')
    expect(answer.data).toBeUndefined()
    const form = await desk.get(`/Customer/records/${id}/edit`, 'auditor')
    expect(`${answer.text} ${form.text}`).not.toMatch(/52998224725|joana\.prado|11987654321|joana\.login/)
    expect(await reads()).toHaveLength(before)
  })

  it('BR-74: is audited in the transaction that reads it: without the entry, no reading', async () => {
    await desk.rows(`alter table content_platforms.audit_entry add constraint ck_no_reads
      check (action <> 'customer.personal_data_read') not valid`)
    const answers = [
      await desk.run(`/Customer/records/${id}/revealPersonalData`),
      await desk.get(`/Customer/records/${id}/edit`),
    ]
    await desk.rows('alter table content_platforms.audit_entry drop constraint ck_no_reads')
    for (const { text, status } of answers) {
      expect(status).toBe(200)
      expect(text).not.toMatch(/52998224725|joana\.prado|11987654321/)
    }
  })

  it.each([
    ['document', '5299'],
    ['email', 'joana'],
    ['phone', '1198'],
  ])('BR-74: no list can be filtered or sorted by %s, which would tell it letter by letter', async (path, part) => {
    for (const role of ['administrator', 'auditor'] as const) {
      const filtered = await desk.get(`/Customer/actions/list?filters.${path}=${part}`, role)
      expect(filtered.records).toEqual([])
      const sorted = await desk.get(`/Customer/actions/list?sortBy=${path}`, role)
      expect(sorted.status).toBe(200)
      expect(sorted.meta.sortBy).not.toBe(path)
    }
  })

  it('BR-74: an auditor finds a customer by the whole document, never by a part of it', async () => {
    const find = async (text: string, role: Role) => {
      const list = await desk.get(`/Customer/actions/list?filters.lookup=${encodeURIComponent(text)}`, role)
      const picker = await desk.get(`/Customer/search/${encodeURIComponent(text)}`, role)
      return [list.records.length, picker.records.length]
    }
    expect(await find('529.982', 'auditor')).toEqual([0, 0])
    expect(await find('529982247', 'auditor')).toEqual([0, 0])
    expect(await find('529.982.247-25', 'auditor')).toEqual([1, 1])
    expect(await find('529.982', 'attendant')).toEqual([1, 1])
    expect(await find('prado', 'auditor')).toEqual([1, 1])
  })

  it('BR-74: logins are masked on the user’s own page, in lists, in titles and in the customer’s overview', async () => {
    for (const role of ['administrator', 'attendant', 'auditor'] as const) {
      for (const path of [
        '/PlatformAccount/actions/list',
        `/PlatformAccount/records/${accountId}/show`,
        `/PlatformAccount/search/${encodeURIComponent(LOGIN)}`,
        `/Customer/records/${id}/showOverview`,
      ]) {
        const { text, status } = await desk.get(path, role)
        expect(status).toBe(200)
        expect(text, path).toContain('j***@d***')
        expect(text, path).not.toContain('joana.login')
      }
    }
  })
})
