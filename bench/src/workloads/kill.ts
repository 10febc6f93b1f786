import type { Bench } from '../bench.js'
import { nowMs } from '../measure/clock.js'
import { collectDelivery } from '../measure/delivery.js'
import type { Arrivals, Recorded } from '../measure/verdict.js'
import { atMost, round, type Target } from '../report/section.js'
import { waitUntilSettled } from './wait-until-settled.js'
import { withOurs } from './with-ours.js'
import type { Workload } from './workload.js'

const PACKAGES = 10
const LATENCY_MS = 20
const MAX_MS = 60_000

/** The longest time that a lane with something left stood still from `killedAt` on, in ms. */
const longestStill = (recorded: Recorded, { ids, arrivedAt }: Arrivals, killedAt: number): number => {
  const lanes = new Map(recorded.ids.map((id, index) => [id, recorded.lanes[index] ?? 0]))
  const moved = new Map<number, number>()
  for (const [index, id] of ids.entries()) {
    const [lane, at] = [lanes.get(id) ?? 0, arrivedAt[index] ?? 0]
    if (at > killedAt && !moved.has(lane)) moved.set(lane, at - killedAt)
  }
  return Math.max(0, ...moved.values())
}

/** How long before the kill the first of the messages that came twice had come, in ms; 0 without any. */
const oldestDuplicate = ({ ids, arrivedAt }: Arrivals, killedAt: number): number => {
  const first = new Map<string, number>()
  let oldestMs = 0
  for (const [index, id] of ids.entries()) {
    const before = first.get(id)
    if (before === undefined) first.set(id, arrivedAt[index] ?? 0)
    else oldestMs = Math.max(oldestMs, killedAt - before)
  }
  return oldestMs
}

/** Two workers, one of which ends without a word when a third has been delivered. */
const runKill = (bench: Bench) => {
  const { sink } = bench
  const lanes = Math.round(2_000 * bench.scale)
  const count = lanes * PACKAGES
  return withOurs(bench, { lanes, packages: PACKAGES, workers: 2 }, async ({ producer, workers }) => {
    await sink.call('reset', { latencyMs: LATENCY_MS })
    const recorded = await producer.call('bulk', { firstLane: 1, lanes, perLane: PACKAGES, from: 0 })
    await sink.call('waitFor', { count: Math.floor(count / 3), timeoutMs: MAX_MS })
    await workers[1]?.kill()
    const killedAt = nowMs()
    await sink.call('waitFor', { count, timeoutMs: MAX_MS })
    await waitUntilSettled(producer, MAX_MS)
    const secret = await producer.call('secret', undefined)
    const { arrivals, ...delivery } = await collectDelivery(sink, { recorded, secret })
    await sink.call('reset', {})
    return {
      ...delivery,
      stillMs: longestStill(recorded, arrivals, killedAt),
      oldestDuplicateMs: oldestDuplicate(arrivals, killedAt),
    }
  })
}

export const kill: Workload = {
  key: 'kill',
  title: 'kill -9 of one of two workers in mid-drain',
  async run(bench) {
    const run = await runKill(bench)
    const nothingLost: Target = {
      what: 'kill -9: nothing lost, order kept',
      target: '0, kept',
      measured: `${run.missing}, ${run.keptOrder ? 'kept' : 'broken'}`,
      met: run.missing === 0 && run.keptOrder,
    }
    return {
      tables: [
        {
          columns: ['', 'lanes move again after, s', 'lost', 'duplicates', 'oldest of them, ms before', 'order'],
          rows: [
            [
              'adminjs-content-platforms',
              round(run.stillMs / 1000),
              round(run.missing),
              round(run.duplicates),
              round(run.oldestDuplicateMs),
              run.keptOrder ? 'kept' : 'BROKEN',
            ],
            ['graphile-worker, by its documentation', '14,400', '', '', '', ''],
            ['pg-boss, by its documentation', '900', '', '', '', ''],
          ],
        },
      ],
      targets: [
        atMost('kill -9: its lanes move again', 10, run.stillMs / 1000, ' s'),
        nothingLost,
        atMost('kill -9: what came twice had first come before the kill by', 1_000, run.oldestDuplicateMs, ' ms'),
      ],
      notes: [
        'the longest that any lane stood still after the kill; a platform that takes 20 ms; all settings at their defaults',
      ],
      data: run,
    }
  },
}
