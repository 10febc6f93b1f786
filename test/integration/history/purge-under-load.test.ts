import type { EntityManager } from 'typeorm'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import type { RemovePage } from '../../../src/domain/history/in-pages.js'
import { BEGINNING } from '../../../src/domain/history/in-pages.js'
import { removeAttempts } from '../../../src/domain/history/remove-attempts.js'
import { removeEvents } from '../../../src/domain/history/remove-events.js'
import { createPurgeHistoryJob } from '../../../src/jobs/purge-history.job.js'
import { DEFAULT_BREAKER_POLICY } from '../../../src/webhooks/breaker.js'
import { createWorld, type World } from '../webhooks/world.js'

let world: World
beforeAll(async () => {
  world = await createWorld()
}, 60_000)
afterEach(() => world.tidy())
afterAll(() => world.drop())

interface PlanNode {
  'Node Type': string
  'Relation Name'?: string
  'Index Name'?: string
  Plans?: PlanNode[]
}

const ACCOUNTS = 40
const OLD_PER_LANE = 500
const rows = (sql: string, parameters: unknown[] = []) => world.dataSource.query(sql, parameters)

/** Lanes with years of history, all of it settled, each event with an attempt. */
const lanesWithHistory = async () => {
  const receiver = await world.receiver()
  const integrationId = await world.integration(receiver.url)
  const accountIds = await world.accounts(integrationId, ACCOUNTS)
  await rows(
    `with lane as (
       insert into content_platforms.delivery_lane (integration_id, account_id, last_sequence, head_sequence)
       select $1::int, a, $3::int, $3::int + 1 from unnest($2::int[]) a returning id
     ), event as (
       insert into content_platforms.webhook_event
         (id, type, integration_id, lane_id, sequence, occurred_at, data, state, settled_at)
       select gen_random_uuid(), 'content.subscription.created', $1::int, lane.id, n, at, '{}', 'delivered', at
       from lane, generate_series(1, $3::int) n, lateral (select now() - make_interval(days => 900, mins => $3 - n) as at) t
       returning id, occurred_at
     )
     insert into content_platforms.delivery_attempt (event_id, integration_id, number, started_at, duration_ms, outcome)
     select id, $1::int, 1, occurred_at, 5, 'accepted' from event`,
    [integrationId, accountIds, OLD_PER_LANE],
  )
  await rows(
    'analyze content_platforms.webhook_event, content_platforms.delivery_attempt, content_platforms.delivery_lane',
  )
  return { receiver, integrationId, accountIds }
}

/** Who waits for a lock that the purge holds, or makes it wait. */
const STALLED = `
  select a.query from pg_stat_activity a, unnest(pg_blocking_pids(a.pid)) blocker
  join pg_stat_activity b on b.pid = blocker where 'purge' in (a.application_name, b.application_name)`

describe('retention under load', () => {
  it('no stall, no live row removed: live traffic over the same lanes goes on beside it', async () => {
    const { receiver, integrationId, accountIds } = await lanesWithHistory()
    const own = await world.connect()
    // With deadlines and leases that a busy machine does not pass, and a breaker that nothing opens.
    const patient = {
      leaseMs: 60_000,
      sender: world.sender({ deadlineMs: 15_000 }),
      breaker: { ...DEFAULT_BREAKER_POLICY, minFailures: 1_000_000 },
    }
    for (const dispatcher of [
      world.dispatcher(patient),
      world.dispatcher({ ...patient, dataSource: await world.connect() }),
    ])
      dispatcher.start()

    const committedAt = new Map<string, number>()
    let isOver = false
    const produce = async () => {
      while (!isOver) {
        const events = await world.record({ integrationId, accountIds: accountIds.filter(() => Math.random() < 0.3) })
        for (const { id } of events) committedAt.set(id, performance.now())
      }
    }
    const stalls: unknown[] = []
    const watch = async () => {
      while (!isOver) stalls.push(...(await rows(STALLED)))
    }
    const beside = Promise.all([produce(), produce(), watch()])
    let batches = 0
    let purgeMs = 0
    const purge = () =>
      createPurgeHistoryJob({ attemptDays: 30, eventDays: 30, resultDays: 30, dailyHour: 4 }).run({
        dataSource: own,
        signal: new AbortController().signal,
        step: (work) => {
          batches += 1
          return own.transaction(async (tx) => {
            await tx.query(`set local application_name = 'purge'`)
            return work(tx)
          })
        },
      })
    try {
      await vi.waitFor(() => expect(receiver.requests.length).toBeGreaterThan(200), 30_000)
      const before = receiver.requests.length
      const startedAt = performance.now()
      expect(await purge()).toEqual({ attempts: ACCOUNTS * OLD_PER_LANE, events: ACCOUNTS * OLD_PER_LANE, results: 0 })
      purgeMs = performance.now() - startedAt
      expect(receiver.requests.length - before).toBeGreaterThan(100)
    } finally {
      isOver = true
      await beside
    }
    await vi.waitFor(
      async () => expect(await rows(`select from content_platforms.webhook_event where state = 'pending'`)).toEqual([]),
      30_000,
    )

    expect(batches).toBeGreaterThan(80)
    expect(stalls).toEqual([])
    // Every live event is there, with its attempt, and came once, in the order of its lane.
    const live = await rows(
      `select e.id from content_platforms.webhook_event e
       join content_platforms.delivery_attempt t on t.event_id = e.id where e.state = 'delivered'`,
    )
    expect(new Set(live.map(({ id }: { id: string }) => id))).toEqual(new Set(committedAt.keys()))
    expect(receiver.requests).toHaveLength(committedAt.size)
    const latest = new Map<number | undefined, number>()
    for (const { account, sequence = 0 } of receiver.requests) {
      expect(sequence).toBeGreaterThan(latest.get(account) ?? 0)
      latest.set(account, sequence)
    }
    const delays = receiver.requests
      .map(({ id, startedAt }) => startedAt - (committedAt.get(id) ?? 0))
      .sort((a, b) => a - b)
    // Nothing waited for it to end, nor for a good part of it.
    expect(delays.at(-1)).toBeLessThan(purgeMs / 2)
  }, 120_000)

  /** Every table that a statement reads through, and every index that it uses. */
  const explained = async (remove: RemovePage): Promise<{ read: string[]; indexes: string[] }> => {
    const found = { read: [] as string[], indexes: [] as string[] }
    const note = (node: PlanNode): void => {
      if (node['Node Type'] === 'Seq Scan') found.read.push(node['Relation Name'] ?? '')
      if (node['Index Name']) found.indexes.push(node['Index Name'])
      for (const child of node.Plans ?? []) note(child)
    }
    const explain = async (sql: string, parameters: unknown[]) => {
      const [row] = await rows(`explain (analyze, format json) ${sql}`, parameters)
      note(row['QUERY PLAN'][0].Plan)
      return []
    }
    await remove({ query: explain } as unknown as EntityManager, { keepDays: 30, after: BEGINNING, limit: 500 })
    return found
  }

  it.each([
    ['attempts', removeAttempts, 'ix_delivery_attempt_started'],
    ['events', removeEvents, 'ix_webhook_event_occurred'],
  ])('a page of %s is found by an index and reads no table of deliveries through', async (_, remove, index) => {
    await lanesWithHistory()
    const { read, indexes } = await explained(remove)
    expect(indexes).toContain(index)
    expect(read.filter((table) => ['webhook_event', 'delivery_attempt', 'audit_entry'].includes(table))).toEqual([])
  })
})
