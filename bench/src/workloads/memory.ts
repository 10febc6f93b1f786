import type { Bench } from '../bench.js'
import type { ContenderCommands } from '../contenders/contender.js'
import type { OursCommands } from '../contenders/ours.js'
import { median } from '../measure/statistics.js'
import { type Child, startChild } from '../process/start-child.js'
import { atLeast, atMost, round } from '../report/section.js'
import { withOurs } from './with-ours.js'
import type { Workload } from './workload.js'

const PER_LANE = 10
const LANES_PER_TRANSACTION = 5_000
const SMALL = 20_000
/** What was not recorded by then, on a slow machine, is left out. */
const RECORD_MS = 60_000

/** A new worker, some seconds into the backlog, and how much memory it took at most. */
const measureWorker = async (bench: Bench, worker: Child<ContenderCommands>, count: number): Promise<number> => {
  await bench.sink.call('waitFor', { count, timeoutMs: 10_000 })
  return (await worker.usage()).maxRssMb
}

const runMemory = (bench: Bench) => {
  const lanes = Math.round(100_000 * bench.scale)
  const chunk = Math.round(LANES_PER_TRANSACTION * bench.scale)
  return withOurs(bench, { lanes, packages: 1, workers: 0 }, async ({ setting, producer }) => {
    const { sink } = bench
    const startWorker = async () => {
      const worker = startChild<OursCommands>('contenders/ours-worker.js')
      await worker.call('work', setting)
      return worker
    }
    await sink.call('reset', {})
    const count = Math.round(SMALL * bench.scale)
    await producer.call('recordMany', { firstLane: 1, lanes: count / PER_LANE, perLane: PER_LANE, from: 0 })
    const first = await startWorker()
    const smallMb = await measureWorker(bench, first, count)
    await first.call('drain', undefined)
    await first.end()

    const perSecond: number[] = []
    const startedAt = performance.now()
    for (let firstLane = 1; firstLane < lanes && performance.now() - startedAt < RECORD_MS; firstLane += chunk) {
      const tookMs = await producer.call('recordMany', { firstLane, lanes: chunk, perLane: PER_LANE, from: PER_LANE })
      perSecond.push((chunk * PER_LANE * 1000) / tookMs)
    }
    const backlog = perSecond.length * chunk * PER_LANE
    await sink.call('reset', {})
    const second = await startWorker()
    const largeMb = await measureWorker(bench, second, backlog)
    await second.end()
    return {
      waiting: lanes * PER_LANE,
      small: count,
      smallMb,
      largeMb,
      recordedPerSecond: median(perSecond),
      perSecond,
    }
  })
}

export const memory: Workload = {
  key: 'memory',
  title: '1,000,000 events recorded in bulk, and a worker that finds them',
  async run(bench) {
    const run = await runMemory(bench)
    return {
      tables: [
        {
          columns: ['', 'measured'],
          rows: [
            ['events/s, recorded in transactions of 50,000', round(run.recordedPerSecond)],
            [`worker's memory with ${round(run.small)} waiting, MB`, round(run.smallMb)],
            [`worker's memory with ${round(run.waiting)} waiting, MB`, round(run.largeMb)],
          ],
        },
      ],
      targets: [
        atLeast('bulk recording of events', 50_000, run.recordedPerSecond, '/s'),
        atMost('memory of a worker with 1,000,000 events waiting', 250, run.largeMb, ' MB'),
        atMost('the same against 20,000 waiting', 1.3, run.largeMb / run.smallMb, ' ×'),
      ],
      notes: [
        'memory: the most the process held, ten seconds into the backlog',
        'recorded through the outbox itself: lanes locked, sequences given, events written',
      ],
      data: run,
    }
  },
}
