import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { DEFAULT_BREAKER_POLICY } from '../../../src/webhooks/breaker.js'
import type { FailedHeads } from '../../../src/webhooks/failed-heads.js'
import { countRedeliverable, redeliverEvents } from '../../../src/webhooks/redeliver-events.js'
import type { RetryPolicy } from '../../../src/webhooks/retry-policy.js'
import type { ReceivedRequest } from '../../support/receiver.js'
import { QUICK } from './requests.js'
import { createWorld, INFORMATIVE, type World } from './world.js'

let world: World
beforeAll(async () => {
  world = await createWorld()
}, 60_000)
afterEach(() => world.tidy())
afterAll(() => world.drop())

const actor = { id: 'ana@provider.example' }
const count = (filter: FailedHeads = {}) => countRedeliverable(world.dataSource.manager, filter)
const redeliver = (filter: FailedHeads = {}, expectedCount = 1_000_000) =>
  redeliverEvents(world.dataSource, { filter, actor, expectedCount })
const rows = (sql: string, parameters: unknown[] = []) => world.dataSource.query(sql, parameters)

const policyOf = (delaysMs: number[]) => ({ ...QUICK.retryPolicy, delaysMs })
/** With a deadline and a lease that a busy machine does not pass: what is sent twice here is sent twice by mistake. */
const patient = (retryPolicy: RetryPolicy = QUICK.retryPolicy) =>
  world.dispatcher({
    retryPolicy,
    sender: world.sender({ deadlineMs: 15_000 }),
    leaseMs: 60_000,
    // Failures are brought about here for their own sake; what an open breaker means for this is in redeliver-live.
    breaker: { ...DEFAULT_BREAKER_POLICY, minFailures: 1_000_000 },
  })
const untilSettled = () =>
  vi.waitFor(async () => {
    const [row] = await rows(
      `select count(*)::int as waiting from content_platforms.delivery_lane where head_sequence <= last_sequence`,
    )
    expect(row.waiting).toBe(0)
  }, 30_000)

/** As many lanes as asked for, of two events each, whose heads failed once and are parked (or wait for an hour). */
const failedLanes = async (
  lanes: number,
  { answer = 500, delaysMs = [] as number[], type = 'content.subscription.created' } = {},
) => {
  const receiver = await world.receiver()
  receiver.otherwise(answer)
  const integrationId = await world.integration(receiver.url)
  const accountIds = await world.accounts(integrationId, lanes)
  const recorded = await world.record({ integrationId, accountIds: [...accountIds, ...accountIds], type })
  const dispatcher = patient(policyOf(delaysMs))
  dispatcher.start()
  const column = delaysMs.length > 0 ? 'attempts > 0' : 'parked_at is not null'
  await vi.waitFor(async () => {
    const [row] = await rows(
      `select count(*)::int as failed from content_platforms.delivery_lane
       where integration_id = $1 and ${column} and lease_token is null`,
      [integrationId],
    )
    expect(row.failed).toBe(lanes)
  }, 30_000)
  await dispatcher.stop({ deadlineMs: 1_000 })
  const sentBefore = receiver.requests.length
  receiver.otherwise(200)
  return { receiver, integrationId, accountIds, recorded, sent: () => receiver.requests.slice(sentBefore) }
}

const groupByAccount = (requests: readonly ReceivedRequest[]) => {
  const groups = new Map<number | undefined, ReceivedRequest[]>()
  for (const request of requests) groups.set(request.account, [...(groups.get(request.account) ?? []), request])
  return groups
}

describe('BR-90: bulk redelivery', () => {
  it('sends every parked head again with its id, then what waits behind, and records who asked', async () => {
    const { recorded, sent } = await failedLanes(30)
    expect(await count()).toEqual({ redeliverable: 30, held: 0, inactive: 0 })
    expect(await redeliver()).toEqual({ redelivered: 30, remaining: 0 })
    patient().start()
    await untilSettled()
    expect(
      sent()
        .filter(({ sequence }) => sequence === 1)
        .map(({ id }) => id)
        .sort(),
    ).toEqual(
      recorded
        .slice(0, 30)
        .map(({ id }) => id)
        .sort(),
    )
    expect(sent()).toHaveLength(60)
    expect(
      await rows(
        'select distinct requested_by, number from content_platforms.delivery_attempt where requested_by is not null',
      ),
    ).toEqual([{ requested_by: actor.id, number: 2 }])
  })

  it('goes through more lanes than one part holds, and is audited once with filter and count', async () => {
    const { integrationId } = await failedLanes(1)
    await rows(
      `with c as (insert into content_platforms.customer (code, name, person_type)
         select 'M' || n, 'Cliente', 'pf' from generate_series(1, 1200) n returning id),
       a as (insert into content_platforms.platform_account (integration_id, customer_id) select $1::int, id from c returning id),
       l as (insert into content_platforms.delivery_lane (integration_id, account_id, last_sequence, attempts, parked_at)
         select $1::int, id, 1, 10, now() from a returning id)
       insert into content_platforms.webhook_event (id, type, integration_id, lane_id, sequence, occurred_at, data)
       select gen_random_uuid(), 'content.subscription.created', $1::int, id, 1, now(), '{}' from l`,
      [integrationId],
    )
    const filter = { integrationId }
    expect(await redeliver(filter, 1_150)).toEqual({ redelivered: 1_150, remaining: 51 })
    expect(await rows('select actor, action, resource, record_id, after from content_platforms.audit_entry')).toEqual([
      {
        actor: actor.id,
        action: 'redeliver_many',
        resource: 'integration',
        record_id: String(integrationId),
        after: { filter, expected: 1_150, redelivered: 1_150 },
      },
    ])
  })

  it('finds by platform, HTTP status, class of failure, event type, customer and time of the last attempt', async () => {
    const refusing = await failedLanes(2, { answer: 500 })
    const gone = await failedLanes(3, { answer: 404, type: 'content.subscription.removed' })
    await rows(
      `update content_platforms.delivery_attempt set status = null, error_class = 'timeout'
      where event_id = $1`,
      [gone.recorded[0]?.id],
    )
    const found = async (filter: FailedHeads) => (await count(filter)).redeliverable
    expect(await found({ integrationId: refusing.integrationId })).toBe(2)
    expect(await found({ httpStatus: 404 })).toBe(2)
    expect(await found({ errorClass: 'timeout' })).toBe(1)
    expect(await found({ eventType: 'content.subscription.removed' })).toBe(3)
    const [account] = await rows('select customer_id from content_platforms.platform_account where id = $1', [
      gone.accountIds[1],
    ])
    expect(await found({ customerId: account.customer_id })).toBe(1)
    await rows(
      `update content_platforms.delivery_attempt set started_at = started_at - interval '2 days'
      where integration_id = $1`,
      [gone.integrationId],
    )
    const yesterday = new Date(Date.now() - 86_400_000)
    expect(await found({ failedFrom: yesterday })).toBe(2)
    expect(await found({ failedBefore: yesterday })).toBe(3)
    expect(await found({ failedBefore: yesterday, httpStatus: 500 })).toBe(0)
    expect(await redeliver({ httpStatus: 404, integrationId: gone.integrationId })).toEqual({
      redelivered: 2,
      remaining: 0,
    })
    expect(await count()).toEqual({ redeliverable: 3, held: 0, inactive: 0 })
  })

  it('takes heads that wait for a late retry only where asked to, and begins their schedule anew', async () => {
    const { sent } = await failedLanes(3, { delaysMs: [3_600_000, 3_600_000] })
    expect(await count()).toEqual({ redeliverable: 0, held: 0, inactive: 0 })
    await expect(redeliver()).rejects.toMatchObject({ code: 'NOTHING_TO_REDELIVER' })
    expect(await redeliver({ withWaiting: true })).toEqual({ redelivered: 3, remaining: 0 })
    expect(await rows('select distinct attempts, earlier_attempts from content_platforms.delivery_lane')).toEqual([
      { attempts: 0, earlier_attempts: 1 },
    ])
    patient().start()
    await untilSettled()
    expect(sent()).toHaveLength(6)
  })

  it('leaves what is in flight alone', async () => {
    const { receiver, sent } = await failedLanes(2, { delaysMs: [3_600_000, 3_600_000] })
    receiver.otherwise({ status: 200, delayMs: 400 })
    await redeliver({ withWaiting: true })
    const dispatcher = patient()
    dispatcher.start()
    await vi.waitFor(() => expect(receiver.requests).toHaveLength(4))
    // As if the first attempt of these heads had failed once more meanwhile: what counts is that a worker has them.
    await rows('update content_platforms.delivery_lane set attempts = 1')
    await expect(redeliver({ withWaiting: true })).rejects.toMatchObject({ code: 'NOTHING_TO_REDELIVER' })
    await untilSettled()
    expect(sent()).toHaveLength(4)
  })

  it('BR-89: two runs at once, and a person who redelivers one of them, send each once', async () => {
    const { sent } = await failedLanes(40)
    const runs = await Promise.allSettled([redeliver(), redeliver(), redeliver()])
    const done = runs.map((run) => (run.status === 'fulfilled' ? run.value.redelivered : 0))
    expect(done.reduce((sum, each) => sum + each, 0)).toBe(40)
    await expect(redeliver()).rejects.toMatchObject({ code: 'NOTHING_TO_REDELIVER' })
    patient().start()
    await untilSettled()
    expect(sent()).toHaveLength(80)
  })

  it('sends nothing of a platform that is not active, and says how many these are', async () => {
    const { integrationId } = await failedLanes(2)
    await rows('update content_platforms.integration set active = false where id = $1', [integrationId])
    expect(await count()).toEqual({ redeliverable: 0, held: 0, inactive: 2 })
    await expect(redeliver()).rejects.toMatchObject({ code: 'NOTHING_TO_REDELIVER' })
    expect(await rows('select from content_platforms.audit_entry')).toEqual([])
  })

  it('does not put an informative event that was given up back into an order that went on', async () => {
    const receiver = await world.receiver()
    receiver.script(500)
    const integrationId = await world.integration(receiver.url)
    await world.record({ integrationId, accountIds: [await world.account(integrationId)], type: INFORMATIVE })
    patient(policyOf([])).start()
    await untilSettled()
    expect(await count({ withWaiting: true })).toEqual({ redeliverable: 0, held: 0, inactive: 0 })
    await expect(redeliver({ withWaiting: true })).rejects.toMatchObject({ code: 'NOTHING_TO_REDELIVER' })
    expect(receiver.requests).toHaveLength(1)
  })

  it('live traffic goes on meanwhile: nothing is lost, doubled or out of order', async () => {
    const { receiver, integrationId, accountIds, sent } = await failedLanes(60)
    const live = await world.accounts(integrationId, 20)
    patient().start()
    const traffic = async () => {
      for (let round = 0; round < 5; round += 1)
        await world.record({ integrationId, accountIds: [...live, ...accountIds.slice(0, 20)] })
    }
    // A lane in which an event is being recorded right now is passed over; the person presses once more.
    const again = async (): Promise<void> => {
      const pressed = await redeliver().catch((error: unknown) => error)
      if (pressed instanceof Error) expect(pressed).toMatchObject({ code: 'NOTHING_TO_REDELIVER' })
      if ((await count()).redeliverable > 0) await again()
    }
    await Promise.all([traffic(), again()])
    await untilSettled()
    const byAccount = groupByAccount(sent())
    for (const requests of byAccount.values()) {
      const sequences = requests.map(({ sequence }) => sequence)
      expect(sequences).toEqual([...sequences].sort((a, b) => Number(a) - Number(b)))
      expect(new Set(sequences).size).toBe(sequences.length)
    }
    expect(sent()).toHaveLength(120 + 5 * 40)
    expect(receiver.requests.every(({ signatureOk }) => signatureOk)).toBe(true)
  })
})
