import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { PanelIdentity } from '../../../src/panel/authenticate.js'
import { createTestDatabase, type TestDatabase } from '../../support/database.js'
import { addPanelUser } from '../../support/panel-probe.js'
import { startPanel } from '../../support/panel-server.js'
import { startUpstream } from '../../support/panel-upstream.js'

const ANA = 'ana@example.com'
const ATTACK = '</script><script>alert(1)</script>'

let db: TestDatabase
const stops: (() => Promise<void>)[] = []
const start = async (options: Partial<Parameters<typeof startPanel>[0]> = {}) => {
  const panel = await startPanel({ dataSource: db.dataSource, ...options })
  stops.push(panel.stop)
  return panel
}
const startPlain = async (options: Parameters<typeof startUpstream>[0] = {}) => {
  const upstream = await startUpstream(options)
  stops.push(upstream.stop)
  return upstream
}
const signedIn = async (options: Parameters<typeof start>[0] = {}) => {
  const panel = await start(options)
  const visitor = panel.visit()
  await visitor.signIn(ANA)
  return { panel, visitor }
}

beforeAll(async () => {
  db = await createTestDatabase()
  await addPanelUser(db.dataSource, { email: ANA })
})
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
})
afterAll(async () => {
  await db?.drop()
})

describe('what the page tells of its user', () => {
  const user = { email: ANA, title: ATTACK, role: 'administrator' as const, passwordHash: 'scrypt$secret' }

  it('is all of it on upstream, and its name may be a script', async () => {
    const upstream = await startPlain({ authenticate: async () => user })
    const visitor = upstream.visit()
    await visitor.signIn(ANA)
    const html = await (await visitor.request('/admin')).text()
    expect(html).toContain('scrypt$secret')
    expect(html).toContain(ATTACK)
  })

  it('is e-mail, name and role on ours, and a name is a text', async () => {
    const { visitor } = await signedIn({ authenticate: async () => user })
    const html = await (await visitor.request('/admin')).text()
    expect(html).not.toContain('scrypt$secret')
    expect(html).not.toContain(ATTACK)
    const [, state = ''] = /window\.REDUX_STATE = ([^\n]*);\n/.exec(html) ?? []
    expect(JSON.parse(state).session).toEqual({ email: ANA, title: ATTACK, role: 'administrator' })
  })
})

describe('an error thrown while signing in', () => {
  const authenticate = async (): Promise<null> => {
    throw new Error(`x');alert(1)//${ATTACK}`)
  }

  it('is written into upstream’s page as it is', async () => {
    const upstream = await startPlain({ authenticate })
    expect(await (await upstream.visit().signIn(ANA)).text()).toContain(ATTACK)
  })

  it('is logged by ours, whose page says only that it didn’t work', async () => {
    const panel = await start({ authenticate })
    const html = await (await panel.visit().signIn(ANA)).text()
    expect(html).not.toContain('alert(1)')
    expect(html).toContain('"errorMessage":"signInFailed"')
    expect(panel.lines.map((line) => line.message)).toEqual(['panel.sign_in_failed'])
  })

  it('covers a host’s user without a role that we know', async () => {
    const authenticate = async () => ({ email: ANA, role: 'root' }) as unknown as PanelIdentity
    const panel = await start({ authenticate })
    expect(await (await panel.visit().signIn(ANA)).text()).toContain('"errorMessage":"signInFailed"')
  })
})

describe('headers', () => {
  it('let anybody frame upstream’s panel', async () => {
    const { headers } = await (await startPlain()).visit().request('/admin/login')
    expect(headers.get('content-security-policy') ?? headers.get('x-frame-options')).toBeNull()
  })

  it('let nobody frame ours, load foreign code into it or keep its pages', async () => {
    const { panel, visitor } = await signedIn()
    for (const path of ['/admin/login', '/admin', '/admin/api/dashboard', '/admin/resources/None']) {
      const { headers } = await visitor.request(path)
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
      expect(headers.get('content-security-policy')).toContain("form-action 'self'")
      expect(headers.get('x-frame-options')).toBe('DENY')
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('referrer-policy')).toBe('same-origin')
      expect(headers.get('cache-control')).toBe('no-store')
    }
    expect(await (await panel.visit().request('/admin/login')).text()).not.toContain('googleapis')
  })
})

describe('an address that doesn’t exist', () => {
  it('is an error of the server on upstream, told to the browser', async () => {
    const upstream = await startPlain()
    const visitor = upstream.visit()
    await visitor.signIn(ANA)
    expect((await visitor.request('/admin/api/resources/None/actions/list')).status).toBe(500)
  })

  it.each([
    '/admin/resources/None',
    '/admin/resources/Probe/actions/none',
    '/admin/resources/Probe/bulk/bulkDelete',
    '/admin/pages/constructor',
    '/admin/none',
    '/admin/%E0%A4%A',
    '/admin/api/resources/%E0%A4%A/actions/list',
    '/admin/api/resources/None/actions/list',
    '/admin/api/resources/Probe/actions/constructor',
    '/admin/api/resources/Probe/records/1/none',
    '/admin/api/resources/Probe/bulk/bulkDelete?recordIds=99',
    '/admin/api/resources/Probe/bulk/bulkDelete?recordIds=1&recordIds=2',
    `/admin/resources/${'x'.repeat(8000)}`,
  ])('is a plain 404 on ours: %.60s', async (path) => {
    const { panel, visitor } = await signedIn()
    expect((await visitor.request(path)).status).toBe(404)
    expect((await panel.visit().request(path)).headers.get('location')).toBe('/admin/login')
    expect(panel.lines).toEqual([])
  })

  it('can’t be asked to refresh a token, which would end a process on Express 4', async () => {
    const { visitor } = await signedIn()
    expect((await visitor.post('/admin/refresh-token', {})).status).toBe(404)
  })
})

describe('an error that nobody expected', () => {
  it('is logged under an id, and only the id is shown', async () => {
    const { panel, visitor } = await signedIn()
    const answer = await visitor.request('/admin/api/resources/Probe/actions/explode')
    const body = (await answer.json()) as { id: string; error: string }
    expect(answer.status).toBe(500)
    expect(JSON.stringify(body)).not.toContain('detail')
    expect(panel.lines).toMatchObject([{ level: 'error', message: 'panel.request_failed', fields: { id: body.id } }])
  })
})
