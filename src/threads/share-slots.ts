import type { ResolvedOptions } from '../options.js'

type Delivery = ResolvedOptions['delivery']

const share = (limit: number, count: number): number => Math.ceil(limit / count)

/** The part of a process's slots that is one thread's, so that the options mean the same however many threads there are. */
export const shareSlots = (delivery: Delivery, count: number): Delivery => ({
  ...delivery,
  maxInFlight: share(delivery.maxInFlight, count),
  maxRetriesInFlight: share(delivery.maxRetriesInFlight, count),
  maxInFlightPerIntegration: share(delivery.maxInFlightPerIntegration, count),
})
