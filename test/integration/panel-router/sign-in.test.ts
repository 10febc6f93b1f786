import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../support/database.js'
import { addPanelUser } from '../../support/panel-probe.js'
import { startPanel } from '../../support/panel-server.js'

let db: TestDatabase
let panel: Awaited<ReturnType<typeof startPanel>>

beforeAll(async () => {
  db = await createTestDatabase()
  await addPanelUser(db.dataSource, { email: 'ana@example.com' })
  panel = await startPanel({ dataSource: db.dataSource })
})
afterAll(async () => {
  await panel?.stop()
  await db?.drop()
})

describe('signing in', () => {
  it('lets a panel user in with e-mail and password, in any case of letters', async () => {
    const visitor = panel.visit()
    expect((await visitor.request('/admin')).headers.get('location')).toBe('/admin/login')
    const answer = await visitor.signIn('ANA@example.com')
    expect(answer.headers.get('location')).toBe('/admin')
    const list = await visitor.request('/admin/api/resources/Probe/actions/list')
    expect(await list.json()).toMatchObject({ records: [{ id: '1' }] })
  })
})
