import { expect, it } from 'vitest'
import { firstMentions, subjectIdsOf } from '../../../src/gateways/subject-ids.js'
import type { ClaimedEvent } from '../../../src/webhooks/delivery-contract.js'

const IDS = { packageId: 1, productId: 2, serviceId: 3, accountId: 4, customerId: 5, serviceStatus: 'habilitado' }

let made = 0
const event = (change: Partial<ClaimedEvent> = {}, data: Record<string, unknown> = {}): ClaimedEvent => {
  made += 1
  const common = { laneId: 1, sequence: made, integrationId: 1, subscriptionId: 6, occurredAt: new Date(0), attempt: 1 }
  const type = 'content.subscription.suspended'
  return { id: `event-${made}`, type, ...common, ...change, data: { ...IDS, subscriptionId: 6, ...data } }
}

it('an event names what its data stores, and its own subscription', () => {
  const ids = { ...IDS, subscriptionId: 6, externalId: null, isNew: false }
  expect(subjectIdsOf(event())).toEqual(ids)
  expect(subjectIdsOf(event({}, { state: 'active' }))).toEqual(ids)
})

it.each([
  ['another customer', event({}, { customerId: 7 }), { customerId: 7 }],
  ['another subscription', event({ subscriptionId: 7 }), { subscriptionId: 7 }],
  [
    'another status of the service',
    event({}, { serviceStatus: 'suspenso_debito' }),
    { serviceStatus: 'suspenso_debito' },
  ],
  ["a removal that keeps the platform's id", event({}, { externalId: 'a-1' }), { externalId: 'a-1' }],
  ['a created, which has no id of before', event({ type: 'content.subscription.created' }), { isNew: true }],
  [
    'an event about the account alone',
    event({ subscriptionId: null }, { subscriptionId: undefined }),
    { subscriptionId: null },
  ],
])('%s is told apart', (_name, other, told) => {
  expect(subjectIdsOf(other)).toEqual({ ...subjectIdsOf(event()), ...told })
})

it("the row's own id counts, not the one by which the platform knows its predecessor", () => {
  expect(subjectIdsOf(event({ subscriptionId: 9 }, { subscriptionId: 6 })).subscriptionId).toBe(9)
})

it('what several events name is asked for with the first of them', () => {
  expect(firstMentions([4, 4, null, 5, 4, 5])).toEqual([4, null, null, 5, null, null])
  expect(firstMentions<number>([])).toEqual([])
})
