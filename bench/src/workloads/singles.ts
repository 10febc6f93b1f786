import type { Bench } from '../bench.js'
import { type Contender, contenderOf } from '../contenders/list.js'
import { nowMs } from '../measure/clock.js'
import { collectDelivery, type Delivery } from '../measure/delivery.js'
import { percentile } from '../measure/statistics.js'
import type { Arrivals, Recorded } from '../measure/verdict.js'
import { atLeast, atMost, round, type Section } from '../report/section.js'
import { medianOf, orderOf, type Rounds, ran, ratioOf, runRounds } from './rounds.js'
import { waitUntilSettled } from './wait-until-settled.js'
import { WARM_LANES, warmUp } from './warm-up.js'
import { type Stage, withContender } from './with-contender.js'
import type { Workload } from './workload.js'

interface SinglesRun extends Omit<Delivery, 'firstAt' | 'lastAt'> {
  recordedPerSecond: number
  /** From commit to arrival, at half of what it could do. */
  p50Ms: number
  p99Ms: number
  halfRate: number
}

const COMPARED = ['ours', 'graphile-queues', 'graphile-log', 'boss-strict', 'naive'].map(contenderOf)
const PRODUCERS = 20
/** Cut short after these. */
const RECORD_MS = 4_000
const DELIVER_MS = 3_000
const HALF_MS = 2_500

/** How long each message took from its commit to the platform, in ms. */
export const latenciesOf = (recorded: Recorded, arrivals: Arrivals): number[] => {
  const arrived = new Map(arrivals.ids.map((id, index) => [id, arrivals.arrivedAt[index] ?? 0]))
  return recorded.ids.flatMap((id, index) => {
    const at = arrived.get(id)
    return at === undefined ? [] : [at - (recorded.committedAt[index] ?? 0)]
  })
}

const runAtHalf = async (
  bench: Bench,
  { producer }: Stage,
  input: { perSecond: number; lanes: number; from: number },
) => {
  const { sink } = bench
  await sink.call('reset', {})
  const halfRate = input.perSecond / 2
  const perLane = Math.max(1, Math.round((halfRate * HALF_MS) / 1000 / input.lanes))
  const recorded = await producer.call('singles', {
    firstLane: 1,
    lanes: input.lanes,
    perLane,
    from: input.from,
    producers: PRODUCERS,
    ratePerSecond: halfRate,
    maxMs: HALF_MS,
  })
  await sink.call('waitFor', { count: recorded.ids.length, timeoutMs: DELIVER_MS })
  const latencies = latenciesOf(recorded, await sink.call('arrivals', undefined))
  const complete = latencies.length === recorded.ids.length
  // What had not come by then took longer than any that had.
  const at = (share: number) => (complete ? percentile(latencies, share) : Number.POSITIVE_INFINITY)
  return { halfRate, p50Ms: at(0.5), p99Ms: at(0.99) }
}

/** One transaction per message from 20 producers, as fast as they can; then at half of the rate that came out. */
const runSingles = async (bench: Bench, contender: Contender): Promise<SinglesRun> => {
  const { sink } = bench
  const lanes = Math.round(2_000 * bench.scale)
  return withContender(bench, { contender, lanes: lanes + WARM_LANES }, async (stage: Stage) => {
    const { producer } = stage
    const first = await warmUp(bench, stage, lanes + 1)
    const input = { firstLane: 1, lanes, perLane: 10, from: 0, producers: PRODUCERS, maxMs: RECORD_MS }
    const startedAt = nowMs()
    const recorded = await producer.call('singles', input)
    const recordedAt = nowMs()
    await sink.call('waitFor', { count: recorded.ids.length, timeoutMs: DELIVER_MS })
    const secret = await producer.call('secret', undefined)
    const collected = await collectDelivery(sink, { recorded, secret })
    const { arrivals: _, firstAt: __, lastAt, ...delivery } = collected
    const perSecond = (delivery.delivered / (lastAt - startedAt)) * 1000
    const isDone = delivery.missing === 0 && Number.isFinite(await waitUntilSettled(producer, DELIVER_MS))
    const half = isDone
      ? await runAtHalf(bench, stage, { perSecond, lanes, from: 10 })
      : { halfRate: Number.NaN, p50Ms: Number.NaN, p99Ms: Number.NaN }
    return {
      ...delivery,
      ...half,
      perSecond,
      keptOrder: delivery.keptOrder && first.keptOrder,
      outOfOrder: delivery.outOfOrder + first.outOfOrder,
      overlapping: delivery.overlapping + first.overlapping,
      recordedPerSecond: (recorded.ids.length / (recordedAt - startedAt)) * 1000,
    }
  })
}

const sectionOf = (rounds: Rounds<SinglesRun>): Omit<Section, 'key' | 'title'> => {
  const rate = ({ perSecond }: SinglesRun) => perSecond
  const rowOf = ({ key, label }: Contender): string[] => {
    const of = (figure: (run: SinglesRun) => number) => round(medianOf(rounds, key, figure))
    return [
      label,
      of(rate),
      `${round(ratioOf(rounds, { of: 'ours', by: key }, rate))} ×`,
      of(({ recordedPerSecond }) => recordedPerSecond),
      of(({ p50Ms }) => p50Ms),
      of(({ p99Ms }) => p99Ms),
      orderOf(rounds, key),
      of(({ missing }) => missing),
      of(({ duplicates }) => duplicates),
    ]
  }
  const columns = [
    '',
    'delivered/s',
    'ours is',
    'recorded/s',
    'p50 ms',
    'p99 ms',
    'order',
    'not delivered',
    'duplicates',
  ]
  return {
    tables: [{ columns, rows: ran(rounds, COMPARED).map(rowOf) }],
    targets: [
      atLeast(
        'one transaction each, against graphile-worker (logging, no queues)',
        2,
        ratioOf(rounds, { of: 'ours', by: 'graphile-log' }, rate),
        ' ×',
      ),
      atMost(
        'commit to arrival, p99 at half of the maximum',
        25,
        medianOf(rounds, 'ours', ({ p99Ms }) => p99Ms),
        ' ms',
      ),
    ],
    notes: [
      `up to 20,000 messages, one transaction each, from ${PRODUCERS} connections of one process; recording stops after ${RECORD_MS / 1000} s, waiting ${DELIVER_MS / 1000} s later`,
      'delivered/s counts from the first transaction to the last arrival; p50 and p99 from commit to arrival at half of that rate; "–" where it was still behind',
      'ours records through the outbox itself, for real services and users of a platform; the rules of the domain are not part of it',
    ],
    bars: {
      title: 'One transaction per message, 20 producers: delivered per second',
      unit: '/s',
      items: ran(rounds, COMPARED).map(({ key, label }) => ({
        label,
        value: medianOf(rounds, key, rate),
        mark: orderOf(rounds, key) === 'kept' ? '' : 'breaks order',
        own: key === 'ours',
      })),
    },
    data: Object.fromEntries(rounds),
  }
}

export const singles: Workload = {
  key: 'singles',
  title: '(a) One transaction per message of 1 KB, 2,000 keys, 20 producers',
  run: async (bench) => sectionOf(await runRounds(bench, COMPARED, (contender) => runSingles(bench, contender))),
}
