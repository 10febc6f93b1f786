import type { Bench } from '../bench.js'
import { percentile } from '../measure/statistics.js'
import { atMost, round } from '../report/section.js'
import { latenciesOf } from './singles.js'
import { withOurs } from './with-ours.js'
import type { Workload } from './workload.js'

const EVERY_MS = 30
const WARM = 50

/** One service suspended at a time, with nothing else to do. */
const runIdle = (bench: Bench, apart: boolean) => {
  const { sink } = bench
  const commits = Math.max(50, Math.round(500 * bench.scale))
  return withOurs(bench, { lanes: commits + WARM, packages: 1, apart }, async ({ producer }) => {
    await sink.call('reset', {})
    await producer.call('suspendEach', { firstLane: commits + 1, lanes: WARM, everyMs: EVERY_MS })
    await sink.call('waitFor', { count: WARM, timeoutMs: 5_000 })
    await sink.call('reset', {})
    const recorded = await producer.call('suspendEach', { firstLane: 1, lanes: commits, everyMs: EVERY_MS })
    await sink.call('waitFor', { count: commits, timeoutMs: 5_000 })
    const latencies = latenciesOf(recorded, await sink.call('arrivals', undefined))
    return {
      commits,
      missing: commits - latencies.length,
      p50Ms: percentile(latencies, 0.5),
      p99Ms: percentile(latencies, 0.99),
      maxMs: percentile(latencies, 1),
    }
  })
}

export const idle: Workload = {
  key: 'idle',
  title: 'Idle: from a commit to the first byte at the platform',
  async run(bench) {
    const same = await runIdle(bench, false)
    const other = await runIdle(bench, true)
    const rowOf = (name: string, run: typeof same) => [
      name,
      ...[run.commits, run.p50Ms, run.p99Ms, run.maxMs, run.missing].map(round),
    ]
    return {
      tables: [
        {
          columns: ['worker', 'commits', 'p50 ms', 'p99 ms', 'max ms', 'lost'],
          rows: [rowOf('in the same process', same), rowOf('in another process', other)],
        },
      ],
      targets: [
        atMost('idle, worker in the same process, p50', 5, same.p50Ms, ' ms'),
        atMost('idle, worker in the same process, p99', 30, same.p99Ms, ' ms'),
        atMost('idle, worker in another process, p50', 5, other.p50Ms, ' ms'),
        atMost('idle, worker in another process, p99', 30, other.p99Ms, ' ms'),
      ],
      notes: [`one service suspended through the domain every ${EVERY_MS} ms`],
      data: { same, other },
    }
  },
}
