import { describe, expect, it } from 'vitest'
import { createBreadth } from '../../../src/webhooks/breadth.js'
import { NONE } from '../../../src/webhooks/slots.js'

const INTEGRATION = 7
const MOST = 256

const setUp = (maxInFlightPerIntegration = MOST, inFlight = Math.min(64, maxInFlightPerIntegration)) => {
  let nowMs = 0
  let utilization = 0
  let held = inFlight
  const breadth = createBreadth({
    maxInFlightPerIntegration,
    now: () => nowMs,
    readUtilization: () => utilization,
  })
  /** What it may have in flight, `fresh` of which it has, and may retry. */
  const lanesOf = (integrationId: number, fresh: number) => {
    const { busy, maxPerIntegration } = breadth.narrow(slotsOf(integrationId, fresh))
    const own = busy.get(integrationId) ?? NONE
    return { fresh: fresh + maxPerIntegration - own.fresh, retry: maxPerIntegration - own.retry }
  }
  const slotsOf = (integrationId: number, fresh: number) => ({
    free: { fresh: 512, retry: 128 },
    maxPerIntegration: maxInFlightPerIntegration,
    busy: new Map([[integrationId, { fresh, retry: 0 }]]),
  })
  return {
    lanesOf,
    widensAfterMs: (fresh: number) => breadth.widensAfterMs(slotsOf(INTEGRATION, fresh)),
    answered: (durationMs: number, times = 200) => {
      for (let time = 0; time < times; time += 1) breadth.attempted(INTEGRATION, durationMs)
    },
    claimed: (events: number, lanes = 200) =>
      breadth.claimed(Array(lanes).fill({ integrationId: INTEGRATION, events: Array(events).fill(undefined) })),
    /** What it may have after so many claims, 25 ms apart, of a thread that was busy so much, with all of it in flight. */
    claim: (busy: number, times = 1) => {
      utilization = busy
      for (let time = 0; time < times; time += 1) {
        nowMs += 25
        held = lanesOf(INTEGRATION, held).fresh
      }
      return held
    },
  }
}

describe('how many lanes of an integration are worth having in flight', () => {
  it('few at first, also of one that was never heard of', () => {
    const { lanesOf, answered } = setUp()
    expect(lanesOf(INTEGRATION, 0).fresh).toBe(64)
    answered(10)
    expect(lanesOf(INTEGRATION, 0).fresh).toBe(64)
  })

  it('twice as many each time while the thread has time left, up to the most', () => {
    const { answered, claim, lanesOf } = setUp()
    answered(200)
    expect(claim(0.5)).toBe(128)
    expect(lanesOf(INTEGRATION, 128).fresh).toBe(128) // a claim in the same moment
    expect([claim(0.5), claim(0.5)]).toEqual([256, 256])
  })

  it('no more than are used', () => {
    const { answered, claim } = setUp(MOST, 3)
    answered(200)
    expect(claim(0)).toBe(64)
  })

  it('fewer, step by step, once the thread has no time left and the platform is fast', () => {
    const { answered, claim } = setUp()
    answered(3)
    expect(claim(0.2, 5)).toBe(MOST)
    expect(claim(1)).toBe(224)
    expect(claim(1, 30)).toBe(64)
  })

  it('no fewer than hold events enough, where each lane has few', () => {
    const { answered, claimed, claim } = setUp()
    answered(3)
    claimed(1)
    expect(claim(1, 30)).toBe(MOST)
    claimed(4)
    expect(claim(1, 30)).toBe(128)
    claimed(16)
    expect(claim(1, 30)).toBe(64)
  })

  it('as many as before where the platform is what they wait for', () => {
    const { answered, claim } = setUp()
    answered(400)
    expect(claim(0.2, 5)).toBe(MOST)
    expect(claim(1, 30)).toBe(MOST)
  })

  it('fewer again for a platform that was slow and has become fast', () => {
    const { answered, claim } = setUp()
    answered(400)
    claim(0.2, 5)
    answered(1)
    expect(claim(1, 30)).toBe(64)
  })

  it('asked for again soon where all are used and there may be more, and not otherwise', () => {
    const { answered, claim, widensAfterMs } = setUp()
    expect(widensAfterMs(64)).toBeUndefined() // of an integration that nothing is known of
    answered(400)
    expect(widensAfterMs(63)).toBeUndefined()
    expect(widensAfterMs(64)).toBe(25)
    expect(claim(0.2)).toBe(128)
    claim(1)
    expect(widensAfterMs(128)).toBeUndefined() // the thread has no time left
    expect(claim(0.2, 2)).toBe(MOST)
    expect(widensAfterMs(MOST)).toBeUndefined()
  })

  it('never more than the options allow', () => {
    const { answered, claim, lanesOf } = setUp(20)
    expect(lanesOf(INTEGRATION, 0).fresh).toBe(20)
    answered(400)
    expect(claim(0, 5)).toBe(20)
    expect(claim(1, 30)).toBe(20)
  })

  it('retries keep their whole share', () => {
    const { answered, lanesOf } = setUp()
    answered(3)
    expect(lanesOf(INTEGRATION, 64).retry).toBe(MOST)
  })
})
