import type { DataSource } from 'typeorm'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { cancelBulk } from '../../../src/domain/bulk/cancel-bulk.js'
import { savePackage } from '../../../src/domain/catalogue/save-package.js'
import { saveIntegration } from '../../../src/domain/integrations/save-integration.js'
import { enableService } from '../../../src/domain/services/enable-service.js'
import { saveService } from '../../../src/domain/services/save-service.js'
import { suspendService } from '../../../src/domain/services/suspend-service.js'
import { contentPlatforms } from '../../../src/plugin.js'
import { generateEncryptionKey } from '../../../src/secrets/secret-box.js'
import { ACTOR } from '../../support/provider.js'
import { type BulkProvider, createBulkProvider } from './bulk-provider.js'

let provider: BulkProvider

beforeAll(async () => {
  provider = await createBulkProvider()
})
afterAll(() => provider.drop())

/** Another process: a connection pool of its own, with the plugin installed. */
const elsewhere = async (): Promise<DataSource> => {
  const dataSource = await provider.connect()
  contentPlatforms({ dataSource, encryptionKey: generateEncryptionKey() })
  return dataSource
}

const linking = async (count: number) => {
  const { productId } = await provider.integration()
  const packageId = await provider.package({ productId, suspendOnDebt: true })
  const planId = await provider.plan()
  const serviceIds = await provider.services(count, planId)
  const start = () => provider.start({ kind: 'link', packageId, consentChannel: 'site', filter: { planIds: [planId] } })
  return { packageId, planId, serviceIds, start }
}

const statesOf = async (jobId: number): Promise<Record<string, number>> => {
  const counts: Record<string, number> = {}
  for (const { state } of await provider.items(jobId)) counts[state] = (counts[state] ?? 0) + 1
  return counts
}

describe('BR-102: two processes', () => {
  it('never do one item twice, and go on with each other’s jobs', async () => {
    const first = await linking(1_500)
    const second = await linking(1_500)
    const jobIds = [await first.start(), await second.start()]
    const others = [await elsewhere(), await elsewhere()]
    const results = await Promise.all([provider.run(), ...others.map((dataSource) => provider.run(dataSource))])
    // Whoever found nothing to lease has ended; the jobs are done all the same.
    expect(results.reduce((sum, { done = 0 }) => sum + done, 0)).toBe(3_000)
    for (const jobId of jobIds) {
      expect(await provider.job(jobId)).toMatchObject({ state: 'done', done: 1_500, refused: 0 })
    }
    const [{ links, events }] = await provider.dataSource.query(
      `select count(*)::int as links, count(e.id)::int as events from content_platforms.package_subscription s
       left join content_platforms.webhook_event e on e.subscription_id = s.id where s.package_id = any($1)`,
      [[first.packageId, second.packageId]],
    )
    expect([links, events]).toEqual([3_000, 3_000])
    expect(provider.errors).toEqual([])
  }, 60_000)

  it('a worker whose lease went to another changes nothing any more', async () => {
    const { start } = await linking(400)
    const jobId = await start()
    const run = provider.run()
    await vi.waitFor(async () => expect((await provider.job(jobId)).done).toBeGreaterThan(0), { interval: 1 })
    await provider.dataSource.query(
      'update content_platforms.bulk_job set lease_token = gen_random_uuid() where id = $1',
      [jobId],
    )
    await run
    const { done, state } = await provider.job(jobId)
    expect(state).toBe('running')
    expect(await statesOf(jobId)).toMatchObject({ done, pending: 400 - done })
    await provider.dataSource.query(
      'update content_platforms.bulk_job set lease_token = null, lease_until = null where id = $1',
      [jobId],
    )
    await provider.run()
    expect(await provider.job(jobId)).toMatchObject({ state: 'done', done: 400 })
  })
})

describe('a person in the middle of a bulk job', () => {
  it('changes services as always: both are done, and the states follow the facts', async () => {
    const { packageId, serviceIds, start } = await linking(1_000)
    const jobId = await start()
    const run = provider.run()
    const saves: Promise<unknown>[] = []
    for (const [index, serviceId] of serviceIds.filter((_, at) => at % 25 === 0).entries()) {
      saves.push(
        provider.inTransaction(async (tx) => {
          const values = { priceCents: 1_000 + index }
          await saveService(tx, { id: serviceId, values, actor: ACTOR }, provider.domain)
          await suspendService(tx, { serviceId, kind: 'request', actor: ACTOR })
        }),
      )
    }
    await Promise.all(saves)
    await run
    expect(await provider.job(jobId)).toMatchObject({ state: 'done', done: 1_000, refused: 0 })
    const [{ drift }] = await provider.dataSource.query(
      `select count(*)::int as drift from content_platforms.package_subscription s
       join content_platforms.customer_service sv on sv.id = s.service_id
       join content_platforms.service_status st on st.id = sv.status_id
       where s.package_id = $1 and not (case when st.content_effect = 'block'
         then s.recorded_state in ('waiting', 'suspended') else s.recorded_state = 'active' end)`,
      [packageId],
    )
    expect(drift).toBe(0)
    const [{ priced }] = await provider.dataSource.query(
      'select count(*)::int as priced from content_platforms.customer_service where id = any($1) and price_cents < 2000',
      [serviceIds],
    )
    expect(priced).toBe(40)
  }, 60_000)

  it('edits the package and its platform’s switch: nobody has to give way', async () => {
    const { productId, id: integrationId } = await provider.integration()
    const packageId = await provider.package({ productId, suspendOnDebt: true })
    const planId = await provider.plan()
    await provider.services(1_200, planId)
    const filter = { planIds: [planId] }
    let isOver = false
    const edits = async () => {
      for (let turn = 0; !isOver; turn += 1) {
        const isOdd = turn % 2 === 1
        await provider.inTransaction(async (tx) => {
          const [row] = await tx.query('select version from content_platforms.content_package where id = $1', [
            packageId,
          ])
          const values = { suspendOnDebt: isOdd }
          await savePackage(tx, { id: packageId, version: row.version, values, actor: ACTOR })
        })
        await provider.inTransaction((tx) =>
          saveIntegration(
            tx,
            { id: integrationId, values: { sendSuspendResume: isOdd }, actor: ACTOR },
            provider.domain,
          ),
        )
      }
    }
    const work = async () => {
      await provider.start({ kind: 'link', packageId, consentChannel: 'site', filter })
      await provider.run()
      await provider.start({ kind: 'suspend', blockKind: 'debt', reason: 'Lote', filter, confirmedAffected: 1_200 })
      await provider.run()
      await provider.start({ kind: 'resume', reason: 'Pago', filter })
      await provider.run()
      isOver = true
    }
    await Promise.all([work().finally(() => (isOver = true)), edits()])
    expect(provider.errors).toEqual([])
    const [{ wrong }] = await provider.dataSource.query(
      `select count(*)::int as wrong from content_platforms.package_subscription
       where package_id = $1 and recorded_state <> 'active'`,
      [packageId],
    )
    expect(wrong).toBe(0)
  }, 60_000)

  it('is judged by the facts at the item’s turn, not by those of the preview', async () => {
    const { serviceIds, planId } = await linking(3)
    const jobId = await provider.start({
      kind: 'suspend',
      blockKind: 'request',
      reason: 'Obra',
      filter: { planIds: [planId] },
    })
    const [already = 0] = serviceIds
    await provider.inTransaction((tx) => suspendService(tx, { serviceId: already, kind: 'request', actor: ACTOR }))
    await provider.run()
    expect((await provider.items(jobId)).map(({ code }) => code)).toEqual(['SERVICE_ALREADY_SUSPENDED', null, null])
  })

  it('cancels it: what was done stays, what was not is never done, and nobody cancels twice', async () => {
    const { start } = await linking(3_000)
    const jobId = await start()
    const run = provider.run()
    await vi.waitFor(async () => expect((await provider.job(jobId)).done).toBeGreaterThan(0), { interval: 1 })
    const { done, left } = await provider.inTransaction((tx) => cancelBulk(tx, { jobId, actor: ACTOR }))
    await run
    await provider.run()
    expect(await provider.job(jobId)).toMatchObject({ state: 'canceled', done, refused: 0 })
    expect(left).toBeGreaterThan(0)
    expect(await statesOf(jobId)).toEqual({ done, pending: left })
    await expect(provider.inTransaction((tx) => cancelBulk(tx, { jobId, actor: ACTOR }))).rejects.toMatchObject({
      code: 'BULK_NOT_RUNNING',
    })
    expect(await provider.audit('bulk.canceled')).toMatchObject([
      { actor: ACTOR.id, recordId: String(jobId), after: { total: 3_000, done } },
    ])
  })
})

describe('an item that fails in a way that nobody foresaw', () => {
  it('is refused alone, with the id by which it was logged; the others are done', async () => {
    const { packageId, serviceIds, start } = await linking(60)
    const bad = serviceIds[30] ?? 0
    await provider.dataSource.query(
      `create function content_platforms.explode() returns trigger language plpgsql as
         $$ begin raise exception 'boom'; end $$`,
    )
    await provider.dataSource.query(
      `create trigger explode before insert on content_platforms.package_subscription for each row
       when (new.service_id = ${bad}) execute function content_platforms.explode()`,
    )
    try {
      const jobId = await start()
      await provider.run()
      expect(await provider.job(jobId)).toMatchObject({ state: 'done', done: 59, refused: 1 })
      const refused = (await provider.items(jobId)).find(({ state }) => state === 'refused')
      expect(refused).toMatchObject({ serviceId: bad, code: 'UNEXPECTED' })
      expect(provider.errors.map(({ errorId }) => errorId)).toEqual([refused?.data?.id])
      expect(JSON.stringify(provider.errors)).not.toContain('parameters')
      expect((await provider.subscriptions()).filter((one) => one.packageId === packageId)).toHaveLength(59)
    } finally {
      await provider.dataSource.query('drop function content_platforms.explode cascade')
      provider.errors.length = 0
    }
  })
})

describe('several jobs', () => {
  it('take turns: a small one does not wait for the end of a big one', async () => {
    const big = await linking(12_000)
    const small = await linking(10)
    const bigId = await big.start()
    const smallId = await small.start()
    const stop = new AbortController()
    const run = provider.run(provider.dataSource, stop.signal)
    await vi.waitFor(async () => expect((await provider.job(smallId)).state).toBe('done'), { timeout: 20_000 })
    expect((await provider.job(bigId)).state).toBe('running')
    stop.abort()
    await run
    const { done, state } = await provider.job(bigId)
    expect([state, done < 12_000]).toEqual(['running', true])
    // It was given back, so whoever comes next need not wait for the lease.
    const [{ token }] = await provider.dataSource.query(
      'select lease_token as token from content_platforms.bulk_job where id = $1',
      [bigId],
    )
    expect(token).toBeNull()
    await provider.inTransaction((tx) => cancelBulk(tx, { jobId: bigId, actor: ACTOR }))
  }, 60_000)

  it('of contrary aims end where the last word on each service says, without a deadlock', async () => {
    const { planId, serviceIds } = await linking(300)
    const filter = { planIds: [planId] }
    const block = await provider.start({ kind: 'suspend', blockKind: 'request', reason: 'Obra', filter })
    await provider.run()
    const open = await provider.start({ kind: 'resume', reason: 'Obra pronta', filter })
    const other = await elsewhere()
    const [serviceId = 0] = serviceIds
    await Promise.all([
      provider.run(),
      provider.run(other),
      provider
        .inTransaction((tx) => enableService(tx, { serviceId, reason: 'Pediu', actor: ACTOR }))
        .catch((error: { code?: string }) => expect(error.code).toBe('SERVICE_NOT_SUSPENDED')),
    ])
    expect(await provider.job(block)).toMatchObject({ state: 'done', done: 300 })
    const { done, refused } = await provider.job(open)
    expect(done + refused).toBe(300)
    const [{ blocked }] = await provider.dataSource.query(
      `select count(*)::int as blocked from content_platforms.service_block
       where service_id = any($1) and closed_at is null`,
      [serviceIds],
    )
    expect(blocked).toBe(0)
  })
})
