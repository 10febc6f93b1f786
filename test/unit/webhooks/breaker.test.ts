import { describe, expect, it } from 'vitest'
import type { AttemptOutcome } from '../../../src/webhooks/attempt-outcome.js'
import { platformFailureOf } from '../../../src/webhooks/breaker.js'

const refused = (status: number): AttemptOutcome => ({ kind: 'refused', status })

describe('what an attempt says of the platform as a whole', () => {
  it('a success, or a refusal of one customer, says that it works', () => {
    expect(platformFailureOf({ kind: 'accepted', status: 200 })).toBeUndefined()
    for (const status of [200, 302, 400, 404, 409, 410, 422]) expect(platformFailureOf(refused(status))).toBeUndefined()
  })

  it('no answer, a server error, a throttle or a refused key says that it fails', () => {
    for (const status of [401, 403, 407, 408, 425, 429, 500, 502, 503, 504, 600])
      expect(platformFailureOf(refused(status))).toBe(`http_${status}`)
    for (const cause of ['timeout', 'dns', 'tls', 'connection', 'oversize'] as const)
      expect(platformFailureOf({ kind: 'unreachable', cause })).toBe(cause)
    expect(platformFailureOf({ kind: 'blocked', reason: 'address' })).toBe('address')
  })

  it('an attempt that we broke off or could not build says nothing', () => {
    expect(platformFailureOf({ kind: 'unreachable', cause: 'interrupted' })).toBeNull()
    expect(platformFailureOf({ kind: 'unsendable', reason: 'headers' })).toBeNull()
  })
})
