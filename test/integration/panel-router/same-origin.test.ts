import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../support/database.js'
import { addPanelUser } from '../../support/panel-probe.js'
import { startPanel } from '../../support/panel-server.js'
import { startUpstream } from '../../support/panel-upstream.js'

const EDIT = '/admin/api/resources/Probe/records/1/edit'
const WIPE = '/admin/api/resources/Probe/actions/wipe'
const LIST = '/admin/api/resources/Probe/actions/list'

let db: TestDatabase
let panel: Awaited<ReturnType<typeof startPanel>>
let upstream: Awaited<ReturnType<typeof startUpstream>>
let visitor: ReturnType<typeof panel.visit>

beforeAll(async () => {
  db = await createTestDatabase()
  await addPanelUser(db.dataSource, { email: 'ana@example.com' })
  panel = await startPanel({ dataSource: db.dataSource })
  upstream = await startUpstream()
  visitor = panel.visit()
  await visitor.signIn('ana@example.com')
})
afterAll(async () => {
  await upstream?.stop()
  await panel?.stop()
  await db?.drop()
})

const CROSS = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', origin: 'https://evil.example' }

describe('a request that another site makes the browser send', () => {
  it('changes a record in upstream’s panel, by a form and by a mere link', async () => {
    const victim = upstream.visit()
    await victim.signIn('ana@example.com')
    await victim.post(EDIT, { name: 'Alterado' }, CROSS)
    expect(upstream.resource.rows.get('1')).toMatchObject({ name: 'Alterado' })
    await victim.navigate(WIPE, CROSS)
    expect(upstream.resource.rows.has('1')).toBe(false)
  })

  it.each([
    ['cross-site', CROSS],
    ['from a neighbouring subdomain', { 'sec-fetch-site': 'same-site' }],
    ['of a browser without Sec-Fetch-Site', { origin: 'https://evil.example' }],
    ['of a sandboxed frame', { origin: 'null' }],
    ['posted by nobody', { 'sec-fetch-site': 'none' }],
  ])('changes nothing in ours: %s', async (_name, headers) => {
    const answer = await visitor.post(EDIT, { name: 'Alterado' }, headers as Record<string, string>)
    expect(answer.status).toBe(403)
    expect(panel.resource.rows.get('1')).toMatchObject({ name: 'Um' })
  })

  it('reads nothing from our API, as a picture, a script or a link', async () => {
    const asPicture = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }
    expect((await visitor.navigate(LIST, asPicture)).statusCode).toBe(403)
    expect((await visitor.navigate(LIST, { 'sec-fetch-site': 'none' })).statusCode).toBe(403)
    expect((await visitor.navigate(LIST, { 'sec-fetch-site': 'same-origin' })).statusCode).toBe(403)
  })

  it('calls no action by a link', async () => {
    expect((await visitor.navigate(WIPE, CROSS)).statusCode).toBe(403)
    expect(panel.resource.rows.size).toBe(1)
  })

  it('doesn’t sign anybody out, nor in', async () => {
    expect((await visitor.request('/admin/logout', { headers: CROSS })).status).toBe(403)
    expect((await visitor.request(LIST)).status).toBe(200)
    const planted = await panel.visit().post('/admin/login', { email: 'ana@example.com', password: 'x' }, CROSS)
    expect(planted.status).toBe(403)
  })
})

describe('the panel’s own requests', () => {
  it('pass, by Sec-Fetch-Site and by Origin', async () => {
    const name = { name: 'Um' }
    expect((await visitor.post(EDIT, name, { 'sec-fetch-site': 'same-origin' })).status).toBe(200)
    expect((await visitor.post(EDIT, name, { origin: panel.origin })).status).toBe(200)
    expect((await visitor.navigate('/admin', { 'sec-fetch-site': 'cross-site' })).statusCode).toBe(200)
  })

  it('pass behind a proxy that the host app trusts, and no other', async () => {
    const headers = { origin: 'https://painel.example.com', 'x-forwarded-host': 'painel.example.com' }
    const credentials = { email: 'ana@example.com', password: 'errada' }
    expect((await panel.visit().post('/admin/login', credentials, headers)).status).toBe(403)
    const proxied = await startPanel({ dataSource: db.dataSource, trustProxy: true })
    const answer = await proxied.visit().post('/admin/login', credentials, headers)
    await proxied.stop()
    expect(answer.status).toBe(401)
  })
})
