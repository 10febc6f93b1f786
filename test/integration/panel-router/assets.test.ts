import { readFileSync, rmSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../support/database.js'
import { startPanel } from '../../support/panel-server.js'
import { startUpstream } from '../../support/panel-upstream.js'

// AdminJS reads both as it is imported.
const temporary = vi.hoisted(() => {
  process.env.NODE_ENV = 'production'
  process.env.ADMIN_JS_TMP_DIR = 'build/.upstream-bundle'
  return process.env.ADMIN_JS_TMP_DIR
})

const COMPONENTS = '/admin/frontend/assets/components.bundle.js'
const APP = '/admin/frontend/assets/app.bundle.js'

let db: TestDatabase
let panel: Awaited<ReturnType<typeof startPanel>>

beforeAll(async () => {
  db = await createTestDatabase()
  panel = await startPanel({ dataSource: db.dataSource })
})
afterAll(async () => {
  await panel?.stop()
  await db?.drop()
  rmSync(temporary, { recursive: true, force: true })
})

describe('in production under Express 5', () => {
  it('upstream’s panel has no components: their bundle lies in a directory with a dot', async () => {
    const upstream = await startUpstream()
    await vi.waitFor(() => readFileSync(`${temporary}/bundle.js`), 15_000)
    const answer = await upstream.visit().request(COMPONENTS)
    await upstream.stop()
    expect(answer.status).toBe(404)
  })

  it('ours serves them to who isn’t signed in, as the sign-in page needs', async () => {
    const answer = await panel.visit().request(COMPONENTS)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toContain('javascript')
    expect(await answer.text()).toContain('UserComponents')
  })
})

describe('an asset', () => {
  it.each(['br', 'gzip'])('is sent compressed by %s', async (encoding) => {
    const answer = await fetch(panel.origin + APP, { headers: { 'accept-encoding': encoding } })
    expect(answer.headers.get('content-encoding')).toBe(encoding)
    expect(answer.headers.get('vary')).toContain('Accept-Encoding')
    expect(Number(answer.headers.get('content-length'))).toBeLessThan(300_000)
    expect((await answer.text()).length).toBeGreaterThan(600_000)
  })

  it('is sent once: the browser’s copy is told to be right by its content’s hash', async () => {
    const headers = { 'accept-encoding': 'gzip, br' }
    const first = await fetch(panel.origin + APP, { headers })
    await first.arrayBuffer()
    const etag = first.headers.get('etag') ?? ''
    expect(etag).toMatch(/^"[\w-]{22}-\w+"$/)
    const again = await panel.visit().navigate(APP, { 'accept-encoding': 'gzip, br', 'if-none-match': etag })
    expect(again.statusCode).toBe(304)
    expect(again.headers['content-security-policy']).toContain("'self'")
    expect((await fetch(panel.origin + APP, { method: 'HEAD', headers })).headers.get('etag')).toBe(etag)
  })

  it('is the file itself', async () => {
    const answer = await fetch(panel.origin + APP, { headers: { 'accept-encoding': 'identity' } })
    expect(answer.headers.get('content-encoding')).toBeNull()
    expect((await answer.text()).startsWith('var AdminJS=')).toBe(true)
  })
})
