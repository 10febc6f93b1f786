import { afterEach, beforeEach, expect, it } from 'vitest'
import { checkActivity } from '../../../src/api/checks.js'
import { createReadReadiness } from '../../../src/api/read-readiness.js'
import { createWorkerActivity, type WorkerActivity } from '../../../src/api/worker-activity.js'
import { NO_OBSERVER } from '../../../src/webhooks/delivery-observer.js'
import { createTestDatabase, type TestDatabase } from '../../support/database.js'
import { type DatabaseProxy, startDatabaseProxy } from '../../support/database-proxy.js'
import { connect } from '../../support/template-database.js'

let db: TestDatabase
let proxy: DatabaseProxy
beforeEach(async () => {
  db = await createTestDatabase()
  proxy = await startDatabaseProxy(db.url)
})
afterEach(async () => {
  await proxy.close()
  await db.drop()
})

const MAX_CLAIM_AGE_MS = 10_000
const read = (activity: Pick<WorkerActivity, 'read'> = createWorkerActivity()) =>
  createReadReadiness({
    dataSource: db.dataSource,
    checkWorker: async () => checkActivity(activity, { maxClaimAgeMs: MAX_CLAIM_AGE_MS }),
  })()
const lastClaimed = (ageMs: number) => ({
  read: () => ({ state: 'running' as const, lastClaimAt: performance.now() - ageMs }),
})

it('a worker that has not looked for due events for too long is not ready, and says since when', async () => {
  expect((await read(lastClaimed(5_000))).ready).toBe(true)
  const { ready, checks } = await read(lastClaimed(12_000))
  expect([ready, checks.worker]).toEqual([false, { ok: false, reason: 'last looked for due events 12 s ago' }])
})

it('counts from its start until it first claims, and by each claim from then on', async () => {
  const activity = createWorkerActivity()
  const before = performance.now()
  activity.started()
  expect(activity.read().lastClaimAt).toBeGreaterThanOrEqual(before)
  const observer = activity.noting(NO_OBSERVER)
  const { lastClaimAt } = activity.read()
  observer.claimed({ lanes: 0, durationMs: 1 })
  expect(activity.read().lastClaimAt).toBeGreaterThan(lastClaimAt)
})

it('a database that does not answer makes it not ready within the deadline, without a word of where it is', async () => {
  const dataSource = await connect(proxy.url)
  const readStalled = createReadReadiness({
    dataSource,
    checkWorker: async () => undefined,
  })
  expect((await readStalled()).ready).toBe(true)
  proxy.stall()
  const startedAt = performance.now()
  const stalled = await readStalled()
  expect(performance.now() - startedAt).toBeLessThan(4_000)
  expect(stalled).toEqual({
    ready: false,
    checks: { database: { ok: false, reason: 'no answer within 2000 ms, or refused' }, migrations: { ok: true } },
  })
  proxy.resume()
  expect((await readStalled()).ready).toBe(true)
  await dataSource.destroy()
})
