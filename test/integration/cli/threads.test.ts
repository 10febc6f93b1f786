import { writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { enableService } from '../../../src/domain/services/enable-service.js'
import { suspendService } from '../../../src/domain/services/suspend-service.js'
import { type CommandInput, folderWith, runCommand, startCommand } from '../../support/command.js'
import { ACTOR, LOOPBACK, type Provider } from '../../support/provider.js'
import type { Receiver } from '../../support/receiver.js'
import { parseScrape, samplesOf, sumOf } from '../../support/scrape.js'
import { createWorkplace, startWorker, type Workplace } from '../../support/workplace.js'

const OPTIONS = {
  endpoints: LOOPBACK,
  delivery: { pollMs: 50, deadlineMs: 2_000, leaseMs: 8_000, maxInFlightPerIntegration: 4 },
}

let workplace: Workplace
let provider: Provider
let receiver: Receiver
let environment: Record<string, string>
beforeEach(async () => {
  workplace = await createWorkplace()
  ;({ provider, receiver, environment } = workplace)
})
afterEach(() => workplace.drop())

const configOf = (code: string) => `${code}\nexport default ${JSON.stringify(OPTIONS)}`
const start = async ({ args = [], config = '', ...input }: Partial<CommandInput> & { config?: string } = {}) => {
  const folder = await folderWith({ 'content-platforms.config.mjs': configOf(config) })
  const worker = await startWorker({ args: ['worker', '--threads', '2', ...args], env: environment, folder, ...input })
  return { ...worker, folder }
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

/** Code for the second thread alone. */
const inThread = (code: string) => `
  import { existsSync } from 'node:fs'
  import { threadId } from 'node:worker_threads'
  if (threadId === 2) { ${code} }`
/** Lanes that somebody holds. */
const claimed = async (): Promise<number> => {
  const [{ lanes }] = await provider.dataSource.query(
    'select count(lease_token)::int as lanes from content_platforms.delivery_lane',
  )
  return lanes
}

describe('a worker with two threads', () => {
  it('delivers from both, keeps the order of each lane, and drains both at SIGTERM', async () => {
    const count = await record({ services: 30, each: 4 })
    receiver.otherwise({ status: 200, delayMs: 100 })
    const worker = await start()
    await delivered(count)
    expect(threadsOf(worker)).toEqual(new Set([1, 2]))
    expect(receiver.requests).toHaveLength(count)
    await expectOrder()
    worker.signal('SIGTERM')
    const { code, stderr } = await worker.ended
    expect([code, stderr]).toEqual([0, ''])
  })

  it('lets what both have under way end after SIGTERM, sends nothing twice and gives all lanes back', async () => {
    await record({ services: 12, each: 2 })
    const answers: (() => void)[] = []
    receiver.otherwise((_request, response) => void answers.push(() => response.writeHead(200).end('{}')))
    const worker = await start()
    await vi.waitFor(() => expect(receiver.requests).toHaveLength(8), { timeout: 10_000 }) // four for each thread
    worker.signal('SIGTERM')
    await worker.logged('worker.draining')
    for (const answer of answers) answer()
    expect((await worker.ended).code).toBe(0)
    expect(threadsOf(worker)).toEqual(new Set([1, 2]))
    expect(receiver.requests).toHaveLength(8)
    expect((await provider.events()).filter(({ state }) => state === 'delivered')).toHaveLength(8)
    expect(await claimed()).toBe(0)
  })

  it('has the second help as soon as the first has many lanes in flight, without any poll', async () => {
    const delivery = { ...OPTIONS.delivery, pollMs: 60_000, deadlineMs: 60_000, maxInFlightPerIntegration: 64 }
    const folder = await folderWith({ 'content-platforms.config.json': JSON.stringify({ ...OPTIONS, delivery }) })
    receiver.otherwise('timeout')
    await start({ folder })
    await record({ services: 66, each: 1 })
    await vi.waitFor(() => expect(receiver.requests).toHaveLength(66), { timeout: 10_000 })
  })

  it('BR-83: has its process pause an integration whose platform answers 410, once and audited, and tell of it soon', async () => {
    const { dataSource, audit } = provider
    receiver.otherwise(410)
    const worker = await start()
    // The watch will not run by itself for a while.
    await vi.waitFor(
      async () =>
        expect(
          await dataSource.query(
            `select from content_platforms.job
             where name = 'alert.watch' and lease_token is null and due_at > now() + interval '15 seconds'`,
          ),
        ).toHaveLength(1),
      { timeout: 10_000 },
    )
    await record({ services: 12, each: 1 })
    const gone = () => dataSource.query(`select from content_platforms.alert where kind = 'integration_gone'`)
    await vi.waitFor(async () => expect(await gone()).toHaveLength(1), { timeout: 10_000 })
    const [entry] = await audit('integration.paused')
    expect(entry).toMatchObject({ actor: 'worker', reason: 'HTTP 410', after: { active: false } })
    worker.signal('SIGTERM')
    expect((await worker.ended).code).toBe(0)
    expect(worker.log().filter(({ msg }) => msg === 'delivery.pause_failed')).toEqual([])
    expect(await audit('integration.paused')).toHaveLength(1)
  })

  it('delivers over the DataSource that its file makes, too', async () => {
    const count = await record({ services: 8, each: 2 })
    const dist = pathToFileURL(join(import.meta.dirname, '../../../dist/entities/index.js')).href
    const typeorm = pathToFileURL(createRequire(import.meta.url).resolve('typeorm')).href
    const folder = await folderWith({
      'content-platforms.config.mjs': `
        import typeorm from '${typeorm}'
        import { contentPlatformEntities } from '${dist}'
        export default { ...${JSON.stringify(OPTIONS)}, dataSource: new typeorm.DataSource({ type: 'postgres',
          url: process.env.HOST_DATABASE, entities: contentPlatformEntities }) }`,
    })
    const { DATABASE_URL: url = '', ...env } = environment
    const worker = await start({ folder, env: { ...env, HOST_DATABASE: url } })
    await delivered(count)
    expect(receiver.requests).toHaveLength(count)
    worker.signal('SIGTERM')
    expect((await worker.ended).code).toBe(0)
  })

  it('ends at once at a second signal', async () => {
    await record({ services: 12, each: 1 })
    receiver.otherwise('timeout')
    const worker = await start({ args: ['--drain-seconds', '60'] })
    await vi.waitFor(() => expect(receiver.requests).toHaveLength(8), { timeout: 10_000 })
    worker.signal('SIGTERM')
    await worker.logged('worker.draining')
    worker.signal('SIGTERM')
    expect((await worker.ended).code).toBe(143)
  })

  it.each([
    ['throws', `setInterval(() => { if (existsSync('crash')) throw new Error('lost') }, 20)`, 'lost'],
    ['exits', `setInterval(() => { if (existsSync('crash')) process.exit(7) }, 20)`, 'exit code 7'],
  ])(
    'of which one %s drains the other and ends with 1, so that whoever watches it starts it anew',
    async (_, code, reason) => {
      const worker = await start({ config: inThread(code) })
      await writeFile(join(worker.folder, 'crash'), '')
      const ended = await worker.ended
      expect(ended.code).toBe(1)
      expect(ended.stderr).toBe(`adminjs-content-platforms: Ended because thread 2 ended by itself: ${reason}.\n`)
      expect(worker.log().map(({ msg }) => msg)).toEqual(
        expect.arrayContaining(['worker.crashed', 'worker.draining', 'worker.stopped']),
      )
    },
  )

  it('tells one page of figures for both: counts added up, what the database says once', async () => {
    const count = await record({ services: 30, each: 4 })
    receiver.otherwise({ status: 200, delayMs: 100 })
    const worker = await start({ args: ['--metrics-port', '0'] })
    const scrape = async () => parseScrape(await (await fetch(`http://127.0.0.1:${worker.ports[0]}/metrics`)).text())
    await vi.waitFor(async () => expect(sumOf(await scrape(), 'content_platforms_delivery_in_flight_lanes')).toBe(8))
    await delivered(count)
    expect(threadsOf(worker)).toEqual(new Set([1, 2]))
    const after = await scrape()
    expect(sumOf(after, 'content_platforms_delivery_delivered_total')).toBe(count)
    expect(sumOf(after, 'content_platforms_delivery_attempt_duration_seconds_count')).toBe(count)
    expect(samplesOf(after, 'content_platforms_database_up')).toEqual([
      { name: expect.anything(), labels: {}, value: 1 },
    ])
    expect(sumOf(after, 'content_platforms_integration_active')).toBe(1)
    expect(samplesOf(after, 'process_start_time_seconds')).toHaveLength(1)
    expect(new Set(after.map(({ name, labels }) => JSON.stringify([name, labels]))).size).toBe(after.length)
  })

  it('is ready while both deliver, and says which one does not', async () => {
    const worker = await start({
      args: ['--health-port', '0'],
      config: inThread(`setInterval(() => { while (existsSync('hang')); }, 20)`),
    })
    const ready = async () => (await fetch(`http://127.0.0.1:${worker.ports[0]}/health/ready`)).json()
    expect(await ready()).toMatchObject({ status: 'ready', checks: { worker: { ok: true } } })
    await writeFile(join(worker.folder, 'hang'), '')
    const reason = 'thread 2: no answer within 2000 ms'
    await vi.waitFor(
      async () => expect(await ready()).toMatchObject({ status: 'not_ready', checks: { worker: { reason } } }),
      { timeout: 10_000 },
    )
  })

  it.each([
    ['3 when the file throws', `throw new Error('no vault')`, 3, 'no vault'],
    [
      '4 when the database is away',
      `process.env.DATABASE_URL = 'postgres://127.0.0.1:1/x'`,
      4,
      "Can't connect to the database: nothing listens there.",
    ],
  ])('of which one can not start ends with %s, in one sentence', async (_, code, exitCode, sentence) => {
    const folder = await folderWith({ 'content-platforms.config.mjs': configOf(inThread(code)) })
    const ended = await runCommand({ args: ['worker', '--threads', '2'], env: environment, folder })
    expect(ended.code).toBe(exitCode)
    expect(ended.stderr).toMatch(/^adminjs-content-platforms: .*\n$/)
    expect(ended.stderr).toContain(sentence)
  })
})

describe('how many threads', () => {
  it('the option says, else the file, else the environment', async () => {
    const startedWith = async (input: CommandInput) => {
      const worker = startCommand(input)
      const { threads } = await worker.logged('worker.started')
      worker.signal('SIGTERM')
      expect((await worker.ended).code).toBe(0)
      return threads
    }
    const folder = await folderWith({ 'content-platforms.config.json': JSON.stringify({ worker: { threads: 3 } }) })
    const env = { ...environment, CONTENT_PLATFORMS_THREADS: '2' }
    expect(await startedWith({ args: ['worker', '--threads', '1'], env, folder })).toBe(1)
    expect(await startedWith({ args: ['worker'], env, folder })).toBe(3)
    expect(await startedWith({ args: ['worker'], env })).toBe(2)
  })
})
