import type { Bench } from '../bench.js'
import type { Batch } from '../contenders/contender.js'
import { nowMs } from '../measure/clock.js'
import { collectDelivery } from '../measure/delivery.js'
import type { Verdict } from '../measure/verdict.js'
import { waitUntilSettled } from './wait-until-settled.js'
import type { Stage } from './with-contender.js'

const ROUND_LANES = 100
const PER_LANE = 10
const ROUNDS = 10
const ROUND_MS = 5_000
const WARM_MS = 2_000
const JITTER_MS = 5

/** Lanes that a stage needs beside those that are measured. */
export const WARM_LANES = ROUND_LANES * ROUNDS

/**
 * Has a contender deliver 1,000 messages at a platform that takes its time, where two of a lane under way at once are
 * seen; then up to 9,000 more for at most 2 s at one that answers at once: a worker runs for weeks, and what Node
 * compiles in its first seconds is no part of that. Leaves the sink empty and quick.
 */
export const warmUp = async (
  bench: Bench,
  { producer }: Stage,
  firstLane: number,
): Promise<Verdict & { keptOrder: boolean }> => {
  const { sink } = bench
  const deliver = async (round: number) => {
    const batch: Batch = {
      firstLane: firstLane + round * ROUND_LANES,
      lanes: ROUND_LANES,
      perLane: PER_LANE,
      from: 0,
    }
    await sink.call('reset', round === 0 ? { jitterMs: JITTER_MS } : {})
    const recorded = await producer.call('bulk', batch)
    await sink.call('waitFor', { count: ROUND_LANES * PER_LANE, timeoutMs: ROUND_MS })
    await waitUntilSettled(producer, ROUND_MS)
    return recorded
  }
  const recorded = await deliver(0)
  const secret = await producer.call('secret', undefined)
  const { arrivals: _, ...delivery } = await collectDelivery(sink, { recorded, secret })
  const until = nowMs() + WARM_MS
  for (let round = 1; round < ROUNDS && nowMs() < until; round += 1) await deliver(round)
  await sink.call('reset', {})
  return delivery
}
