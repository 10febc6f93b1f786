import type { ResourceWithOptions } from 'adminjs'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { AlertNotice } from '../../../src/alerts/alert-notice.js'
import type { ContentPlatformsOptions } from '../../../src/options.js'
import { type ContentPlatforms, contentPlatforms } from '../../../src/plugin.js'
import { generateEncryptionKey } from '../../../src/secrets/secret-box.js'
import { createProvider, type Provider } from '../../support/provider.js'
import { type Receiver, startReceiver } from '../../support/receiver.js'
import { serveResources } from '../../support/resource-server.js'
import { SECRET } from '../webhooks/requests.js'

// Far longer than the test: what comes sooner was brought about by the event itself.
const JOBS_POLL_MS = 60_000

let worker: Provider
let receiver: Receiver
const processes: ContentPlatforms[] = []
const told: AlertNotice[] = []
beforeEach(async () => {
  told.length = 0
  receiver = await startReceiver(SECRET)
  worker = await createProvider({
    delivery: { retryDelaysMs: [50, 50, 50], pollMs: 20, breaker: { minFailures: 3, probeAfterMs: 60_000 } },
    jobs: { enabled: false },
  })
  await worker.content.start()
})
afterEach(async () => {
  await Promise.all(processes.splice(0).map((content) => content.stop()))
  await worker.drop()
  await receiver.close()
})

/** As another process has it: on connections of its own. */
const another = async (options: Partial<ContentPlatformsOptions>): Promise<ContentPlatforms> => {
  const dataSource = await worker.connect()
  const content = contentPlatforms({ dataSource, encryptionKey: generateEncryptionKey(), ...options })
  processes.push(content)
  return content
}

it('onAlert hears at once of a breaker that opened in another process, and of one that a person closed in a third', async () => {
  const telling = await another({
    onAlert: (notice) => {
      told.push(notice)
    },
    delivery: { pollMs: 600_000 },
    jobs: { pollMs: JOBS_POLL_MS },
  })
  await telling.start()
  const registered = `select from content_platforms.job where name = 'alert.tell'`
  await vi.waitFor(async () => expect(await worker.dataSource.query(registered)).toHaveLength(1))
  const { id, productId } = await worker.integration({ url: receiver.url, successRule: 'http_2xx' })

  receiver.otherwise(503)
  await worker.linked({ package: { productId } })
  await vi.waitFor(() => expect(told).toMatchObject([{ kind: 'breaker_open', change: 'raised' }]), 10_000)

  receiver.otherwise(200)
  const panel = await serveResources((await another({})).adminOptions().resources as ResourceWithOptions[])
  await panel.post(`/Integration/records/${id}/resumeDelivery`, { reason: 'Voltou' })
  await panel.close()
  await vi.waitFor(() => expect(told).toMatchObject([{ kind: 'breaker_open' }, { change: 'ended' }]), 10_000)
})
