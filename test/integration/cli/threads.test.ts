import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { enableService } from '../../../src/domain/services/enable-service.js'
import { suspendService } from '../../../src/domain/services/suspend-service.js'
import { generateEncryptionKey } from '../../../src/secrets/encryption-keys.js'
import { type CommandInput, folderWith, startCommand, tidyCommands } from '../../support/command.js'
import { ACTOR, createProvider, type Provider } from '../../support/provider.js'
import { type Receiver, startReceiver } from '../../support/receiver.js'

const KEY = generateEncryptionKey()
const OPTIONS = {
  endpoints: { allowHttp: true, allowedPorts: 'any', allowedHosts: ['127.0.0.1'], allowedCidrs: ['127.0.0.0/8'] },
  delivery: { pollMs: 50, deadlineMs: 2_000, leaseMs: 8_000, maxInFlightPerIntegration: 8 },
}

let provider: Provider
let receiver: Receiver
let environment: Record<string, string>
beforeEach(async () => {
  provider = await createProvider({ encryptionKey: KEY })
  receiver = await startReceiver(`whsec_${Buffer.alloc(32).toString('base64')}`)
  environment = { DATABASE_URL: provider.url, CONTENT_PLATFORMS_ENCRYPTION_KEY: KEY }
})
afterEach(async () => {
  await tidyCommands()
  await provider.drop()
  await receiver.close()
})

const start = async ({ args = [], config = '', ...input }: Partial<CommandInput> & { config?: string } = {}) => {
  const folder = await folderWith({
    'content-platforms.config.mjs': `${config}\nexport default ${JSON.stringify(OPTIONS)}`,
  })
  const worker = startCommand({ args: ['worker', '--threads', '2', ...args], env: environment, folder, ...input })
  const { ports } = (await worker.logged('worker.started')) as { ports: number[] }
  return { ...worker, ports }
}

/** Customers' services with so many events each, of which none was sent yet. */
const record = async ({ services, each }: { services: number; each: number }): Promise<number> => {
  const { productId } = await provider.integration({ url: receiver.url })
  const packageId = await provider.package({ productId })
  const planId = await provider.plan()
  for (let made = 0; made < services; made += 1) {
    const serviceId = await provider.service({ planId })
    await provider.link(serviceId, packageId)
    for (let event = 1; event < each; event += 1) {
      await provider.inTransaction((tx) =>
        event % 2
          ? suspendService(tx, { serviceId, kind: 'debt', actor: ACTOR })
          : enableService(tx, { serviceId, kinds: ['debt'], reason: 'paid', actor: ACTOR }),
      )
    }
  }
  return services * each
}
const delivered = (count: number) =>
  vi.waitFor(
    async () => expect((await provider.events()).filter(({ state }) => state === 'delivered').length).toBe(count),
    { timeout: 20_000 },
  )

/** Of each lane one request after the other, in the order of the sequences. */
const expectOrder = async () => {
  const events = new Map((await provider.events()).map((event) => [event.id, event]))
  const last = new Map<number, { sequence: number; endedAt: number }>()
  for (const { id, startedAt, endedAt } of receiver.requests) {
    const { laneId = 0, sequence = 0 } = events.get(id) ?? {}
    const before = last.get(laneId) ?? { sequence: 0, endedAt: 0 }
    expect(sequence).toBe(before.sequence + 1)
    expect(startedAt).toBeGreaterThanOrEqual(before.endedAt)
    last.set(laneId, { sequence, endedAt: endedAt ?? Number.POSITIVE_INFINITY })
  }
}

const threadsOf = (worker: { log(): Record<string, unknown>[] }) =>
  new Set(
    worker
      .log()
      .filter(({ msg }) => msg === 'delivery.attempted')
      .map(({ thread }) => thread),
  )

describe('a worker with two threads', () => {
  it('delivers from both, keeps the order of each lane, and drains both at SIGTERM', async () => {
    const count = await record({ services: 30, each: 4 })
    receiver.otherwise({ status: 200, delayMs: 100 })
    const worker = await start()
    await delivered(count)
    expect(threadsOf(worker)).toEqual(new Set([undefined, 2]))
    expect(receiver.requests).toHaveLength(count)
    await expectOrder()
    worker.signal('SIGTERM')
    const { code, stderr } = await worker.ended
    expect([code, stderr]).toEqual([0, ''])
  })
})
