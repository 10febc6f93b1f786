import type { Bench } from '../bench.js'
import { contenderOf } from '../contenders/list.js'
import { collectDelivery, type Delivery } from '../measure/delivery.js'
import { atLeast, round } from '../report/section.js'
import { isRun, medianOf, orderOf, type Rounds, ratioOf, runRounds } from './rounds.js'
import { WARM_LANES, warmUp } from './warm-up.js'
import { withOurs } from './with-ours.js'
import type { Workload } from './workload.js'

const COUNTS = [1, 2, 4]
const PACKAGES = 10

const runWorkers = (bench: Bench, workers: number): Promise<Omit<Delivery, 'firstAt' | 'lastAt'>> => {
  const { sink } = bench
  const lanes = Math.round(4_000 * bench.scale)
  const world = { lanes: lanes + WARM_LANES, packages: PACKAGES, workers, threads: 1 }
  return withOurs(bench, world, async (stage) => {
    const { producer } = stage
    await warmUp(bench, stage, lanes + 1)
    const recorded = await producer.call('bulk', { firstLane: 1, lanes, perLane: PACKAGES, from: 0 })
    await sink.call('waitFor', { count: lanes * PACKAGES, timeoutMs: 20_000 })
    const secret = await producer.call('secret', undefined)
    const { arrivals: _, firstAt: __, lastAt: ___, ...delivery } = await collectDelivery(sink, { recorded, secret })
    return delivery
  })
}

const nameOf = (count: number) => (count === 1 ? '1 worker' : `${count} workers`)

export const workers: Workload = {
  key: 'workers',
  title: '1, 2 and 4 workers on one database',
  async run(bench) {
    const variants = COUNTS.map((count) => ({ ...contenderOf('ours'), key: String(count), label: nameOf(count) }))
    const all = { ...bench, only: COUNTS.map(String) }
    const rounds: Rounds<Omit<Delivery, 'firstAt' | 'lastAt'>> = await runRounds(all, variants, ({ key }) =>
      runWorkers(bench, Number(key)),
    )
    const worst = (key: string, figure: 'missing' | 'duplicates') =>
      Math.max(...(rounds.get(key) ?? []).filter(isRun).map((run) => run[figure]))
    const ratio = (of: string) => ratioOf(rounds, { of, by: '1' }, ({ perSecond }) => perSecond)
    return {
      tables: [
        {
          columns: ['', 'messages/s', 'against one', 'order', 'lost', 'duplicates'],
          rows: variants.map(({ key, label }) => [
            label,
            round(medianOf(rounds, key, ({ perSecond }) => perSecond)),
            `${round(ratio(key))} ×`,
            orderOf(rounds, key),
            round(worst(key, 'missing')),
            round(worst(key, 'duplicates')),
          ]),
        },
      ],
      targets: [atLeast('two workers against one', 1.4, ratio('2'), ' ×')],
      notes: [
        '40,000 messages over 4,000 keys, after as many to warm up; the database and the platform share the cores with the workers',
        'each worker delivers on one thread',
      ],
      data: Object.fromEntries(rounds),
    }
  },
}
