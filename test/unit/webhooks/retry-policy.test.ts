import { describe, expect, it } from 'vitest'
import type { AttemptOutcome } from '../../../src/webhooks/attempt-outcome.js'
import { DEFAULT_RETRY_POLICY, type DecisionInput, decideNextStep } from '../../../src/webhooks/retry-policy.js'

const refused = (status: number, retryAfterMs?: number): AttemptOutcome => ({
  kind: 'refused',
  status,
  ...(retryAfterMs !== undefined && { retryAfterMs }),
})
const decide = (change: Partial<DecisionInput>) =>
  decideNextStep({
    outcome: refused(500),
    attempt: 1,
    stateful: true,
    policy: DEFAULT_RETRY_POLICY,
    random: () => 0,
    ...change,
  })

describe('the schedule', () => {
  it('is: at once, 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h, 24 h', () => {
    const waits = Array.from({ length: 9 }, (_, index) => decide({ attempt: index + 1 }))
    const hours = (h: number) => h * 3_600_000
    expect(waits.map((step) => step.kind === 'retry' && step.afterMs)).toEqual([
      5_000,
      300_000,
      1_800_000,
      hours(2),
      hours(5),
      hours(10),
      hours(14),
      hours(20),
      hours(24),
    ])
  })

  it('is moved by chance upward only', () => {
    expect(decide({ random: () => 0 })).toEqual({ kind: 'retry', afterMs: 5_000 })
    expect(decide({ random: () => 0.999_999 })).toEqual({ kind: 'retry', afterMs: 5_500 })
  })

  it.each([[refused(500)], [refused(404)], [refused(408)], [refused(301)], [refused(600)]] as const)(
    'goes on after %j',
    (outcome) => expect(decide({ outcome })).toMatchObject({ kind: 'retry' }),
  )

  it.each([
    { kind: 'unreachable', cause: 'timeout' },
    { kind: 'blocked', reason: 'address' },
    { kind: 'unsendable', reason: 'headers' },
  ] as const)('goes on after $kind', (outcome) =>
    expect(decide({ outcome })).toEqual({ kind: 'retry', afterMs: 5_000 }),
  )
})

describe('the end of the schedule', () => {
  it('BR-95: parks a stateful event', () => {
    expect(decide({ attempt: 10 })).toEqual({ kind: 'park', reason: 'exhausted' })
  })

  it('gives up an informative event after minutes, so that nobody stays blocked for days behind it', () => {
    expect(decide({ attempt: 2, stateful: false })).toEqual({ kind: 'retry', afterMs: 300_000 })
    expect(decide({ attempt: 3, stateful: false })).toEqual({ kind: 'fail', reason: 'exhausted' })
  })

  it('comes for an informative event as early as for others where the schedule is shorter', () => {
    const policy = { ...DEFAULT_RETRY_POLICY, delaysMs: [1] }
    expect(decide({ attempt: 2, stateful: false, policy })).toEqual({ kind: 'fail', reason: 'exhausted' })
  })

  it('comes at the first 4xx where that is chosen, but not for 408, 425, 429', () => {
    const policy = { ...DEFAULT_RETRY_POLICY, giveUpOnClientError: true }
    expect(decide({ policy, outcome: refused(404) })).toEqual({ kind: 'park', reason: 'refused' })
    for (const status of [408, 425, 429, 500])
      expect(decide({ policy, outcome: refused(status) })).toMatchObject({ kind: 'retry' })
  })

  it('does not come for an attempt that our own shutdown broke off', () => {
    const outcome = { kind: 'unreachable', cause: 'interrupted' } as const
    expect(decide({ attempt: 10, outcome })).toEqual({ kind: 'retry', afterMs: 0 })
  })
})

describe('Retry-After', () => {
  it('is honoured when it is later than planned', () => {
    expect(decide({ outcome: refused(429, 60_000) })).toEqual({ kind: 'retry', afterMs: 60_000 })
  })

  it('never makes a retry earlier than planned', () => {
    expect(decide({ attempt: 2, outcome: refused(429, 1_000) })).toEqual({ kind: 'retry', afterMs: 300_000 })
  })

  it('is capped at 24 h', () => {
    expect(decide({ outcome: refused(503, 90 * 86_400_000) })).toEqual({ kind: 'retry', afterMs: 86_400_000 })
    expect(decide({ outcome: refused(503, Number.POSITIVE_INFINITY) })).toEqual({ kind: 'retry', afterMs: 86_400_000 })
  })
})

it('is done after an accepted attempt', () => {
  expect(decide({ outcome: { kind: 'accepted', status: 204 } })).toEqual({ kind: 'done' })
})
