import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { redeliverEvent } from '../../../src/webhooks/redeliver-event.js'
import type { RetryPolicy } from '../../../src/webhooks/retry-policy.js'
import { sendNow } from '../../../src/webhooks/send-now.js'
import { skipEvent } from '../../../src/webhooks/skip-event.js'
import { prepareFrom, QUICK } from './requests.js'
import { createWorld, type World } from './world.js'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterEach(() => world.tidy())
afterAll(() => world.drop())

const actor = { id: 'ana@provider.example' }
const redeliver = (eventId: string, by = actor) =>
  world.dataSource.transaction((tx) => redeliverEvent(tx, { eventId, actor: by }))
const skip = (eventId: string, reason = 'A plataforma já removeu') =>
  world.dataSource.transaction((tx) => skipEvent(tx, { eventId, reason, actor }))
const audits = () =>
  world.dataSource.query(
    'select actor, action, resource, record_id, reason, before, after from content_platforms.audit_entry order by id',
  )

const giveUpAtOnce = { ...QUICK.retryPolicy, delaysMs: [] }
const waitLong = { ...QUICK.retryPolicy, delaysMs: [3_600_000, 3_600_000] }

/** A lane of three events whose head failed once, and then is parked or waits for an hour. */
const failedLane = async (retryPolicy: RetryPolicy = giveUpAtOnce) => {
  const receiver = await world.receiver()
  receiver.script(500)
  const integrationId = await world.integration(receiver.url)
  const accountId = await world.account(integrationId)
  const recorded = await world.record({ integrationId, accountIds: [accountId, accountId, accountId] })
  const [first, second, third] = recorded.map(({ id }) => id) as [string, string, string]
  const laneId = recorded[0]?.laneId ?? 0
  const dispatcher = world.dispatcher({ retryPolicy })
  dispatcher.start()
  await vi.waitFor(async () => expect(await world.lane(laneId)).toMatchObject({ attempts: 1, lease_token: null }))
  const stop = () => dispatcher.stop({ deadlineMs: 1_000 })
  return { receiver, integrationId, laneId, first, second, third, stop }
}
const untilStates = (laneId: number, states: string[]) =>
  vi.waitFor(async () => expect(await world.states(laneId)).toEqual(states), { timeout: 5_000 })

describe('redeliver', () => {
  it('BR-89: sends the head of a parked lane again with its id, notes who asked, and lets the lane go on', async () => {
    const { receiver, laneId, first } = await failedLane()
    await redeliver(first)
    await untilStates(laneId, ['delivered', 'delivered', 'delivered'])
    expect(receiver.requests.map(({ sequence }) => sequence)).toEqual([1, 1, 2, 3])
    expect(receiver.requests[1]?.id).toBe(first)
    expect(await world.attempts(first)).toMatchObject([
      { outcome: 'refused', requested_by: null },
      { outcome: 'accepted', requested_by: actor.id, number: 2 },
    ])
    expect(await audits()).toEqual([
      {
        actor: actor.id,
        action: 'redeliver',
        resource: 'webhook_event',
        record_id: first,
        reason: null,
        before: { attempts: 1, parkedReason: 'exhausted' },
        after: { attempts: 0, parkedReason: null },
      },
    ])
    expect(await world.lane(laneId)).toMatchObject({ requested_by: null, parked_at: null })
  })

  it('brings a head that waits for its retry forward, and begins the schedule anew', async () => {
    const { receiver, laneId, first } = await failedLane(waitLong)
    receiver.script(500)
    await redeliver(first)
    await vi.waitFor(async () => expect(await world.attempts(first)).toHaveLength(2))
    await vi.waitFor(async () => expect(await world.lane(laneId)).toMatchObject({ attempts: 1, requested_by: null }))
    expect((await world.attempts(first)).map((it) => it.number)).toEqual([1, 2])
  })

  it('BR-89: attempts are counted on through every redelivery, and begin at 1 for the next event', async () => {
    const { receiver, laneId, first, second } = await failedLane()
    receiver.script(500, 500)
    for (const made of [2, 3]) {
      await redeliver(first)
      await vi.waitFor(async () => expect(await world.attempts(first)).toHaveLength(made))
      await vi.waitFor(async () => expect(await world.lane(laneId)).toMatchObject({ attempts: 1, lease_token: null }))
    }
    await redeliver(first)
    await untilStates(laneId, ['delivered', 'delivered', 'delivered'])
    expect((await world.attempts(first)).map((it) => it.number)).toEqual([1, 2, 3, 4])
    expect((await world.attempts(second)).map((it) => it.number)).toEqual([1])
    expect(await world.lane(laneId)).toMatchObject({ earlier_attempts: 0, attempts: 0 })
  })

  it('BR-89: what is skipped after a redelivery leaves the next event to count from 1', async () => {
    const { receiver, laneId, first, second } = await failedLane()
    receiver.script(500)
    await redeliver(first)
    await vi.waitFor(async () => expect(await world.lane(laneId)).toMatchObject({ attempts: 1, earlier_attempts: 1 }))
    await skip(first)
    await untilStates(laneId, ['skipped', 'delivered', 'delivered'])
    expect((await world.attempts(second)).map((it) => it.number)).toEqual([1])
  })

  it('BR-89: two clicks at once send once', async () => {
    const { receiver, laneId, first, stop } = await failedLane()
    await stop()
    const clicks = await Promise.allSettled([redeliver(first), redeliver(first, { id: 'rui@provider.example' })])
    expect(clicks.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(clicks.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'EVENT_IN_FLIGHT' } })
    expect(await audits()).toHaveLength(1)
    world.dispatcher().start()
    await untilStates(laneId, ['delivered', 'delivered', 'delivered'])
    expect(receiver.requests.filter(({ id }) => id === first)).toHaveLength(2)
  })

  it('manual retry races the automatic one: refused while in flight, one in flight', async () => {
    const { receiver, laneId, first } = await failedLane()
    receiver.script({ status: 200, delayMs: 200 })
    await redeliver(first)
    await vi.waitFor(() => expect(receiver.requests).toHaveLength(2))
    await expect(redeliver(first)).rejects.toMatchObject({ code: 'EVENT_IN_FLIGHT' })
    await expect(skip(first)).rejects.toMatchObject({ code: 'EVENT_IN_FLIGHT' })
    await untilStates(laneId, ['delivered', 'delivered', 'delivered'])
    expect(receiver.requests.filter(({ id }) => id === first)).toHaveLength(2)
  })

  it('is refused for an event that is settled, not at the head, outside any lane, or none at all', async () => {
    const { integrationId, laneId, first, second } = await failedLane()
    await expect(redeliver(second)).rejects.toMatchObject({
      code: 'EVENT_NOT_AT_HEAD',
      data: { headSequence: 1, headEventId: first },
    })
    await redeliver(first)
    await untilStates(laneId, ['delivered', 'delivered', 'delivered'])
    await expect(redeliver(first)).rejects.toMatchObject({ code: 'EVENT_ALREADY_SETTLED' })
    const ping = await sendPing(integrationId)
    await expect(redeliver(ping.eventId)).rejects.toMatchObject({ code: 'EVENT_ALREADY_SETTLED' })
    for (const garbage of ['', 'x', "'; drop table", '0197c5f0-7a3b-7c1e-8f00-1a2b3c4d5e6f'])
      await expect(redeliver(garbage)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  it('is refused while the integration is not active, since nothing would be sent', async () => {
    const { integrationId, first } = await failedLane()
    await world.dataSource.query('update content_platforms.integration set active = false where id = $1', [
      integrationId,
    ])
    await expect(redeliver(first)).rejects.toMatchObject({ code: 'INTEGRATION_INACTIVE' })
    expect(await audits()).toEqual([])
  })

  it('of a lane whose worker died goes through once its lease is over, and the dead worker can settle nothing', async () => {
    const { laneId, first, stop } = await failedLane()
    await stop()
    await world.dataSource.query(
      `update content_platforms.delivery_lane set lease_token = gen_random_uuid(),
         lease_until = now() - interval '1 second' where id = $1`,
      [laneId],
    )
    await redeliver(first)
    expect(await world.lane(laneId)).toMatchObject({ lease_token: null, lease_until: null })
  })
})

describe('skip', () => {
  it('BR-86: gives up the head of a parked lane, audited with its reason, and the lane goes on', async () => {
    const { receiver, laneId, first } = await failedLane()
    await skip(first, '  A plataforma já removeu ')
    await untilStates(laneId, ['skipped', 'delivered', 'delivered'])
    expect(receiver.requests.map(({ sequence }) => sequence)).toEqual([1, 2, 3])
    expect(await audits()).toMatchObject([
      {
        actor: actor.id,
        action: 'skip',
        record_id: first,
        reason: 'A plataforma já removeu',
        after: { state: 'skipped' },
      },
    ])
  })

  it('gives up a head that waits for its retry', async () => {
    const { laneId, first } = await failedLane(waitLong)
    await skip(first)
    await untilStates(laneId, ['skipped', 'delivered', 'delivered'])
  })

  it('is refused without a reason, for a head that has not failed, and for what is not the head', async () => {
    const { laneId, first, second, stop } = await failedLane()
    await stop()
    await expect(skip(first, '  ')).rejects.toMatchObject({ code: 'REASON_REQUIRED' })
    await expect(skip(second)).rejects.toMatchObject({ code: 'EVENT_NOT_AT_HEAD' })
    await skip(first)
    await expect(skip(first)).rejects.toMatchObject({ code: 'EVENT_ALREADY_SETTLED' })
    await expect(skip(second)).rejects.toMatchObject({ code: 'EVENT_NOT_PARKED' })
    expect(await world.states(laneId)).toEqual(['skipped', 'pending', 'pending'])
  })

  it('two skips at once skip one event', async () => {
    const { laneId, first, stop } = await failedLane()
    await stop()
    const clicks = await Promise.allSettled([skip(first), skip(first)])
    expect(clicks.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await world.lane(laneId)).toMatchObject({ head_sequence: 2 })
  })
})

const sendPing = (integrationId: number, sender = world.sender()) =>
  sendNow({
    dataSource: world.dataSource,
    sender,
    prepare: prepareFrom(world.dataSource),
    logger: world.logger,
    type: 'integration.ping',
    integrationId,
    data: {},
    requestedBy: actor.id,
  })

describe('send now', () => {
  it('BR-08: sends a signed ping at once, outside any lane, and records event and attempt', async () => {
    const receiver = await world.receiver()
    const integrationId = await world.integration(receiver.url)
    const sent = await sendPing(integrationId)
    expect(sent).toMatchObject({ outcome: { kind: 'accepted', status: 200 }, answer: '{"ok":true}' })
    expect(receiver.requests).toMatchObject([{ id: sent.eventId, signatureOk: true }])
    const [event] = await world.dataSource.query('select * from content_platforms.webhook_event')
    expect(event).toMatchObject({ id: sent.eventId, lane_id: null, sequence: null, state: 'delivered' })
    expect(await world.attempts(sent.eventId)).toMatchObject([{ outcome: 'accepted', requested_by: actor.id }])
    expect(world.settled).toEqual([])
  })

  it('BR-08: a ping that fails is recorded as failed and never tried again', async () => {
    const receiver = await world.receiver()
    receiver.script(500)
    const sent = await sendPing(await world.integration(receiver.url))
    expect(sent.outcome).toMatchObject({ kind: 'refused', status: 500 })
    const [event] = await world.dataSource.query('select state from content_platforms.webhook_event')
    expect(event.state).toBe('failed')
  })

  it('BR-05: does not call a forbidden address either', async () => {
    const receiver = await world.receiver()
    const guarded = world.sender({
      endpoints: { allowHttp: true, allowedPorts: 'any', allowedHosts: [], allowedCidrs: [] },
    })
    const sent = await sendPing(await world.integration(receiver.url), guarded)
    expect(sent.outcome).toEqual({ kind: 'blocked', reason: 'address' })
    expect(receiver.requests).toEqual([])
  })
})
