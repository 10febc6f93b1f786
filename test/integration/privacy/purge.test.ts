import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createPurgeBodiesJob } from '../../../src/jobs/purge-bodies.job.js'
import { resolveOptions } from '../../../src/options.js'
import { generateEncryptionKey } from '../../../src/secrets/secret-box.js'
import { runOnce } from '../jobs/run-once.js'
import { type Desk, openDesk } from '../screens-desk/desk.js'

let desk: Desk
let eventId: string
beforeAll(async () => {
  desk = await openDesk({ jobs: false })
  await desk.run(`/Integration/records/${desk.integrationId}/test`)
  const [event] = await desk.rows<{ id: string }>('select id from content_platforms.webhook_event')
  eventId = event?.id ?? ''
  await desk.rows('delete from content_platforms.delivery_attempt')
})
afterAll(() => desk.close())

const addAttempts = (count: number, days: number) =>
  desk.rows<{ id: string }>(
    `insert into content_platforms.delivery_attempt (event_id, integration_id, number, started_at, duration_ms, outcome,
       status, message, request_sha256, request_masked, response_masked)
     select $1, $2, 1, now() - make_interval(days => $4), 5, 'refused', 500, 'fora do ar', 'abc', '{"a":1}', '{"b":2}'
     from generate_series(1, $3) returning id::text`,
    [eventId, desk.integrationId, count, days],
  )
const kept = async () => {
  const [row] = await desk.rows<{ n: number }>(
    'select count(*)::int as n from content_platforms.delivery_attempt where response_masked is not null',
  )
  return row?.n
}
const run = (options: { keepDays: number; batchSize?: number }) =>
  runOnce(createPurgeBodiesJob(options), desk.dataSource)

describe('BR-75: bodies of attempts', () => {
  it('are kept for 90 days unless the host says otherwise', () => {
    const given = { dataSource: desk.dataSource, encryptionKey: generateEncryptionKey() }
    expect(resolveOptions(given).retention.attemptBodiesDays).toBe(90)
    expect(() => resolveOptions({ ...given, retention: { attemptBodiesDays: 0 } })).toThrow(/attemptBodiesDays/)
  })

  it('are forgotten after N days, in small batches; everything else of the attempt stays', async () => {
    const [old] = await addAttempts(25, 91)
    const [young] = await addAttempts(1, 89)
    expect(await run({ keepDays: 90, batchSize: 10 })).toEqual({ purged: 25 })
    const rows = await desk.rows('select * from content_platforms.delivery_attempt where id = any($1) order by id', [
      [old?.id, young?.id],
    ])
    expect(rows).toEqual([
      expect.objectContaining({
        ...{ outcome: 'refused', status: 500, message: 'fora do ar', request_sha256: 'abc', duration_ms: 5 },
        ...{ request_masked: null, response_masked: null, bodies_purged_at: expect.any(Date) },
      }),
      expect.objectContaining({ request_masked: '{"a":1}', response_masked: '{"b":2}', bodies_purged_at: null }),
    ])
    expect(await run({ keepDays: 90 })).toEqual({ purged: 0 })
  })

  it('that somebody holds at the moment are left for the next run, which waits for nobody', async () => {
    const [held] = await addAttempts(3, 100)
    const runner = desk.dataSource.createQueryRunner()
    await runner.startTransaction()
    await runner.query('select from content_platforms.delivery_attempt where id = $1 for update', [held?.id])
    expect(await run({ keepDays: 90 })).toEqual({ purged: 2 })
    await runner.commitTransaction()
    await runner.release()
    expect(await run({ keepDays: 90 })).toEqual({ purged: 1 })
    expect(await kept()).toBe(1)
  })

  it('are left alone once the process is to stop', async () => {
    await addAttempts(2, 100)
    const result = await runOnce(createPurgeBodiesJob({ keepDays: 90 }), desk.dataSource, AbortSignal.abort())
    expect(result).toEqual({ purged: 0 })
  })

  it('that are gone say since when, on the attempt’s page and in the event’s timeline', async () => {
    await run({ keepDays: 90 })
    const [attempt] = await desk.rows<{ id: string; at: Date }>(
      `select id::text, bodies_purged_at as at from content_platforms.delivery_attempt
       where bodies_purged_at is not null limit 1`,
    )
    const page = await desk.get(`/DeliveryAttempt/records/${attempt?.id}/show`, 'auditor')
    expect(page.record.params).toMatchObject({ bodiesPurgedAt: attempt?.at.toISOString(), message: 'fora do ar' })
    const timeline = await desk.get(`/WebhookEvent/records/${eventId}/showTimeline`, 'auditor')
    const shown = timeline.data.attempts.find(({ id }: { id: string }) => id === attempt?.id)
    expect(shown).toMatchObject({ bodiesPurgedAt: attempt?.at.toISOString(), responseMasked: null })
  })
})
