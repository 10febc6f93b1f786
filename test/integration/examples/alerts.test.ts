import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import { createChatAlerts } from '../../../examples/alerts.js'
import type { AlertNotice } from '../../../src/alerts/alert-notice.js'
import { createProvider, type Provider } from '../../support/provider.js'

let chat: Server
let chatUrl: string
let status = 200
const posted: { text: string; key: string | undefined }[] = []
beforeAll(async () => {
  chat = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    posted.push({ text: JSON.parse(body).text, key: request.headers['idempotency-key']?.toString() })
    response.writeHead(status).end()
  })
  await new Promise<void>((resolve) => chat.listen(0, '127.0.0.1', resolve))
  chatUrl = `http://127.0.0.1:${(chat.address() as AddressInfo).port}`
})
let provider: Provider | undefined
afterEach(async () => {
  await provider?.drop()
  provider = undefined
})
afterAll(() => {
  chat.closeAllConnections()
  chat.close()
})

it('the example of alerts posts what happened into a chat, and that it is over', async () => {
  provider = await createProvider({ onAlert: createChatAlerts(chatUrl), jobs: { pollMs: 20 } })
  const { dataSource, content } = provider
  await dataSource.query(
    `insert into content_platforms.mass_brake (source, affected_count, limit_count) values ('subscription.expire', 150, 100)`,
  )
  const dueNow = () =>
    dataSource.query(
      `insert into content_platforms.job (name, due_at) values ('alert.watch', now()), ('alert.tell', now() + interval '1 hour')
       on conflict (name) do update set due_at = now()`,
    )
  await dueNow()
  await content.start()
  await vi.waitFor(() => expect(posted).toHaveLength(1), 10_000)
  await dataSource.query(`update content_platforms.mass_brake set state = 'dismissed'`)
  await dueNow()
  await vi.waitFor(() => expect(posted).toHaveLength(2), 10_000)
  expect(posted).toEqual([
    {
      text: expect.stringMatching(/^subscription.expire: waits for a person before it ends 150 packages, since 2/),
      key: '1-raised',
    },
    { text: 'Solved: subscription.expire: waits for a person before it ends 150 packages', key: '1-ended' },
  ])
})

it('the example of alerts fails where the chat does, so that it is told again', async () => {
  status = 500
  const alert = { id: 1, kind: 'job_failing', change: 'raised', job: 'x', count: 3, since: new Date() } as AlertNotice
  const { signal } = new AbortController()
  await expect(createChatAlerts(chatUrl)(alert, { signal })).rejects.toThrow('the chat answered 500')
})
