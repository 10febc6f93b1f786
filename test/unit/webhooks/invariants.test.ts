import { expect, it } from 'vitest'
import {
  type CommittedEvent,
  type DeliveryRecord,
  findBrokenPromises,
  type SeenRequest,
} from '../../integration/webhooks/invariants.js'

const event = (sequence: number, change: Partial<CommittedEvent> = {}): CommittedEvent => ({
  id: `e${sequence}`,
  laneId: 1,
  sequence,
  state: 'delivered',
  ...change,
})
const request = (sequence: number, startedAt: number, change: Partial<SeenRequest> = {}): SeenRequest => ({
  id: `e${sequence}`,
  signatureOk: true,
  accepted: true,
  startedAt,
  endedAt: startedAt + 5,
  ...change,
})
const refused = { accepted: false }

const GOOD: DeliveryRecord = {
  committed: [event(2), event(1), event(1, { id: 'other', laneId: 2 })],
  requests: [request(1, 0, refused), request(1, 10), request(1, 12, { id: 'other' }), request(2, 20)],
}

it('a log that keeps every promise breaks none', () => {
  expect(findBrokenPromises(GOOD)).toEqual([])
})

it.each<[string, Partial<DeliveryRecord>]>([
  ['e2) never arrived', { requests: GOOD.requests.slice(0, -1) }],
  ['e2) never arrived', { requests: [...GOOD.requests.slice(0, -1), request(2, 20, refused)] }],
  ['e9 was sent, and never committed', { requests: [...GOOD.requests, request(9, 30)] }],
  [
    'e2) started before its predecessor succeeded',
    { requests: [...GOOD.requests, request(2, 5, refused)].sort(byStart) },
  ],
  ['e1) was repeated without cause', { requests: [...GOOD.requests, request(1, 30)] }],
  ['e1) was repeated without cause', { requests: [...GOOD.requests, request(1, 30, refused)] }],
  ['e2) was in flight beside', { requests: [...GOOD.requests, request(2, 24, refused)], mayRepeat: () => true }],
  [
    'e2) is still pending',
    { committed: [event(1), event(2, { state: 'pending' }), event(1, { id: 'other', laneId: 2 })] },
  ],
  [
    'e1 came with a wrong signature',
    { requests: [request(1, -9, { ...refused, signatureOk: false }), ...GOOD.requests] },
  ],
])('a log in which %s', (words, change) => {
  expect(findBrokenPromises({ ...GOOD, ...change })).toEqual([expect.stringContaining(words)])
})

it('a crash explains a repetition, and a stopped process one that overlaps', () => {
  const requests = [...GOOD.requests, request(1, 22)]
  expect(findBrokenPromises({ ...GOOD, requests, mayRepeat: ({ id }) => id === 'e1', mayOverlap: () => true })).toEqual(
    [],
  )
  const broken = findBrokenPromises({
    ...GOOD,
    requests,
    mayRepeat: (_, repeats) => repeats > 1,
    mayOverlap: () => true,
  })
  expect(broken).toEqual([expect.stringContaining('repeated')])
})

it('an event that was given up need not have arrived for the next one to start', () => {
  const committed = [event(1, { state: 'failed' }), event(2, { state: 'skipped' }), event(3)]
  expect(findBrokenPromises({ committed, requests: [request(1, 0, refused), request(3, 10)] })).toEqual([])
})

function byStart(a: SeenRequest, b: SeenRequest) {
  return a.startedAt - b.startedAt
}
