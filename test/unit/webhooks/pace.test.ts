import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createSpacing, paceOf } from '../../../src/webhooks/pace.js'

describe('the places that a rate limit gives away', () => {
  it('begin where the last ones ended, and never in the past', () => {
    expect(paceOf({ perMinute: 60, nextSendAtMs: null, nowMs: 5_000 })).toMatchObject({ startsAtMs: 5_000, places: 2 })
    expect(paceOf({ perMinute: 60, nextSendAtMs: 1_000, nowMs: 5_000 })).toMatchObject({ startsAtMs: 5_000 })
    expect(paceOf({ perMinute: 60, nextSendAtMs: 5_700, nowMs: 5_000 })).toMatchObject({ startsAtMs: 5_700, places: 1 })
    expect(paceOf({ perMinute: 60, nextSendAtMs: 6_001, nowMs: 5_000 }).places).toBe(0)
  })

  it('over any second are no more than the rate and one, however they are taken', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 6_000 }),
        fc.array(fc.tuple(fc.integer({ min: 0, max: 700 }), fc.integer({ min: 0, max: 200 })), { maxLength: 40 }),
        (perMinute, claims) => {
          const sends: number[] = []
          let nowMs = 0
          let nextSendAtMs: number | null = null
          for (const [laterMs, wanted] of claims) {
            nowMs += laterMs
            const pace = paceOf({ perMinute, nextSendAtMs, nowMs })
            const taken = Math.min(pace.places, wanted)
            for (let place = 0; place < taken; place += 1) sends.push(pace.startsAtMs + place * pace.intervalMs)
            if (taken > 0) nextSendAtMs = pace.startsAtMs + taken * pace.intervalMs
          }
          for (const from of sends)
            expect(sends.filter((at) => at >= from && at < from + 999.9).length).toBeLessThanOrEqual(perMinute / 60 + 1)
        },
      ),
    )
  })
})

describe('the spacing in one process', () => {
  it('makes up for one late send at most', () => {
    let now = 1_000
    const spacing = createSpacing(() => now)
    expect(spacing.take(7, 20)).toBe(0)
    expect(spacing.take(7, 20)).toBe(20)
    expect(spacing.take(8, 20)).toBe(0)
    now += 500
    const waits = [1, 2, 3].map(() => spacing.take(7, 20))
    expect(waits).toEqual([0, 0, 20])
  })
})
