import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { suspendService } from '../../../src/domain/services/suspend-service.js'
import { type CommandInput, folderWith } from '../../support/command.js'
import { ACTOR, LOOPBACK, type Provider } from '../../support/provider.js'
import type { Receiver } from '../../support/receiver.js'
import { parseScrape, sumOf } from '../../support/scrape.js'
import { createWorkplace, startWorker, type Workplace } from '../../support/workplace.js'

const DELIVERY = { pollMs: 50, deadlineMs: 2_000, leaseMs: 8_000 }

let workplace: Workplace
let provider: Provider
let receiver: Receiver
let environment: Record<string, string>
beforeEach(async () => {
  workplace = await createWorkplace()
  ;({ provider, receiver, environment } = workplace)
})
afterEach(() => workplace.drop())

const linked = () => provider.linked({ integration: { url: receiver.url } })
const CONFIG = `export default ${JSON.stringify({ endpoints: LOOPBACK, delivery: DELIVERY })}`
const start = async (input: Partial<CommandInput> = {}) => {
  const folder = await folderWith({ 'content-platforms.config.mjs': CONFIG })
  return startWorker({ args: ['worker'], env: environment, folder, ...input })
}
const arrived = (count: number) =>
  vi.waitFor(() => expect(receiver.requests.length).toBeGreaterThanOrEqual(count), { timeout: 10_000 })
const delivered = (count: number) =>
  vi.waitFor(
    async () => expect((await provider.events()).filter(({ state }) => state === 'delivered').length).toBe(count),
    { timeout: 10_000 },
  )
const ready = async (port: number | undefined) => {
  const answer = await fetch(`http://127.0.0.1:${port}/health/ready`)
  return [answer.status, await answer.json()]
}

describe('the worker command', () => {
  it('delivers what another process records, logs JSON lines without secrets, and ends with 0 at SIGTERM', async () => {
    const { integrationId } = await linked()
    const worker = await start()
    await arrived(1)
    await delivered(1)
    expect(await worker.logged('delivery.attempted')).toMatchObject({
      level: 'info',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      integrationId,
      outcome: 'accepted',
    })
    worker.signal('SIGTERM')
    const { code, stdout, stderr } = await worker.ended
    expect([code, stderr]).toEqual([0, ''])
    expect(worker.log().at(-1)?.msg).toBe('worker.stopped')
    expect(stdout).not.toContain(workplace.key)
    expect(stdout).not.toContain(provider.url)
  })

  it('runs the jobs too, unless --no-jobs leaves them to another process', async () => {
    const jobs = () => provider.dataSource.query('select name from content_platforms.job')
    const alone = await start({ args: ['worker', '--no-jobs'] })
    alone.signal('SIGINT')
    expect((await alone.ended).code).toBe(0)
    expect(await jobs()).toEqual([])
    await start()
    await vi.waitFor(async () => expect((await jobs()).length).toBeGreaterThan(5), { timeout: 10_000 })
  })

  it('lets a request under way end after SIGTERM, says meanwhile that it drains, and sends nothing twice', async () => {
    let answer = () => {}
    receiver.script((_request, response) => {
      answer = () => void response.writeHead(200).end('{}')
    })
    const worker = await start({ args: ['worker', '--health-port', '0'] })
    expect(await ready(worker.ports[0])).toMatchObject([200, { status: 'ready', checks: { worker: { ok: true } } }])
    const { serviceId } = await linked()
    await arrived(1)
    await provider.inTransaction((tx) => suspendService(tx, { serviceId, kind: 'debt', actor: ACTOR }))
    worker.signal('SIGTERM')
    await worker.logged('worker.draining')
    expect(await ready(worker.ports[0])).toMatchObject([503, { checks: { worker: { reason: 'draining' } } }])
    answer()
    expect((await worker.ended).code).toBe(0)
    expect(receiver.requests).toHaveLength(1)
    expect((await provider.events()).map(({ state }) => state)).toEqual(['delivered', 'pending'])
    const [lane] = await provider.dataSource.query('select lease_token from content_platforms.delivery_lane')
    expect(lane.lease_token).toBeNull()
  })

  it('breaks off what still runs at the end of --drain-seconds, and ends with 0', async () => {
    receiver.otherwise('timeout')
    const worker = await start({ args: ['worker', '--drain-seconds', '0'] })
    await linked()
    await arrived(1)
    worker.signal('SIGTERM')
    expect((await worker.ended).code).toBe(0)
    const [attempt] = await provider.dataSource.query('select error_class from content_platforms.delivery_attempt')
    expect(attempt.error_class).toBe('interrupted')
  })

  it('ends at once at a second signal', async () => {
    receiver.otherwise('timeout')
    const worker = await start({ args: ['worker', '--drain-seconds', '60'] })
    await linked()
    await arrived(1)
    worker.signal('SIGINT')
    await worker.logged('worker.draining')
    worker.signal('SIGINT')
    expect((await worker.ended).code).toBe(130)
  })

  it('logs an error that nobody caught and ends with 1', async () => {
    const folder = await folderWith({
      'content-platforms.config.mjs': `process.on('SIGUSR2', () => Promise.reject(new Error('lost')))\n${CONFIG}`,
    })
    const worker = await start({ folder })
    worker.signal('SIGUSR2')
    expect((await worker.ended).code).toBe(1)
    expect(worker.log().at(-1)).toMatchObject({ level: 'error', msg: 'worker.crashed', err: { message: 'lost' } })
  })

  it('answers probes on one port and figures on another, on this machine only', async () => {
    await linked()
    const worker = await start({ args: ['worker', '--health-port', '0', '--metrics-port', '0', '--bind', '127.0.0.1'] })
    const [port] = worker.ports
    expect(worker.ports).toHaveLength(1) // the same number, so one server
    expect((await fetch(`http://127.0.0.1:${port}/health/live`)).status).toBe(200)
    await delivered(1)
    const scrape = parseScrape(await (await fetch(`http://127.0.0.1:${port}/metrics`)).text())
    expect(sumOf(scrape, 'content_platforms_delivery_delivered_total')).toBe(1)
    expect(sumOf(scrape, 'process_resident_memory_bytes')).toBeGreaterThan(1_000_000)
    expect((await fetch(`http://127.0.0.1:${port}/metrics`, { method: 'POST' })).status).toBe(405)
    expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(404)
  })

  it('keeps figures off the port of the probes when they have one of their own', async () => {
    const worker = await start({ env: { ...environment, CONTENT_PLATFORMS_HEALTH_PORT: '0' } })
    const [port] = worker.ports
    expect((await fetch(`http://127.0.0.1:${port}/health/live`)).status).toBe(200)
    expect((await fetch(`http://127.0.0.1:${port}/metrics`)).status).toBe(404)
  })

  it('leaves the work of one that was killed to the other, with the same id', async () => {
    const first = await start()
    receiver.script('timeout')
    await linked()
    await arrived(1)
    first.signal('SIGKILL')
    expect((await first.ended).code).toBe('SIGKILL')
    await start()
    await vi.waitFor(() => expect(receiver.requests.length).toBe(2), { timeout: 20_000 })
    expect(new Set(receiver.requests.map(({ id }) => id)).size).toBe(1)
    await delivered(1)
  })
})

describe('the configuration file', () => {
  it.each([
    ['a .json', 'other.json', JSON.stringify({ endpoints: LOOPBACK, delivery: DELIVERY })],
    ['a function', 'other.mjs', `export default async () => (${JSON.stringify({ endpoints: LOOPBACK })})`],
    ['a promise', 'other.js', `export default Promise.resolve(${JSON.stringify({ endpoints: LOOPBACK })})`],
  ])('may be %s', async (_, name, text) => {
    await linked()
    const folder = await folderWith({ [name]: text, 'package.json': '{"type":"module"}' })
    await start({ args: ['worker', '--config', name], folder })
    await arrived(1)
  })

  it('wins over the environment, which fills what it leaves out', async () => {
    await linked()
    const config = { endpoints: LOOPBACK, database: { url: provider.url, poolSize: 5 }, encryptionKey: workplace.key }
    const folder = await folderWith({ 'content-platforms.config.json': JSON.stringify(config) })
    await start({ folder, env: { DATABASE_URL: 'postgres://127.0.0.1:1/nowhere' } })
    await arrived(1)
  })

  it('brings gateways of the host', async () => {
    const { integrationId } = await linked()
    await provider.dataSource.query(`update content_platforms.integration set gateway = 'own' where id = $1`, [
      integrationId,
    ])
    const gateway = `{
      name: 'own', label: 'Own', listProducts: async () => [], readAnswer: () => ({ kind: 'accepted' }),
      buildRequest: ({ endpoint }) => ({ method: 'POST', url: endpoint.url, headers: {}, body: 'of the host' }),
    }`
    const config = `export default { endpoints: ${JSON.stringify(LOOPBACK)}, gateways: [${gateway}] }`
    await start({ folder: await folderWith({ 'content-platforms.config.mjs': config }) })
    await arrived(1)
    expect(receiver.requests[0]?.body).toBe('of the host')
  })

  it("may bring the host's own DataSource", async () => {
    await linked()
    const typeorm = JSON.stringify(import.meta.resolve('typeorm'))
    const entities = JSON.stringify(new URL('../../../dist/entities/index.js', import.meta.url).href)
    const config = `
      import { DataSource } from ${typeorm}
      import { contentPlatformEntities as entities } from ${entities}
      const dataSource = new DataSource({ type: 'postgres', url: process.env.HOST_DATABASE, entities })
      export default { endpoints: ${JSON.stringify(LOOPBACK)}, dataSource }`
    const env = { HOST_DATABASE: provider.url, CONTENT_PLATFORMS_ENCRYPTION_KEY: workplace.key }
    const worker = await start({ folder: await folderWith({ 'content-platforms.config.mjs': config }), env })
    await delivered(1)
    worker.signal('SIGTERM')
    expect((await worker.ended).code).toBe(0)
  })
})
