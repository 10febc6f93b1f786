import { Registry } from 'prom-client'
import type { DataSource } from 'typeorm'
import type { JobObserver } from '../jobs/job-observer.js'
import type { DeliveryObserver } from '../webhooks/delivery-observer.js'
import { createBacklogMetrics } from './backlog-metrics.js'
import { createDeliveryMetrics } from './delivery-metrics.js'
import { createJobMetrics } from './job-metrics.js'
import { createPoolMetrics, poolOf } from './pool-metrics.js'

export interface Metrics {
  /** A registry of its own, never the global one: two plugins in one process don't meet, and a host may merge it. */
  registry: Registry
  delivery: DeliveryObserver
  jobs: JobObserver
}

/** Every metric of the package, with ids of integrations and names of jobs in the labels and nothing personal. */
export const createMetrics = (dataSource: DataSource): Metrics => {
  const registry = new Registry()
  const delivery = createDeliveryMetrics(registry)
  createBacklogMetrics(registry, dataSource)
  const jobs = createJobMetrics(registry)
  createPoolMetrics(registry, () => poolOf(dataSource))
  return { registry, delivery, jobs }
}
