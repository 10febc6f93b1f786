import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import { createEventId } from '../../../src/webhooks/event-id.js'
import { recordEvents } from '../../../src/webhooks/outbox.js'
import { createWorld, type World } from './world.js'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterEach(() => world.tidy())
afterAll(() => world.drop())

const count = async (table: string): Promise<number> => {
  const [row] = await world.dataSource.query(`select count(*)::int as n from content_platforms.${table}`)
  return row.n
}

it('BR-80: a transaction that rolls back leaves no event and no lane change', async () => {
  const integrationId = await world.integration('http://127.0.0.1:1/')
  const [known, unknown] = (await world.accounts(integrationId, 2)) as [number, number]
  const [first] = await world.record({ integrationId, accountIds: [known] })
  const before = await world.lane(first?.laneId ?? 0)

  await world.dataSource
    .transaction(async (tx) => {
      await world.record({ integrationId, accountIds: [known, unknown], tx })
      throw new Error('the business says no')
    })
    .catch(() => {})

  expect(await count('webhook_event')).toBe(1)
  expect(await count('delivery_lane')).toBe(1)
  expect(await world.lane(first?.laneId ?? 0)).toEqual(before)
})

it('gives the events of one account rising sequences in the order of the drafts, and each account its own lane', async () => {
  const integrationId = await world.integration('http://127.0.0.1:1/')
  const [a, b] = (await world.accounts(integrationId, 2)) as [number, number]
  const recorded = await world.record({ integrationId, accountIds: [b, a, b, b, a] })
  expect(recorded.map(({ sequence }) => sequence)).toEqual([1, 1, 2, 3, 2])
  expect(new Set(recorded.map(({ laneId }) => laneId)).size).toBe(2)
  const more = await world.record({ integrationId, accountIds: [a] })
  expect(more).toMatchObject([{ laneId: recorded[1]?.laneId, sequence: 3 }])
})

it('each event is stored as its draft says, in its order, whether one account is concerned or several', async () => {
  const integrationId = await world.integration('http://127.0.0.1:1/')
  const [a, b] = (await world.accounts(integrationId, 2)) as [number, number]
  const draftOf = (accountId: number, index: number) => ({
    id: createEventId(),
    type: `content.test.${index}`,
    integrationId,
    accountId,
    subscriptionId: index % 2 === 0 ? null : index,
    data: { index, text: 'a\nb\r\n"c"\\n{d},\'é\u2028' },
  })
  for (const accountIds of [[a], [a, a, a], [b, a, b]]) {
    const drafts = accountIds.map(draftOf)
    const recorded = await world.dataSource.transaction((tx) => recordEvents(tx, drafts))
    const stored = await world.dataSource.query(
      `select e.id, e.type, e.integration_id as "integrationId", l.account_id as "accountId",
         e.subscription_id as "subscriptionId", e.data, e.lane_id as "laneId", e.sequence, e.state
       from unnest($1::uuid[]) with ordinality as wanted (id, place)
       join content_platforms.webhook_event e on e.id = wanted.id
       join content_platforms.delivery_lane l on l.id = e.lane_id order by wanted.place`,
      [drafts.map(({ id }) => id)],
    )
    expect(stored).toEqual(drafts.map((draft, index) => ({ ...draft, ...recorded[index], state: 'pending' })))
  }
  expect(await count('webhook_event')).toBe(7)
})

it('two transactions on one lane: sequences follow the order of their commits', async () => {
  const integrationId = await world.integration('http://127.0.0.1:1/')
  const accountId = await world.account(integrationId)
  let secondHasRecorded = false
  const second = await world.dataSource.transaction(async (tx) => {
    const first = await world.record({ integrationId, accountIds: [accountId], tx })
    const waiting = world.record({ integrationId, accountIds: [accountId, accountId] }).then((events) => {
      secondHasRecorded = true
      return events
    })
    await vi.waitFor(async () => expect(await waitingForLocks()).toBe(1))
    expect(secondHasRecorded).toBe(false)
    expect(first).toMatchObject([{ sequence: 1 }])
    return { waiting }
  })
  expect(await second.waiting).toMatchObject([{ sequence: 2 }, { sequence: 3 }])
})

it('two bulk operations over the same accounts in opposite order do not deadlock, with lanes to be made and made', async () => {
  const integrationId = await world.integration('http://127.0.0.1:1/')
  const accountIds = await world.accounts(integrationId, 300)
  for (let round = 1; round <= 5; round += 1) {
    await Promise.all([
      world.record({ integrationId, accountIds }),
      world.record({ integrationId, accountIds: [...accountIds].reverse() }),
      world.record({ integrationId, accountIds: accountIds.slice(100) }),
    ])
  }
  expect(await count('delivery_lane')).toBe(300)
  const [row] = await world.dataSource.query(
    `select count(*)::int as n from (
       select 1 from content_platforms.webhook_event e join content_platforms.delivery_lane l on l.id = e.lane_id
       group by l.id, l.last_sequence having count(*) = l.last_sequence and max(sequence) = l.last_sequence) x`,
  )
  expect(row.n).toBe(300)
})

it('recording for a lane that exists spends no id of lanes', async () => {
  const integrationId = await world.integration('http://127.0.0.1:1/')
  const [a, b] = (await world.accounts(integrationId, 2)) as [number, number]
  const [first] = await world.record({ integrationId, accountIds: [a] })
  for (let n = 0; n < 10; n += 1) await world.record({ integrationId, accountIds: [a] })
  const [other] = await world.record({ integrationId, accountIds: [b] })
  expect(other?.laneId).toBe((first?.laneId ?? 0) + 1)
})

it('an idle lane is due from its new event on, a lane that waits for a retry keeps its time', async () => {
  const integrationId = await world.integration('http://127.0.0.1:1/')
  const accountId = await world.account(integrationId)
  const [first] = await world.record({ integrationId, accountIds: [accountId] })
  const setReadyAt = (interval: string, head: number) =>
    world.dataSource.query(
      `update content_platforms.delivery_lane set head_sequence = $2, ready_at = clock_timestamp() + $1::interval`,
      [interval, head],
    )
  const secondsToReady = async () => {
    await world.record({ integrationId, accountIds: [accountId] })
    const [row] = await world.dataSource.query(
      `select round(extract(epoch from ready_at - clock_timestamp()))::int as s from content_platforms.delivery_lane`,
    )
    return row.s + 0
  }
  await setReadyAt('-1 hour', 2)
  expect(await secondsToReady()).toBe(0)
  await setReadyAt('1 hour', 1)
  expect(await secondsToReady()).toBe(3600)
  expect(await world.lane(first?.laneId ?? 0)).toMatchObject({ last_sequence: 3 })
})

it('a lane and an integration of which events tell are not deleted', async () => {
  const integrationId = await world.integration('http://127.0.0.1:1/')
  const [sent, idle] = (await world.accounts(integrationId, 2)) as [number, number]
  const [event] = await world.record({ integrationId, accountIds: [sent] })
  const laneId = event?.laneId ?? 0
  await world.dataSource.query(
    `insert into content_platforms.delivery_lane (integration_id, account_id) values ($1, $2)`,
    [integrationId, idle],
  )
  const remove = (table: string, id: number) =>
    world.dataSource.query(`delete from content_platforms.${table} where id = $1`, [id])
  await expect(remove('delivery_lane', laneId)).rejects.toMatchObject({ constraint: 'fk_webhook_event_lane' })
  await world.dataSource.query('delete from content_platforms.delivery_lane where account_id = $1', [idle])
  const pinged = await world.integration('http://127.0.0.1:1/')
  await world.dataSource.query(
    `insert into content_platforms.webhook_event (id, type, integration_id, occurred_at, data)
     values (gen_random_uuid(), 'integration.ping', $1, now(), '{}')`,
    [pinged],
  )
  await expect(remove('integration', pinged)).rejects.toMatchObject({
    driverError: { code: '23503' },
    constraint: 'fk_webhook_event_integration',
  })
  await remove('integration', await world.integration('http://127.0.0.1:1/'))
})

it('records more events than one statement takes in the order of the drafts', async () => {
  const integrationId = await world.integration('http://127.0.0.1:1/')
  const [a, b, c] = (await world.accounts(integrationId, 3)) as [number, number, number]
  const accountIds = Array.from({ length: 24_001 }, (_, index) => (index % 7 === 0 ? a : index % 2 === 0 ? b : c))
  const recorded = await world.record({ integrationId, accountIds })
  const rows: { id: string; lane_id: number; sequence: number; data: { account: number } }[] =
    await world.dataSource.query('select id, lane_id, sequence, data from content_platforms.webhook_event')
  const stored = new Map(rows.map((row) => [row.id, row]))
  const sequences = new Map<number, number>()
  for (const [index, event] of recorded.entries()) {
    const accountId = accountIds[index] ?? 0
    const sequence = (sequences.get(accountId) ?? 0) + 1
    sequences.set(accountId, sequence)
    expect(event.sequence).toBe(sequence)
    expect(stored.get(event.id)).toMatchObject({ lane_id: event.laneId, sequence, data: { account: accountId } })
  }
  expect(stored.size).toBe(24_001)
  for (const event of new Map(recorded.map((event) => [event.laneId, event])).values())
    expect(await world.lane(event.laneId)).toMatchObject({ last_sequence: event.sequence, head_sequence: 1 })
})

const waitingForLocks = async (): Promise<number> => {
  const [row] = await world.dataSource.query(
    `select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  )
  return row.n
}
