import type { Bench } from '../bench.js'
import type { Batch } from '../contenders/contender.js'
import { nowMs } from '../measure/clock.js'
import { collectDelivery } from '../measure/delivery.js'
import type { Verdict } from '../measure/verdict.js'
import { waitUntilSettled } from './wait-until-settled.js'
import type { Stage } from './with-contender.js'

/** Lanes of each round: more of them than one thread takes at once, so that all of a worker's threads are warm. */
const ROUNDS = [100, 600, 1800, 1800, 1800]
const PER_LANE = 10
const ROUND_MS = 10_000
const WARM_MS = 6_000
const JITTER_MS = 5

/** Lanes that a stage needs beside those that are measured. */
export const WARM_LANES = ROUNDS.reduce((sum, lanes) => sum + lanes)

/**
 * Has a contender deliver 1,000 messages at a platform that takes its time, where two of a lane under way at once are
 * seen; then up to 60,000 more at one that answers at once, beginning none after 6 s: a worker runs for weeks, and what Node
 * compiles in its first seconds is no part of that. Leaves the sink empty and quick.
 */
export const warmUp = async (
  bench: Bench,
  { producer }: Stage,
  firstLane: number,
): Promise<Verdict & { keptOrder: boolean }> => {
  const { sink } = bench
  let nextLane = firstLane
  const deliver = async (lanes: number, behaviour: { jitterMs?: number } = {}) => {
    const batch: Batch = { firstLane: nextLane, lanes, perLane: PER_LANE, from: 0 }
    nextLane += lanes
    await sink.call('reset', behaviour)
    const recorded = await producer.call('bulk', batch)
    await sink.call('waitFor', { count: lanes * PER_LANE, timeoutMs: ROUND_MS })
    await waitUntilSettled(producer, ROUND_MS)
    return recorded
  }
  const [judged, ...further] = ROUNDS as [number, ...number[]]
  const recorded = await deliver(judged, { jitterMs: JITTER_MS })
  const secret = await producer.call('secret', undefined)
  const { arrivals: _, ...delivery } = await collectDelivery(sink, { recorded, secret })
  const until = nowMs() + WARM_MS
  for (const lanes of further) if (nowMs() < until) await deliver(lanes)
  await sink.call('reset', {})
  return delivery
}
