import type { Child } from '../process/start-child.js'
import type { SinkCommands } from '../sink/main.js'
import { type Arrivals, judgeDeliveries, keptOrder, type Recorded, type Verdict } from './verdict.js'
import { countSigned } from './verify-samples.js'

export interface Delivery extends Verdict {
  keptOrder: boolean
  /** Between first and last arrival. */
  perSecond: number
  firstAt: number
  lastAt: number
  meanBytes: number
  /** Of those that the sink kept: with a signature that verifies, and all. */
  signed: number
  sampled: number
}

/** Collects what the sink saw and judges it. */
export const collectDelivery = async (
  sink: Child<SinkCommands>,
  { recorded, secret }: { recorded: Recorded; secret: string },
): Promise<Delivery & { arrivals: Arrivals }> => {
  const { samples, meanBytes, ...arrivals } = await sink.call('arrivals', undefined)
  const verdict = judgeDeliveries(recorded, arrivals)
  const firstAt = arrivals.arrivedAt[0] ?? Number.NaN
  const lastAt = arrivals.arrivedAt.at(-1) ?? Number.NaN
  return {
    ...verdict,
    keptOrder: keptOrder(verdict),
    perSecond: ((arrivals.ids.length - 1) / (lastAt - firstAt)) * 1000,
    firstAt,
    lastAt,
    meanBytes,
    signed: countSigned(samples, secret),
    sampled: samples.length,
    arrivals,
  }
}
