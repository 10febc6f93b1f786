import type { Bench } from '../bench.js'
import { CONTENDERS, type Contender } from '../contenders/list.js'
import { nowMs } from '../measure/clock.js'
import { collectDelivery, type Delivery } from '../measure/delivery.js'
import { loadBetween, readMachineLoad } from '../measure/machine-load.js'
import { atLeast, round, type Section } from '../report/section.js'
import { medianOf, orderOf, type Rounds, ran, ratioOf, runRounds } from './rounds.js'
import { waitUntilSettled } from './wait-until-settled.js'
import { WARM_LANES, warmUp } from './warm-up.js'
import { withContender } from './with-contender.js'
import type { Workload } from './workload.js'

interface DrainRun extends Omit<Delivery, 'firstAt' | 'lastAt'> {
  recordMs: number
  /** From the commit until all is written down as delivered; NaN when it was cut short. */
  settledMs: number
  workerCpuMs: number
  sinkCpuMs: number
  /** Of all processes on all cores, from the commit until the last one arrived. */
  machineBusyMs: number
  machineIdleMs: number
}

/** Cuts a run short: what was delivered by then is its rate. */
const MAX_MS = 6_000
const PER_LANE = 10

/** One bulk transaction beside a worker that is warm and waits, until all is delivered and written down. */
const runDrain = async (bench: Bench, contender: Contender): Promise<DrainRun> => {
  const { sink } = bench
  const lanes = Math.round(2_000 * bench.scale)
  const count = lanes * PER_LANE
  return withContender(bench, { contender, lanes: lanes + WARM_LANES }, async (stage) => {
    const { producer, worker } = stage
    const first = await warmUp(bench, stage, lanes + 1)

    const before = await Promise.all([worker.usage(), sink.usage()])
    const startedAt = nowMs()
    const loadAtStart = readMachineLoad()
    const recorded = await producer.call('bulk', { firstLane: 1, lanes, perLane: PER_LANE, from: 0 })
    // A hook sends while it records.
    const loadBefore = contender.apart ? readMachineLoad() : loadAtStart
    const arrived = await sink.call('waitFor', { count, timeoutMs: MAX_MS })
    const load = loadBetween(loadBefore, readMachineLoad())
    const settledAt = arrived < count ? Number.NaN : await waitUntilSettled(producer, MAX_MS)
    const after = await Promise.all([worker.usage(), sink.usage()])

    const secret = await producer.call('secret', undefined)
    if (arrived < count) await worker.end()
    const { arrivals: _, firstAt: __, lastAt: ___, ...delivery } = await collectDelivery(sink, { recorded, secret })
    const committedAt = recorded.committedAt[0] ?? startedAt
    return {
      ...delivery,
      keptOrder: delivery.keptOrder && first.keptOrder,
      outOfOrder: delivery.outOfOrder + first.outOfOrder,
      overlapping: delivery.overlapping + first.overlapping,
      recordMs: committedAt - startedAt,
      settledMs: settledAt - committedAt,
      workerCpuMs: after[0].cpuMs - before[0].cpuMs,
      sinkCpuMs: after[1].cpuMs - before[1].cpuMs,
      machineBusyMs: load.busyMs,
      machineIdleMs: load.idleMs,
    }
  })
}

const rowOf = (rounds: Rounds<DrainRun>, { key, label }: Contender): string[] => {
  const of = (figure: (run: DrainRun) => number) => medianOf(rounds, key, figure)
  const sum = (figure: (run: DrainRun) => number) => round(of(figure))
  return [
    label,
    sum(({ perSecond }) => perSecond),
    `${round(ratioOf(rounds, { of: 'ours', by: key }, ({ perSecond }) => perSecond))} ×`,
    sum(({ settledMs }) => settledMs),
    sum(({ workerCpuMs, delivered }) => (workerCpuMs / delivered) * 1000),
    sum(({ machineBusyMs, delivered }) => (machineBusyMs / delivered) * 1000),
    `${sum(({ machineBusyMs, machineIdleMs }) => (machineBusyMs / (machineBusyMs + machineIdleMs)) * 100)} %`,
    orderOf(rounds, key),
    sum(({ missing }) => missing),
    sum(({ duplicates }) => duplicates),
  ]
}

const rate = ({ perSecond }: DrainRun) => perSecond

const sectionOf = (rounds: Rounds<DrainRun>): Omit<Section, 'key' | 'title'> => {
  const ratio = (by: string) => ratioOf(rounds, { of: 'ours', by }, rate)
  return {
    tables: [
      {
        columns: [
          '',
          'messages/s',
          'ours is',
          'all recorded, ms',
          'worker CPU µs each',
          'all CPU µs each',
          'cores busy',
          'order',
          'not delivered',
          'duplicates',
        ],
        rows: ran(rounds, CONTENDERS).map((contender) => rowOf(rounds, contender)),
      },
    ],
    targets: [
      atLeast('drain against graphile-worker without queues, logging', 2.5, ratio('graphile-log'), ' ×'),
      atLeast('drain against graphile-worker without queues and log', 1.5, ratio('graphile'), ' ×'),
      atLeast('drain against pg-boss key_strict_fifo', 4, ratio('boss-strict'), ' ×'),
      atLeast('drain against the after-save hook', 9, ratio('naive'), ' ×'),
      atLeast('drain against undici alone', 0.7, ratio('undici'), ' ×'),
    ],
    notes: [
      'messages/s between first and last arrival at the platform; one worker process; medians of the rounds, ratios of the same round',
      `a run is cut short after ${MAX_MS / 1000} s: "not delivered" is then what still waited`,
      'all CPU: of worker, database, platform and kernel together, from the commit to the last arrival; a hook records meanwhile',
      'each worker has delivered 1,000 to 61,000 messages before, beginning with no more after 6 s, as one that runs for weeks',
      'order is checked at a platform that takes 0 to 5 ms (1,000 messages) and at one that answers at once (all)',
      'ours: 2,000 services with 10 packages suspended for debt in one transaction, bodies rendered when sent; the others: 1 KB jobs',
    ],
    bars: {
      title: '20,000 signed messages over 2,000 keys, recorded in one transaction: delivered per second',
      unit: '/s',
      items: ran(rounds, CONTENDERS).map(({ key, label }) => ({
        label,
        value: medianOf(rounds, key, rate),
        mark: orderOf(rounds, key) === 'kept' ? '' : 'breaks order',
        own: key === 'ours',
      })),
    },
    data: Object.fromEntries(rounds),
  }
}

export const drain: Workload = {
  key: 'drain',
  title: '(b) 20,000 messages of 1 KB over 2,000 keys, recorded in one transaction, then drained',
  run: async (bench) => sectionOf(await runRounds(bench, CONTENDERS, (contender) => runDrain(bench, contender))),
}
