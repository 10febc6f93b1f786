import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import type { ReceivedRequest } from '../../support/receiver.js'
import { explainByUnknownOutcome, explainByUnseenAnswer, findBrokenPromises, readCommitted } from './invariants.js'
import type { RecorderInput } from './recorder.js'
import type { WorkerInput } from './worker.js'
import { buildWorker, endWorkers, startWorker } from './worker-process.js'
import { createWorld, type World } from './world.js'

let world: World
let worker: Awaited<ReturnType<typeof buildWorker>>
let recorder: Awaited<ReturnType<typeof buildWorker>>
beforeAll(async () => {
  ;[world, worker, recorder] = await Promise.all([createWorld(), buildWorker(), buildWorker('webhooks/recorder')])
})
afterEach(async () => {
  await endWorkers()
  await world.tidy()
})
afterAll(async () => {
  await Promise.all([worker.remove(), recorder.remove()])
  await world.drop()
})

/** The dispatcher's own defaults. */
const DEFAULTS = { deadlineMs: 15_000, leaseMs: 8_000, pollMs: 500 }

const start = (change: Partial<WorkerInput> = {}) =>
  startWorker({
    script: worker.script,
    input: { databaseUrl: world.url, ...DEFAULTS, delaysMs: [20, 20], drainMs: 2_000, hangAt: null, ...change },
  })

const lanesOf = async (count: number) => {
  const receiver = await world.receiver()
  const integrationId = await world.integration(receiver.url)
  const accountIds = await world.accounts(integrationId, count)
  return { receiver, integrationId, accountIds }
}
const PATIENCE = { timeout: 60_000, interval: 50 } // the machine may be busy
const delivered = () =>
  vi.waitFor(async () => {
    const committed = await readCommitted(world.dataSource)
    expect(committed.filter(({ state }) => state !== 'delivered')).toEqual([])
  }, PATIENCE)

/** How long, in ms, each lane stood still at most between two of its requests, in rising order. */
const silences = (requests: readonly ReceivedRequest[]): number[] => {
  const lastAt = new Map<number | undefined, number>()
  const longest = new Map<number | undefined, number>()
  for (const { account, startedAt } of requests) {
    const silence = startedAt - (lastAt.get(account) ?? startedAt)
    longest.set(account, Math.max(silence, longest.get(account) ?? 0))
    lastAt.set(account, startedAt)
  }
  return [...longest.values()].sort((a, b) => a - b)
}

it('4 worker processes: each event at least once, again only without an answer, never two in flight in one lane, order kept', async () => {
  const { receiver, integrationId, accountIds } = await lanesOf(500)
  await Promise.all(Array.from({ length: 4 }, () => start()))
  for (let round = 0; round < 10; round += 1) await world.record({ integrationId, accountIds })
  await delivered()
  const committed = await readCommitted(world.dataSource)
  expect(committed).toHaveLength(5_000)
  const mayRepeat = await explainByUnseenAnswer(world.dataSource)
  expect(findBrokenPromises({ committed, requests: receiver.requests, mayRepeat })).toEqual([])
}, 120_000)

describe('kill -9', () => {
  it('of one of two workers in mid-drain, at the default settings: its lanes move again within 10 s', async () => {
    const { receiver, integrationId, accountIds } = await lanesOf(300)
    receiver.otherwise({ status: 200, delayMs: 20 })
    const [victim] = await Promise.all([start(), start()])
    for (let round = 0; round < 20; round += 1) await world.record({ integrationId, accountIds })
    await vi.waitFor(() => expect(receiver.requests.length).toBeGreaterThan(1_000), PATIENCE)
    victim.signal('SIGKILL')
    await victim.ended
    await delivered()
    const committed = await readCommitted(world.dataSource)
    const mayRepeat = await explainByUnknownOutcome(world.dataSource)
    expect(findBrokenPromises({ committed, requests: receiver.requests, mayRepeat })).toEqual([])
    // What the machine itself makes wait is seen in the lanes that the victim didn't hold.
    const found = silences(receiver.requests)
    const undisturbed = found.filter((silence) => silence < DEFAULTS.leaseMs / 2).at(-1) ?? 0
    const longest = found.at(-1) ?? 0
    expect(longest).toBeGreaterThan(DEFAULTS.leaseMs / 2) // it held lanes when it died
    expect(longest - undisturbed).toBeLessThan(10_000)
  }, 120_000)

  it('between commit and wake-up: delivered by the poll within 1 s', async () => {
    const { receiver, integrationId, accountIds } = await lanesOf(1)
    await start()
    const input: RecorderInput = { databaseUrl: world.url, integrationId, accountId: accountIds[0] ?? 0 }
    const dead = await startWorker({ script: recorder.script, input })
    expect(await dead.ended).toBe('SIGKILL')
    const diedAt = performance.now()
    await vi.waitFor(() => expect(receiver.requests).toHaveLength(1), { timeout: 5_000, interval: 10 })
    expect((receiver.requests[0]?.startedAt ?? 0) - diedAt).toBeLessThan(1_000)
  })
})

it('SIGSTOP in the middle of a settle: its lanes move again although its transaction was never ended', async () => {
  const { receiver, integrationId, accountIds } = await lanesOf(3)
  const lease = { leaseMs: 1_500, deadlineMs: 1_000 }
  const sleeper = await start({ ...lease, hangAt: 'settle' })
  await world.record({ integrationId, accountIds })
  await sleeper.said('hangs')
  sleeper.signal('SIGSTOP')
  const stoppedAt = performance.now()
  await start(lease)
  await delivered()
  expect(performance.now() - stoppedAt).toBeLessThan(10_000)
  await world.record({ integrationId, accountIds }) // whoever records waits for nobody either
  await delivered()
  expect(new Set(receiver.requests.map(({ id }) => id)).size).toBe(6)
}, 120_000)

it('SIGSTOP of one of three workers in mid-drain, then SIGCONT: all arrives in order, and what it wrote late changes nothing', async () => {
  const { receiver, integrationId, accountIds } = await lanesOf(200)
  receiver.otherwise({ status: 200, delayMs: 5 })
  const lease = { leaseMs: 1_500, deadlineMs: 1_000 }
  const [sleeper] = await Promise.all([start(lease), start(lease), start(lease)])
  for (let round = 0; round < 20; round += 1) await world.record({ integrationId, accountIds })
  await vi.waitFor(() => expect(receiver.requests.length).toBeGreaterThan(500), PATIENCE)
  sleeper.signal('SIGSTOP')
  await delivered()
  sleeper.signal('SIGCONT')
  for (let round = 0; round < 5; round += 1) await world.record({ integrationId, accountIds })
  await delivered()
  const committed = await readCommitted(world.dataSource)
  const isUnseen = await explainByUnseenAnswer(world.dataSource)
  expect(
    findBrokenPromises({
      committed,
      requests: receiver.requests,
      mayRepeat: (event, repeats) => repeats === 1 || isUnseen(event, repeats - 1),
      mayOverlap: () => true,
    }),
  ).toEqual([])
}, 120_000)
