import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeInBrowser } from '../../support/browser.js'
import { createTestDatabase, type TestDatabase } from '../../support/database.js'
import { addPanelUser, PROBE_PASSWORD } from '../../support/panel-probe.js'
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

describeInBrowser('a browser under our headers', (open) => {
  it('signs in, lists, edits and signs out without breaking a rule or asking another host', async () => {
    const page = await open()
    const complaints: string[] = []
    page.on('console', (message) => {
      if (/Content Security Policy|Refused to|blocked/i.test(message.text())) complaints.push(message.text())
    })
    page.on('request', (request) => {
      if (!request.url().startsWith(panel.origin) && !request.url().startsWith('data:')) complaints.push(request.url())
    })
    await page.goto(`${panel.origin}/admin`)
    await page.fill('input[name=email]', 'ana@example.com')
    await page.fill('input[name=password]', PROBE_PASSWORD)
    await page.click('button, input[type=submit]')
    await page.waitForURL(`${panel.origin}/admin`)
    await page.goto(`${panel.origin}/admin/resources/Probe`)
    await page.getByText('Um', { exact: true }).first().waitFor()
    await page.goto(`${panel.origin}/admin/resources/Probe/records/1/edit`)
    await page.fill('#name', 'Editado no navegador')
    await page.click('button[type=submit]')
    await expect.poll(() => panel.resource.rows.get('1')).toMatchObject({ name: 'Editado no navegador' })
    await page.goto(`${panel.origin}/admin`)
    await page.evaluate(() => window.location.assign('/admin/logout'))
    await page.waitForURL(`${panel.origin}/admin/login`)
    expect(complaints).toEqual([])
  })
})
