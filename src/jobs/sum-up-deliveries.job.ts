import { findUnsummed, forgetOldSums, sumUpDeliveries } from '../webhooks/delivery-figures.js'
import type { Job } from './job.js'

/** Sums up the attempts of the last minutes by platform, from which its page shows how its day went. */
export const createSumUpDeliveriesJob = (): Job => ({
  name: 'delivery.sum_up',
  schedule: { kind: 'every', intervalMs: 300_000 },
  async run({ dataSource, signal, step }) {
    let summed = 0
    let from: Date | null = await findUnsummed(dataSource.manager)
    while (from && !signal.aborted) {
      const begins: Date = from
      const { attempts, next } = await step((tx) => sumUpDeliveries(tx, begins))
      summed += attempts
      from = next
    }
    await step(forgetOldSums)
    return { summed }
  },
})
