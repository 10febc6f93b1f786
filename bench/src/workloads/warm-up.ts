import type { Bench } from '../bench.js'
import type { Batch } from '../contenders/contender.js'
import { collectDelivery } from '../measure/delivery.js'
import type { Verdict } from '../measure/verdict.js'
import { waitUntilSettled } from './wait-until-settled.js'
import type { Stage } from './with-contender.js'

const MAX_MS = 5_000
const JITTER_MS = 5

/**
 * Has a contender deliver a batch before anything is measured, at a platform that takes its time, where two messages of
 * a lane under way at once are seen. Leaves the sink empty and quick.
 */
export const warmUp = async (
  bench: Bench,
  { producer }: Stage,
  batch: Batch,
): Promise<Verdict & { keptOrder: boolean }> => {
  const { sink } = bench
  await sink.call('reset', { jitterMs: JITTER_MS })
  const recorded = await producer.call('bulk', batch)
  await sink.call('waitFor', { count: batch.lanes * batch.perLane, timeoutMs: MAX_MS })
  await waitUntilSettled(producer, MAX_MS)
  const secret = await producer.call('secret', undefined)
  const { arrivals: _, ...delivery } = await collectDelivery(sink, { recorded, secret })
  await sink.call('reset', {})
  return delivery
}
