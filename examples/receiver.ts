// A platform that receives the provider's webhooks: `SECRET=whsec_… node receiver.js`.
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { verifyWebhook, WebhookRefusedError } from 'adminjs-content-platforms/receiver'
import express from 'express'

/** Listens on a free port of this machine; `users` is what the platform came to know. */
export const startReceiver = async (secret: string) => {
  const users = new Map<number, string>()
  const app = express()
  // #region receiver
  app.post('/hooks/provider', express.raw({ type: '*/*' }), (request, response) => {
    try {
      const { data } = verifyWebhook({ headers: request.headers, body: request.body, secrets: secret })
      if ('subscription' in data) users.set(data.customer.id, data.subscription.state)
      const id = 'customer' in data ? data.customer.id : 0
      response.json({ success: true, user_id: `u-${id}`, login: `cliente-${id}` })
    } catch (error) {
      if (!(error instanceof WebhookRefusedError)) throw error
      response.status(401).json({ success: false, message: error.reason })
    }
  })
  // #endregion
  const server = app.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks/provider`
  return { url, users, stop: () => server.close() }
}
