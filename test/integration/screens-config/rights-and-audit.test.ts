import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openPanel, PACKAGE, type Panel, PLATFORM } from './panel.js'

const RESOURCES = ['Integration', 'Product', 'ContentPackage', 'Plan', 'ServiceStatus', 'PanelUser', 'AuditEntry']
const PRIVATE_ADDRESS = 'http://127.0.0.1:9/so-para-administradores'

let panel: Panel
let integrationId: number
let packageId: number
beforeAll(async () => {
  panel = await openPanel()
  integrationId = await panel.added('Integration', {
    ...PLATFORM,
    url: PRIVATE_ADDRESS,
    'parameters.0.key': 'conta',
    'parameters.0.value': 'conta-do-provedor',
    'parameters.0.location': 'body',
    'parameters.0.secret': 'false',
  })
  await panel.run('Integration', integrationId, 'syncProducts')
  const { records } = await panel.get('/Product/actions/list')
  packageId = await panel.added('ContentPackage', { ...PACKAGE, productId: records[0].id })
})
afterAll(() => panel.close())

const auditCount = async () => (await panel.rows('select count(*)::int as n from content_platforms.audit_entry'))[0]?.n

describe('BR-105: rights', () => {
  it.each(['Integration', 'PanelUser', 'AuditEntry'])('an attendant sees nothing of %s', async (resource) => {
    for (const path of [
      'actions/list',
      'actions/search/a',
      'records/1/show',
      'records/1/edit',
      'records/1/showOverview',
    ]) {
      const answer = await panel.get(`/${resource}/${path}`, 'attendant')
      expect(answer.notice?.type ?? answer.status, path).not.toBe('success')
      expect(answer.records ?? []).toEqual([])
      expect(answer.record?.params ?? {}).toEqual({})
      expect(answer.data).toBeUndefined()
    }
  })

  it('an attendant sees a product with its platform’s name, and nothing else of the platform', async () => {
    for (const path of ['/Product/actions/list', `/ContentPackage/records/${packageId}/show`]) {
      const answer = await panel.get(path, 'attendant')
      expect(answer.status).toBe(200)
      expect(answer.text).toContain('Estação Play')
      expect(answer.text).not.toContain(PRIVATE_ADDRESS)
      expect(answer.text).not.toContain('conta-do-provedor')
    }
  })

  it.each(['attendant', 'auditor'] as const)('an %s changes nothing of all this', async (role) => {
    const before = await auditCount()
    const attempts: [string, Record<string, string>][] = [
      ...RESOURCES.map((resource): [string, Record<string, string>] => [
        `/${resource}/actions/new`,
        { name: 'x', label: 'x' },
      ]),
      [`/Integration/records/${integrationId}/edit`, { description: 'Invadida' }],
      [`/Integration/records/${integrationId}/delete`, {}],
      [`/Integration/records/${integrationId}/syncProducts`, {}],
      [`/Integration/records/${integrationId}/test`, {}],
      [`/Integration/records/${integrationId}/rotateSecret`, {}],
      [`/Integration/records/${integrationId}/deactivate`, {}],
      [`/ContentPackage/records/${packageId}/edit`, { name: 'Invadido' }],
      [`/ContentPackage/records/${packageId}/deactivate`, {}],
    ]
    for (const [path, form] of attempts) {
      const answer = await panel.post(path, form, role)
      expect(answer.notice?.type ?? 'refused', path).not.toBe('success')
      expect(answer.data, path).toBeUndefined()
    }
    expect(await auditCount()).toBe(before)
  })

  it('an auditor reads all of it', async () => {
    for (const resource of RESOURCES) {
      const answer = await panel.get(`/${resource}/actions/list`, 'auditor')
      expect(answer.notice, resource).toBeUndefined()
      expect(answer.meta, resource).toBeDefined()
    }
  })

  it.each(['Product', 'AuditEntry'])('nobody adds, changes or deletes a record of %s by hand', async (resource) => {
    const { records } = await panel.get(`/${resource}/actions/list`)
    const id = records[0].id
    for (const path of ['actions/new', `records/${id}/edit`, `records/${id}/delete`]) {
      const answer = await panel.post(`/${resource}/${path}`, { name: 'x', actor: 'x', reason: 'x' })
      expect(answer.notice?.type ?? 'refused', path).not.toBe('success')
    }
    const after = await panel.get(`/${resource}/actions/list`)
    expect(after.meta.total).toBe(records.length)
  })
})

describe('garbage in addresses', () => {
  it.each(RESOURCES)('%s answers without a 500', async (resource) => {
    const ids = ['0', '-1', '999999999999999999999', 'abc', '%00', "1'--", '1e3', '../1', 'null', '%F0%9F%92%A9']
    const own = ['syncProducts', 'test', 'rotateSecret', 'showOverview', 'deactivate']
    const actions = ['show', 'edit', 'delete', ...(resource === 'Integration' ? own : [])]
    for (const id of ids) {
      for (const action of actions) {
        const path = `/${resource}/records/${encodeURIComponent(decodeURIComponent(id))}/${action}`
        for (const answer of [await panel.get(path), await panel.post(path, { name: 'x' })]) {
          expect(answer.status, `${path} ${answer.text}`).toBeLessThan(500)
          expect(answer.notice?.type, path).not.toBe('success')
          expect(answer.text, path).not.toMatch(/QueryFailed|stack|at \//)
        }
      }
    }
    for (const filter of [
      'id=x',
      'active=7',
      'priceCents=x',
      'at~~from=ontem',
      'integrationId=abc',
      'before=x',
      'password=x',
    ]) {
      const answer = await panel.get(`/${resource}/actions/list?filters.${filter}&sortBy=passwordHash&page=-1`)
      expect(answer.status, filter).toBe(200)
    }
  })
})

describe('the audit', () => {
  it('BR-106: names who, what and from what to what, and can be filtered by them', async () => {
    await panel.edit('ContentPackage', packageId, { priceCents: '31,00' })
    const { records } = await panel.get(
      '/AuditEntry/actions/list?filters.actor=administrator&filters.resource=content_package&filters.action=package.changed',
    )
    expect(records).toHaveLength(1)
    expect(records[0].params).toMatchObject({
      actor: 'administrator@example.com',
      recordId: String(packageId),
      'before.priceCents': 2990,
      'after.priceCents': 3100,
    })
    const none = await panel.get('/AuditEntry/actions/list?filters.actor=ninguem')
    expect(none.records).toEqual([])
  })

  it('has a label for everything that is recorded here', async () => {
    const { ptBR } = await import('../../../src/locale/pt-BR.js')
    const rows = await panel.rows('select distinct action, resource from content_platforms.audit_entry')
    const { action, resource } = ptBR.resources.AuditEntry.labels
    expect(rows.length).toBeGreaterThan(2)
    expect(rows.filter((row) => !action?.[String(row.action)] || !resource?.[String(row.resource)])).toEqual([])
  })
})
