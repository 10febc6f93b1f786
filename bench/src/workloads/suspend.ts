import type { Bench } from '../bench.js'
import { nowMs } from '../measure/clock.js'
import { collectDelivery } from '../measure/delivery.js'
import { atMost, round } from '../report/section.js'
import { waitUntilSettled } from './wait-until-settled.js'
import { withOurs } from './with-ours.js'
import type { Workload } from './workload.js'

const MAX_MS = 60_000

/** Everybody who owes, suspended in one transaction; a worker in another process waits. */
const runSuspend = (bench: Bench) => {
  const { sink } = bench
  const services = Math.round(100_000 * bench.scale)
  return withOurs(bench, { lanes: services, packages: 1 }, async ({ producer, worker }) => {
    await sink.call('reset', {})
    const startedAt = nowMs()
    const recorded = await producer.call('bulk', { firstLane: 1, lanes: services, perLane: 1, from: 0 })
    // The commit had returned when the events were read back, which takes part of a second itself.
    const committedAt = recorded.committedAt[0] ?? Number.NaN
    const arrived = await sink.call('waitFor', { count: services, timeoutMs: MAX_MS })
    const settledAt = arrived < services ? Number.POSITIVE_INFINITY : await waitUntilSettled(producer, MAX_MS)
    const secret = await producer.call('secret', undefined)
    const { arrivals: _, ...delivery } = await collectDelivery(sink, { recorded, secret })
    const { maxRssMb } = await worker.usage()
    return { services, commitMs: committedAt - startedAt, settledMs: settledAt - startedAt, maxRssMb, ...delivery }
  })
}

export const suspend: Workload = {
  key: 'suspend',
  title: '100,000 services suspended for debt, in one transaction through the domain',
  async run(bench) {
    const run = await runSuspend(bench)
    return {
      tables: [
        {
          columns: [
            'services',
            'committed after, s',
            'all delivered and recorded after, s',
            'messages/s',
            'order',
            'not delivered',
            'duplicates',
          ],
          rows: [
            [
              round(run.services),
              round(run.commitMs / 1000),
              round(run.settledMs / 1000),
              round(run.perSecond),
              run.keptOrder ? 'kept' : 'BROKEN',
              round(run.missing),
              round(run.duplicates),
            ],
          ],
        },
      ],
      targets: [
        atMost('100,000 suspensions committed', 10, run.commitMs / 1000, ' s'),
        atMost('100,000 suspensions delivered and recorded', 20, run.settledMs / 1000, ' s'),
      ],
      notes: [
        `both times from the beginning of the transaction; the platform answers at once; cut short after ${MAX_MS / 1000} s`,
      ],
      data: run,
    }
  },
}
