import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Gate, type LimitedIntegration, quotaOf } from '../../../src/webhooks/quota.js'

const INTEGRATION: LimitedIntegration = {
  id: 7,
  has_gate: true,
  max_in_flight: null,
  rate_limit_per_minute: null,
  has_fresh: true,
  has_retries: true,
}
const GATE: Gate = { id: 7, breaker: 'closed', may_probe: false, ramp_ms: null, next_send_ms: null, now_ms: 1_000_000 }
const FREE = { fresh: 100, retry: 40 }

const quota = (change: {
  integration?: Partial<LimitedIntegration>
  gate?: Partial<Gate>
  inFlight?: number
  free?: { fresh: number; retry: number }
}) =>
  quotaOf({
    integration: { ...INTEGRATION, ...change.integration },
    gate: { ...GATE, ...change.gate },
    inFlight: change.inFlight ?? 0,
    free: change.free ?? FREE,
    maxEventsPerLane: 8,
  })

describe('what a limited integration may be sent', () => {
  it('is its cap less what all workers have in flight, half of it for retries', () => {
    expect(quota({ integration: { max_in_flight: 11 }, inFlight: 4 })?.lanes).toEqual({ fresh: 4, retry: 3 })
    expect(quota({ integration: { max_in_flight: 11, has_retries: false } })?.lanes).toEqual({ fresh: 11, retry: 0 })
    expect(quota({ integration: { max_in_flight: 11, has_fresh: false } })?.lanes).toEqual({ fresh: 0, retry: 11 })
    expect(quota({ integration: { max_in_flight: 11 }, inFlight: 11 })).toBeUndefined()
    expect(quota({ integration: { max_in_flight: 11 }, inFlight: 15 })).toBeUndefined()
  })

  it('is never more than the free slots of this process', () => {
    expect(quota({ free: { fresh: 2, retry: -1 } })?.lanes).toEqual({ fresh: 2, retry: 0 })
    expect(quota({ free: { fresh: 0, retry: 0 } })).toBeUndefined()
  })

  it('is nothing while its breaker is open, and one event of one lane to probe it, whatever hangs in flight', () => {
    expect(quota({ gate: { breaker: 'open' } })).toBeUndefined()
    expect(quota({ gate: { breaker: 'half_open' } })).toBeUndefined()
    const probe = quota({
      integration: { max_in_flight: 5 },
      gate: { breaker: 'open', may_probe: true },
      inFlight: 5,
    })
    expect(probe).toMatchObject({ isProbe: true, lanes: { fresh: 1, retry: 0 }, maxEvents: 1 })
  })

  it('grows every second after the platform came back, until nothing limits it any more', () => {
    const lanesAfter = (ms: number) =>
      quota({ gate: { ramp_ms: ms }, integration: { has_retries: false } })?.lanes.fresh
    expect([0, 1_000, 2_000, 3_000].map(lanesAfter)).toEqual([4, 8, 16, 32])
    expect(lanesAfter(8_000)).toBe(100)
    expect(quota({ gate: { ramp_ms: 1_000 }, inFlight: 6 })?.lanes).toEqual({ fresh: 1, retry: 1 })
  })

  it('is what its rate leaves within the next second, one event per lane', () => {
    const paced = quota({ integration: { rate_limit_per_minute: 600, has_retries: false } })
    expect(paced?.lanes.fresh).toBe(11)
    expect(paced?.maxEvents).toBe(1)
    expect(paced?.pace).toEqual({ startsAtMs: 1_000_000, intervalMs: 100, places: 11 })
    expect(quota({ integration: { rate_limit_per_minute: 600 }, gate: { next_send_ms: 1_001_050 } })).toBeUndefined()
    const later = quota({ integration: { rate_limit_per_minute: 600 }, gate: { next_send_ms: 1_000_950 } })
    expect(later?.lanes).toEqual({ fresh: 1, retry: 0 })
    expect(later?.pace?.startsAtMs).toBe(1_000_950)
  })

  it('never breaks any of its limits', () => {
    const count = fc.integer({ min: -5, max: 300 })
    fc.assert(
      fc.property(
        fc.option(fc.integer({ min: 1, max: 300 })),
        fc.option(fc.integer({ min: 1, max: 60_000 })),
        fc.option(fc.integer({ min: 0, max: 20_000 })),
        fc.integer({ min: 0, max: 300 }),
        count,
        count,
        (cap, rate, ramp, inFlight, fresh, retry) => {
          const lanes = quota({
            integration: { max_in_flight: cap, rate_limit_per_minute: rate },
            gate: { ramp_ms: ramp },
            inFlight,
            free: { fresh, retry },
          })?.lanes ?? { fresh: 0, retry: 0 }
          const all = lanes.fresh + lanes.retry
          expect(lanes.fresh).toBeGreaterThanOrEqual(0)
          expect(lanes.retry).toBeGreaterThanOrEqual(0)
          expect(lanes.fresh).toBeLessThanOrEqual(Math.max(0, fresh))
          expect(lanes.retry).toBeLessThanOrEqual(Math.max(0, retry))
          if (cap !== null && all > 0) expect(all + inFlight).toBeLessThanOrEqual(cap)
          if (rate !== null) expect(all).toBeLessThanOrEqual(rate / 60 + 1)
        },
      ),
    )
  })
})
