import type { Bench } from '../bench.js'
import { collectDelivery } from '../measure/delivery.js'
import { atLeast, round } from '../report/section.js'
import { withOurs } from './with-ours.js'
import type { Workload } from './workload.js'

const LATENCY_MS = 200
const IN_FLIGHT = 1_000
const SECONDS = 8
const PACKAGES = 10

/** A platform that takes 200 ms for each answer, and enough work for some seconds at the ideal rate. */
const runSlow = (bench: Bench) => {
  const { sink } = bench
  const inFlight = Math.round(IN_FLIGHT * bench.scale)
  const ideal = (inFlight * 1000) / LATENCY_MS
  const lanes = Math.round((ideal * SECONDS) / PACKAGES)
  const count = lanes * PACKAGES
  const delivery = { maxInFlight: inFlight, maxInFlightPerIntegration: inFlight }
  return withOurs(bench, { lanes, packages: PACKAGES, delivery, threads: 1 }, async ({ producer, worker }) => {
    await sink.call('reset', { latencyMs: LATENCY_MS })
    const before = await worker.usage()
    const recorded = await producer.call('bulk', { firstLane: 1, lanes, perLane: PACKAGES, from: 0 })
    await sink.call('waitFor', { count, timeoutMs: SECONDS * 4_000 })
    const after = await worker.usage()
    const secret = await producer.call('secret', undefined)
    const { arrivals, ...found } = await collectDelivery(sink, { recorded, secret })
    await sink.call('reset', {})
    // Between a tenth and nine tenths: neither the first claims nor the last lanes that run alone.
    const [from, to] = [Math.floor(count * 0.1), Math.floor(count * 0.9)]
    const spanMs = (arrivals.arrivedAt[to] ?? Number.NaN) - (arrivals.arrivedAt[from] ?? Number.NaN)
    return { ...found, ideal, steadyPerSecond: ((to - from) / spanMs) * 1000, cpuMs: after.cpuMs - before.cpuMs }
  })
}

export const slow: Workload = {
  key: 'slow',
  title: 'A platform that takes 200 ms, 1,000 requests in flight',
  async run(bench) {
    const run = await runSlow(bench)
    const share = run.steadyPerSecond / run.ideal
    return {
      tables: [
        {
          columns: ['ideal/s', 'messages/s', 'share', 'all in all/s', 'order', 'lost', 'duplicates'],
          rows: [
            [
              ...[run.ideal, run.steadyPerSecond, share, run.perSecond].map(round),
              run.keptOrder ? 'kept' : 'BROKEN',
              ...[run.missing, run.duplicates].map(round),
            ],
          ],
        },
      ],
      targets: [atLeast('200 ms platform, share of the ideal rate', 0.85, share, '')],
      notes: [
        'messages/s without the first and last tenth; "all in all" from first to last arrival; maxInFlight and maxInFlightPerIntegration at 1,000, the rest at its default',
      ],
      data: run,
    }
  },
}
