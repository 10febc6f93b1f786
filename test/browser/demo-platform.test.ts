import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Webhook } from 'standardwebhooks'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createPlatformServer, type PlatformServer } from '../../demo/platform/server.js'
import { openStore } from '../../demo/platform/store.js'
import { describeInBrowser } from '../support/browser.js'

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'

let folder: string
let platform: PlatformServer
let origin: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'platform-page-'))
  platform = createPlatformServer(await openStore(join(folder, 'platform.json')))
  platform.server.listen(0, '127.0.0.1')
  await once(platform.server, 'listening')
  const address = platform.server.address()
  origin = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
})

afterEach(async () => {
  await platform.close()
  await rm(folder, { recursive: true, force: true })
})

const deliver = (url: string, customerName: string) => {
  const body = JSON.stringify({
    type: 'content.subscription.created',
    data: { subscription: { id: 1, sequence: 1 }, account: { id: 1 }, customer: { name: customerName } },
  })
  const now = new Date()
  const headers = {
    'webhook-id': 'msg_1',
    'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
    'webhook-signature': new Webhook(SECRET).sign('msg_1', now, body),
  }
  return fetch(url, { method: 'POST', headers, body })
}

describeInBrowser('the page of the demo platform', (open) => {
  it('takes a newcomer from an own address and a pasted secret to a user seen live', async () => {
    const page = await open({ viewport: { width: 390, height: 844 } })
    await page.goto(origin)
    await page.getByRole('button', { name: 'Nova integração' }).click()
    await page.getByLabel('Nome').fill('Minha plataforma')
    await page.getByRole('button', { name: 'Criar endereço' }).click()
    const url = page.getByText(/\/hooks\/minha-plataforma$/)
    await url.waitFor()
    await page.getByLabel(/segredo/i).fill(SECRET)
    await page.getByRole('button', { name: 'Guardar' }).click()
    await page.getByText('Segredo de assinatura conhecido').waitFor()

    await deliver((await url.textContent()) ?? '', '<b>Ana</b> Moraes')

    await page.getByText('assinatura válida').waitFor()
    const user = page.locator('#users li').first()
    expect(await user.locator('strong').textContent()).toBe('<b>Ana</b> Moraes')
    expect(await user.locator('.chip').first().textContent()).toBe('ativo')
    expect(await page.locator('#received li').first().textContent()).toContain('sequência 1')
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
  })
})
