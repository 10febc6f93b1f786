import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { buildWorker, endWorkers, startWorker } from '../webhooks/worker-process.js'
import { type BulkProvider, createBulkProvider } from './bulk-provider.js'
import type { BulkWorkerInput } from './bulk-worker.js'

const SERVICES = 3_000

let provider: BulkProvider
let built: Awaited<ReturnType<typeof buildWorker>>

beforeAll(async () => {
  ;[provider, built] = await Promise.all([createBulkProvider(), buildWorker('bulk/bulk-worker')])
}, 60_000)
afterAll(async () => {
  await endWorkers()
  await built.remove()
  await provider.drop()
})

describe('BR-102: a worker that is killed', () => {
  it('leaves each item done with its effect or untouched, and the next one does the rest, no item twice', async () => {
    const { productId } = await provider.integration()
    const packageId = await provider.package({ productId })
    const planId = await provider.plan()
    await provider.services(SERVICES, planId)
    const jobId = await provider.start({
      kind: 'link',
      packageId,
      consentChannel: 'contrato',
      filter: { planIds: [planId] },
    })

    const input: BulkWorkerInput = { databaseUrl: provider.url }
    const worker = await startWorker({ script: built.script, input })
    await vi.waitFor(async () => expect((await provider.job(jobId)).done).toBeGreaterThan(100), {
      timeout: 30_000,
      interval: 5,
    })
    worker.signal('SIGKILL')
    expect(await worker.ended).toBe('SIGKILL')

    const effects = async () => {
      const [row] = await provider.dataSource.query(
        `select (select count(*)::int from content_platforms.package_subscription where package_id = $1) as links,
           (select count(*)::int from content_platforms.webhook_event where type = 'content.subscription.created') as events,
           (select count(*)::int from content_platforms.audit_entry where action = 'subscription.linked') as audited,
           (select count(*)::int from content_platforms.bulk_job_item where job_id = $2 and state = 'done') as done`,
        [packageId, jobId],
      )
      return row
    }
    // The server ends the dead process's transaction by itself; what it had not committed is as if it never was.
    const left = await provider.job(jobId)
    expect(left.state).toBe('running')
    expect(left.done).toBeLessThan(SERVICES)
    const { links, events, audited, done } = await effects()
    expect([events, audited, done]).toEqual([links, links, links])

    // Its lease still stands: nobody else begins before it is over.
    expect(await provider.run()).toEqual({ done: 0, refused: 0 })
    await provider.dataSource.query(
      `update content_platforms.bulk_job set lease_until = clock_timestamp() - interval '1 ms' where id = $1`,
      [jobId],
    )
    await provider.run()
    expect(await provider.job(jobId)).toMatchObject({ state: 'done', done: SERVICES, refused: 0 })
    expect(await effects()).toEqual({ links: SERVICES, events: SERVICES, audited: SERVICES, done: SERVICES })
  }, 120_000)
})
