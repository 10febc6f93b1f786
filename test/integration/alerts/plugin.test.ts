import { afterEach, describe, expect, it, vi } from 'vitest'
import type { AlertNotice } from '../../../src/alerts/alert-notice.js'
import type { ContentPlatformsOptions } from '../../../src/options.js'
import { contentPlatforms } from '../../../src/plugin.js'
import { generateEncryptionKey } from '../../../src/secrets/secret-box.js'
import { createProvider, type Provider } from '../../support/provider.js'
import { type Receiver, startReceiver } from '../../support/receiver.js'
import { SECRET } from '../webhooks/requests.js'

let provider: Provider
let receiver: Receiver
afterEach(async () => {
  await provider?.drop()
  await receiver?.close()
})

const told: AlertNotice[] = []
const start = async (
  onAlert: ContentPlatformsOptions['onAlert'],
  delivery: ContentPlatformsOptions['delivery'] = { retryDelaysMs: [0] },
) => {
  told.length = 0
  receiver = await startReceiver(SECRET)
  provider = await createProvider({
    onAlert,
    delivery: { pollMs: 20, ...delivery },
    // Far longer than the test: what comes sooner was brought about by the event itself.
    jobs: { pollMs: 30_000 },
  })
  await provider.content.start()
  await vi.waitFor(async () =>
    expect(await provider.dataSource.query(`select from content_platforms.job where name = 'alert.tell'`)).toHaveLength(
      1,
    ),
  )
  return provider.integration({ url: receiver.url, successRule: 'http_2xx' })
}
const until = (check: () => void) => vi.waitFor(check, { timeout: 10_000 })
const keep = (notice: AlertNotice) => {
  told.push(notice)
}

describe('onAlert of a started plugin', () => {
  it('BR-95: hears of a parked lane soon after it parked', async () => {
    const { id, productId } = await start(keep)
    receiver.otherwise(500)
    await provider.linked({ package: { productId } })
    await until(() => expect(told).toMatchObject([{ kind: 'lane_parked', integrationId: id, count: 1 }]))
  })

  it('hears of a platform that answered 410 soon after it was deactivated', async () => {
    const { id, productId } = await start(keep)
    receiver.otherwise(410)
    await provider.linked({ package: { productId } })
    await until(() => expect(told.map(({ kind }) => kind)).toContain('integration_gone'))
    expect(told.find(({ kind }) => kind === 'integration_gone')).toMatchObject({ integrationId: id })
  })

  it('hears of a breaker soon after it opened, and soon after it closed', async () => {
    const { id, productId } = await start(keep, {
      retryDelaysMs: Array(100).fill(100),
      breaker: { minFailures: 3, probeAfterMs: 200, maxProbeAfterMs: 400 },
    })
    receiver.otherwise(503)
    await provider.linked({ package: { productId } })
    const about = { kind: 'breaker_open', integrationId: id }
    await until(() => expect(told).toMatchObject([{ ...about, change: 'raised', details: { cause: 'http_503' } }]))
    receiver.otherwise(200)
    await until(() => expect(told).toMatchObject([about, { ...about, change: 'ended' }]))
  })

  it('that never returns keeps no event from being delivered, and the process stops in time', async () => {
    const { productId } = await start((notice) => {
      keep(notice)
      return new Promise(() => {})
    })
    receiver.script(500, 500)
    await provider.linked({ package: { productId } })
    await until(() => expect(told).toHaveLength(1))
    await Promise.all([1, 2, 3].map(() => provider.linked({ package: { productId } })))
    await until(() => expect(receiver.requests).toHaveLength(5))
    const startedAt = performance.now()
    await provider.content.stop({ deadlineMs: 5_000 })
    expect(performance.now() - startedAt).toBeLessThan(4_000)
  })

  it('must be a function, and the settings in bounds, or the plugin does not start', async () => {
    provider = await createProvider()
    receiver = await startReceiver(SECRET)
    const given = { dataSource: provider.dataSource, encryptionKey: generateEncryptionKey() }
    expect(() => contentPlatforms({ ...given, onAlert: 'x' as never })).toThrow(/onAlert: not a function/)
    expect(() => contentPlatforms({ ...given, alerts: { resumeUndeliveredHours: 0 } })).toThrow(
      /alerts.resumeUndeliveredHours/,
    )
    expect(() => contentPlatforms({ ...given, alerts: { jobFailures: 0 } })).toThrow(/alerts.jobFailures/)
  })
})
