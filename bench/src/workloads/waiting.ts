import type { Bench } from '../bench.js'
import { collectDelivery } from '../measure/delivery.js'
import { percentile } from '../measure/statistics.js'
import { atMost, round } from '../report/section.js'
import { waitUntilSettled } from './wait-until-settled.js'
import { withOurs } from './with-ours.js'
import type { Workload } from './workload.js'

const LIVE = 5_000
const HELD = [0, 1_000, 10_000, 100_000]
const TRICKLE = { perSecond: 200, seconds: 2 }

/** Of fewer claims no percentile is told. */
const MIN_CLAIMS = 50

/**
 * Lanes that wait for a retry or are parked, beside a trickle of events and then a bulk of them. The worker delivers in the
 * process's own thread, whose connections are watched.
 */
const runWaiting = (bench: Bench, held: number) => {
  const { sink } = bench
  const claimP50 = (claims: readonly number[]) => percentile(claims.length < MIN_CLAIMS ? [] : claims, 0.5)
  const live = Math.round(LIVE * bench.scale)
  const most = Math.round(100_000 * bench.scale)
  return withOurs(bench, { lanes: most + live, packages: 1, threads: 1 }, async ({ producer, worker }) => {
    await sink.call('reset', {})
    if (held > 0) await producer.call('holdLanes', { firstLane: live + 1, lanes: held })
    const count = TRICKLE.perSecond * TRICKLE.seconds
    const lanes = Math.min(live, count)
    const perLane = Math.ceil(count / lanes)
    const trickle = {
      firstLane: 1,
      lanes,
      perLane,
      from: 0,
      producers: 4,
      ratePerSecond: TRICKLE.perSecond,
      maxMs: 5_000,
    }
    await worker.call('claimTimes', undefined)
    const { ids } = await producer.call('singles', trickle)
    await sink.call('waitFor', { count: ids.length, timeoutMs: 5_000 })
    await waitUntilSettled(producer, 5_000)
    const claims = await worker.call('claimTimes', undefined)

    await sink.call('reset', {})
    const recorded = await producer.call('bulk', { firstLane: 1, lanes: live, perLane: 1, from: 0 })
    await sink.call('waitFor', { count: live, timeoutMs: 20_000 })
    const secret = await producer.call('secret', undefined)
    const { perSecond } = await collectDelivery(sink, { recorded, secret })
    const busy = await worker.call('claimTimes', undefined)
    return {
      held,
      claims: claims.length,
      claimP50Ms: claimP50(claims),
      claimP99Ms: percentile(claims, 0.99),
      busyClaimP50Ms: percentile(busy, 0.5),
      perSecond,
    }
  })
}

export const waiting: Workload = {
  key: 'waiting',
  title: 'Lanes that wait for their retry or are parked, beside live traffic',
  async run(bench) {
    const runs = []
    for (const held of HELD) runs.push(await runWaiting(bench, Math.round(held * bench.scale)))
    const [none, , , most] = runs
    return {
      tables: [
        {
          columns: [
            'lanes held',
            'claims',
            'claim p50 ms',
            'claim p99 ms',
            'claim under load p50 ms',
            'live messages/s',
          ],
          rows: runs.map((run) =>
            [run.held, run.claims, run.claimP50Ms, run.claimP99Ms, run.busyClaimP50Ms, run.perSecond].map(round),
          ),
        },
      ],
      targets: [
        atMost('claim beside 100,000 lanes that wait, p50', 10, most?.claimP50Ms ?? Number.NaN, ' ms'),
        atMost('the same against none that wait', 2, (most?.claimP50Ms ?? Number.NaN) / (none?.claimP50Ms ?? 1), ' ×'),
      ],
      notes: [
        `half of them parked, half due in an hour; claims as the worker saw them, during ${TRICKLE.perSecond} single events/s`,
        'live messages/s: 5,000 services suspended in one transaction, one message each; a worker of one thread',
      ],
      data: runs,
    }
  },
}
