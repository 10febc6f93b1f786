import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { startHost } from '../../../examples/mount.js'
import { startReceiver } from '../../../examples/receiver.js'
import { generateEncryptionKey } from '../../../src/secrets/secret-box.js'
import { signWebhook } from '../../../src/webhooks/sign.js'
import { createSigningSecret } from '../../../src/webhooks/signing-secret.js'
import { startCommand, tidyCommands } from '../../support/command.js'
import { createTestDatabase, type TestDatabase } from '../../support/database.js'

let db: TestDatabase
beforeAll(async () => {
  db = await createTestDatabase()
})
afterAll(async () => {
  await tidyCommands()
  await db.drop()
})

it('the example host starts, shows the sign-in page and stops', async () => {
  const host = await startHost({ databaseUrl: db.url, encryptionKey: generateEncryptionKey() })
  const server = host.app.listen(0, '127.0.0.1')
  try {
    await vi.waitFor(() => expect(server.address()).not.toBeNull())
    const { port } = server.address() as { port: number }
    const page = await fetch(`http://127.0.0.1:${port}/admin/login`)
    expect(page.status).toBe(200)
    await expect(host.suspendForDebt(1)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  } finally {
    server.close()
    server.closeAllConnections()
    await host.stop()
  }
})

it('the example receiver takes a signed webhook and refuses any other', async () => {
  const secret = createSigningSecret()
  const receiver = await startReceiver(secret)
  try {
    const body = JSON.stringify({
      type: 'x',
      timestamp: '',
      data: { subscription: { state: 'active' }, customer: { id: 7 } },
    })
    const id = 'msg_1'
    const timestamp = Math.floor(Date.now() / 1000)
    const signature = signWebhook({ id, timestamp, body }, [secret])
    const headers = { 'webhook-id': id, 'webhook-timestamp': String(timestamp), 'webhook-signature': signature }
    const accepted = await fetch(receiver.url, { method: 'POST', body, headers })
    expect(accepted.status).toBe(200)
    expect(receiver.users.get(7)).toBe('active')
    const refused = await fetch(receiver.url, { method: 'POST', body: `${body} `, headers })
    expect(refused.status).toBe(401)
  } finally {
    receiver.stop()
  }
})

it('the example configuration starts a worker that is ready and drains', async () => {
  const config = fileURLToPath(new URL('../../../examples/worker/content-platforms.config.mjs', import.meta.url))
  const env = { DATABASE_URL: db.url, CONTENT_KEYS: `${generateEncryptionKey()},${generateEncryptionKey()}` }
  const worker = startCommand({ args: ['worker', '--config', config, '--health-port', '0'], env })
  const { ports } = (await worker.logged('worker.started')) as { ports: number[] }
  expect((await fetch(`http://127.0.0.1:${ports[0]}/health/ready`)).status).toBe(200)
  worker.signal('SIGTERM')
  expect((await worker.ended).code).toBe(0)
})
