import { expect, it } from 'vitest'
import { distinctSubjects } from '../../../src/gateways/subject-ids.js'
import type { ClaimedEvent } from '../../../src/webhooks/delivery-contract.js'

const IDS = { packageId: 1, productId: 2, serviceId: 3, accountId: 4, customerId: 5, serviceStatus: 'habilitado' }

let made = 0
const event = (change: Partial<ClaimedEvent> = {}, data: Record<string, unknown> = {}): ClaimedEvent => {
  made += 1
  const common = { laneId: 1, sequence: made, integrationId: 1, subscriptionId: 6, occurredAt: new Date(0), attempt: 1 }
  const type = 'content.subscription.suspended'
  return { id: `event-${made}`, type, ...common, ...change, data: { ...IDS, subscriptionId: 6, ...data } }
}

const placesOf = (events: ClaimedEvent[]) => {
  const { placeOf } = distinctSubjects(events)
  return events.map(({ id }) => placeOf.get(id))
}

it('events that name the same are asked for once', () => {
  const events = [event(), event({ type: 'content.subscription.resumed' }), event({}, { state: 'active' })]
  expect(distinctSubjects(events).asked).toEqual([
    { ...IDS, subscriptionId: 6, serviceStatus: 'habilitado', externalId: null, isNew: false },
  ])
  expect(placesOf(events)).toEqual([0, 0, 0])
})

it.each([
  ['another customer', event({}, { customerId: 7 })],
  ['another subscription', event({ subscriptionId: 7 })],
  ['another status of the service', event({}, { serviceStatus: 'suspenso_debito' })],
  ["a removal that keeps the platform's id", event({}, { externalId: 'a-1' })],
  ['a created, which has no id of before', event({ type: 'content.subscription.created' })],
  ['an event about the account alone', event({ subscriptionId: null }, { subscriptionId: undefined })],
])('%s is asked for by itself', (_name, other) => {
  expect(placesOf([event(), other, event()])).toEqual([0, 1, 0])
})

it("the row's own id counts, not the one by which the platform knows its predecessor", () => {
  expect(distinctSubjects([event({ subscriptionId: 9 }, { subscriptionId: 6 })]).asked[0]?.subscriptionId).toBe(9)
})
