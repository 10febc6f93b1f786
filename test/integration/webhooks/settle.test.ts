import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Transaction } from '../../../src/database/database.js'
import { runTogether } from '../../../src/database/run-together.js'
import { createStatement } from '../../../src/database/statement.js'
import { claimDueLanes } from '../../../src/webhooks/claim.js'
import type { ClaimedLane } from '../../../src/webhooks/claimed-lane.js'
import type { RecordConfirmations, SettledEvent } from '../../../src/webhooks/delivery-contract.js'
import type { AttemptResult } from '../../../src/webhooks/lane-result.js'
import { settleLanes } from '../../../src/webhooks/settle.js'
import { createWorld, type World } from './world.js'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterEach(() => world.tidy())
afterAll(() => world.drop())

const claimAll = async (): Promise<readonly ClaimedLane[]> => {
  const slots = { free: { fresh: 10, retry: 10 }, maxPerIntegration: 10, busy: new Map() }
  const { lanes } = await claimDueLanes(world.dataSource, {
    slots,
    token: randomUUID(),
    maxEventsPerLane: 8,
    leaseMs: 60_000,
  })
  return lanes
}

const claim = async (): Promise<ClaimedLane> => {
  const [lane] = await claimAll()
  if (!lane) throw new Error('nothing was due')
  return lane
}

const accepted = (lane: ClaimedLane, index: number): AttemptResult => {
  const event = lane.events[index]
  if (!event) throw new Error('no such event')
  const outcome = { kind: 'accepted', status: 200 } as const
  const sent = { outcome, startedAtMs: Date.now(), durationMs: 1, requestSha256: null, requestMasked: '{}' }
  return { event, number: 1, requestedBy: null, step: { kind: 'done' }, sent: { ...sent, responseMasked: null } }
}

const settle = (lane: ClaimedLane, index: number, keepLease: boolean) =>
  settleLanes(world.dataSource, {
    lanes: [{ laneId: lane.id, token: lane.token, results: [accepted(lane, index)], keepLease }],
    recordConfirmations: world.recordConfirmations,
  })

/** Changes of rows so far, and those that wrote to indexes. A connection tells of them a second later. */
const changes = async (table: string): Promise<{ all: number; indexed: number }> => {
  const [row] = await world.dataSource.query(
    `select n_tup_upd::int as "all", (n_tup_upd - n_tup_hot_upd)::int as indexed from pg_stat_user_tables
     where schemaname = 'content_platforms' and relname = $1`,
    [table],
  )
  return row
}

const lane = async (events: number) => {
  const integrationId = await world.integration('https://platform.example/hook')
  const accountIds = Array(events).fill(await world.account(integrationId))
  await world.record({ integrationId, accountIds })
  return { integrationId, accountIds }
}

it('writes to no index for an event that is settled in a lane that goes on, nor for one more behind it', async () => {
  const { integrationId, accountIds } = await lane(5)
  const claimed = await claim()
  const before = await vi.waitFor(
    async () => {
      const now = await changes('delivery_lane')
      expect(now.all).toBeGreaterThanOrEqual(2) // recorded, claimed
      return { lane: now, event: await changes('webhook_event') }
    },
    { timeout: 15_000, interval: 100 },
  )
  for (const index of [0, 1, 2]) await settle(claimed, index, true)
  await world.record({ integrationId, accountIds: accountIds.slice(0, 1) })
  await vi.waitFor(
    async () => {
      expect(await changes('delivery_lane')).toEqual({ all: before.lane.all + 4, indexed: before.lane.indexed })
      expect(await changes('webhook_event')).toEqual({ all: before.event.all + 3, indexed: before.event.indexed })
    },
    { timeout: 15_000, interval: 100 },
  )
})

describe('with confirmations that can be sent along', () => {
  const CONFIRM = createStatement(
    `update content_platforms.platform_account set login = 'confirmed' || $1::int, customer_id = coalesce($2::int, customer_id)
     where id = any($3::int[])`,
  )
  const confirming = (customerId: number | null = null): RecordConfirmations =>
    Object.assign((tx: Transaction, settled: readonly SettledEvent[]) => world.recordConfirmations(tx, settled), {
      statementsFor: (settled: readonly SettledEvent[]) => [
        CONFIRM.with([settled.length, customerId, `{${settled.map(({ data }) => data.account).join()}}`]),
      ],
    })
  const logins = async (): Promise<(string | null)[]> =>
    (await world.dataSource.query('select login from content_platforms.platform_account order by id')).map(
      ({ login }: { login: string | null }) => login,
    )
  const twoLanes = async () => {
    const integrationId = await world.integration('https://platform.example/hook')
    await world.record({ integrationId, accountIds: await world.accounts(integrationId, 2) })
    const [first, second] = await claimAll()
    if (!first || !second) throw new Error('two lanes were to be claimed')
    return [first, second] as const
  }
  const settleBoth = async (lanes: readonly ClaimedLane[], recordConfirmations: RecordConfirmations) =>
    settleLanes(world.dataSource, {
      lanes: lanes.map((one) => ({ laneId: one.id, token: one.token, results: [accepted(one, 0)], keepLease: false })),
      recordConfirmations,
    })
  const attemptsOf = async ({ events }: ClaimedLane) => (await world.attempts(events[0]?.id ?? '')).length

  it('writes all of it in one transaction, and tells whether more is due', async () => {
    const lanes = await twoLanes()
    const { accountIds, integrationId } = await world.dataSource
      .query(
        'select array_agg(account_id) as "accountIds", min(integration_id) as "integrationId" from content_platforms.delivery_lane',
      )
      .then(([row]) => row)
    expect(await settleBoth(lanes, confirming())).toEqual({ staleLaneIds: [], moreIsDue: false })
    expect(await logins()).toEqual(['confirmed2', 'confirmed2'])
    expect(world.settled).toEqual([])
    await world.record({ integrationId, accountIds })
    const again = await claimAll()
    await world.record({ integrationId, accountIds })
    expect(await settleBoth(again, confirming())).toEqual({ staleLaneIds: [], moreIsDue: true })
  })

  it('settles the others when one lane was taken over, and logs each attempt once', async () => {
    const lanes = await twoLanes()
    const [first, second] = lanes
    await world.dataSource.query(
      'update content_platforms.delivery_lane set lease_token = gen_random_uuid() where id = $1',
      [second?.id],
    )
    expect(await settleBoth(lanes, confirming())).toEqual({ staleLaneIds: [second?.id], moreIsDue: false })
    expect(await world.states(first?.id ?? 0)).toEqual(['delivered'])
    expect(await world.states(second?.id ?? 0)).toEqual(['pending'])
    expect(world.settled.map(({ laneId }) => laneId)).toEqual([first?.id])
    expect(await Promise.all(lanes.map(attemptsOf))).toEqual([1, 1])
  })

  it('tells that more is due when it is in one of the lanes only', async () => {
    const integrationId = await world.integration('https://platform.example/hook')
    const [one = 0, other = 0] = await world.accounts(integrationId, 2)
    await world.record({ integrationId, accountIds: [one, other] })
    const lanes = await claimAll()
    await world.record({ integrationId, accountIds: [other] })
    expect(await settleBoth(lanes, confirming())).toEqual({ staleLaneIds: [], moreIsDue: true })
  })

  it('confirms every event of a lane', async () => {
    const integrationId = await world.integration('https://platform.example/hook')
    const accountId = await world.account(integrationId)
    await world.record({ integrationId, accountIds: [accountId, accountId] })
    const one = await claim()
    const lanes = [
      { laneId: one.id, token: one.token, results: [accepted(one, 0), accepted(one, 1)], keepLease: false },
    ]
    await settleLanes(world.dataSource, { lanes, recordConfirmations: confirming() })
    expect(await logins()).toEqual(['confirmed2'])
    expect(await world.states(one.id)).toEqual(['delivered', 'delivered'])
  })

  it('settles one statement after the other where a pooler forgets their names', async () => {
    const dataSource = await world.connect()
    await runTogether(dataSource, [CONFIRM.with([0, null, '{}'])])
    await dataSource.query('deallocate all')
    const [one] = await twoLanes()
    const lanes = [{ laneId: one.id, token: one.token, results: [accepted(one, 0)], keepLease: false }]
    const settled = await settleLanes(dataSource, { lanes, recordConfirmations: confirming() })
    expect(settled).toEqual({ staleLaneIds: [], moreIsDue: false })
    expect(await world.states(one.id)).toEqual(['delivered'])
    expect(world.settled.map(({ laneId }) => laneId)).toEqual([one.id])
    expect(await attemptsOf(one)).toBe(1)
  })

  it('settles again what may have been committed already, and logs no attempt twice', async () => {
    const [one] = await twoLanes()
    const result = accepted(one, 0)
    const lanes = [{ laneId: one.id, token: one.token, results: [result], keepLease: true }]
    const recordConfirmations = confirming()
    for (const isRepetition of [false, true])
      await settleLanes(world.dataSource, { lanes, recordConfirmations, isRepetition })
    expect(await attemptsOf(one)).toBe(1)
    expect(await world.states(one.id)).toEqual(['delivered'])
  })

  it('undoes all of it when a confirmation fails', async () => {
    const lanes = await twoLanes()
    await expect(settleBoth(lanes, confirming(-1))).rejects.toMatchObject({ code: '23505' })
    expect(await logins()).toEqual([null, null])
    expect(await Promise.all(lanes.map(attemptsOf))).toEqual([0, 0])
    expect(await Promise.all(lanes.map(({ id }) => world.states(id)))).toEqual([['pending'], ['pending']])
  })
})

it('removes the attempts with their event', async () => {
  await lane(2)
  const claimed = await claim()
  await settle(claimed, 0, true)
  await settle(claimed, 1, false)
  await world.dataSource.query('delete from content_platforms.webhook_event where sequence = 1')
  expect(await world.dataSource.query('select event_id from content_platforms.delivery_attempt')).toEqual([
    { event_id: claimed.events[1]?.id },
  ])
})

it('offers a lane that nothing waits in, or that is parked, to nobody, and one that waits from then on', async () => {
  await lane(1)
  const dueAt = async () => {
    const [row] = await world.dataSource.query('select due_at, ready_at from content_platforms.delivery_lane')
    return row
  }
  expect((await dueAt()).due_at).toEqual((await dueAt()).ready_at)
  await world.dataSource.query(
    `update content_platforms.delivery_lane set parked_at = now(), parked_reason = 'attempts'`,
  )
  expect((await dueAt()).due_at).toBeNull()
  await world.dataSource.query('update content_platforms.delivery_lane set parked_at = null, parked_reason = null')
  await settle(await claim(), 0, false)
  expect((await dueAt()).due_at).toBeNull()
})
