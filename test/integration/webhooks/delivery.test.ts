import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { createWorld, type World } from './world.js'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterEach(() => world.tidy())
afterAll(() => world.drop())

const setUp = async (accounts = 1) => {
  const receiver = await world.receiver()
  const integrationId = await world.integration(receiver.url)
  const accountIds = await world.accounts(integrationId, accounts)
  return { receiver, integrationId, accountIds, accountId: accountIds[0] as number }
}

describe('the way of an event', () => {
  it('BR-80: reaches the platform signed, and leaves event, lane and attempt settled', async () => {
    const { receiver, integrationId, accountId } = await setUp()
    const [event] = await world.record({ integrationId, accountIds: [accountId] })
    world.dispatcher().start()
    await vi.waitFor(async () => expect(await world.states(event?.laneId ?? 0)).toEqual(['delivered']))
    expect(receiver.requests).toMatchObject([{ id: event?.id, account: accountId, sequence: 1, signatureOk: true }])
    expect(await world.lane(event?.laneId ?? 0)).toMatchObject({ head_sequence: 2, attempts: 0, lease_token: null })
    expect(await world.attempts(event?.id ?? '')).toMatchObject([{ number: 1, outcome: 'accepted', status: 200 }])
    expect(world.settled).toMatchObject([{ id: event?.id, result: { kind: 'delivered' } }])
  })
})
