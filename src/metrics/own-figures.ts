import type { Metric, MetricObjectWithValues, MetricValue, Registry } from 'prom-client'

export type Figures = MetricObjectWithValues<MetricValue<string>>[]

/** How gauges that every thread and process reads alike from the database are put together: one of them is told. */
export const SAME_EVERYWHERE = 'first'

/** What this thread counted itself, without asking the database. */
export const readOwnFigures = async (registry: Registry): Promise<Figures> => {
  const metrics = registry.getMetricsAsArray() as unknown as (Metric & { aggregator: string })[]
  const own = metrics.filter(({ aggregator }) => aggregator !== SAME_EVERYWHERE)
  return (await Promise.all(own.map((metric) => metric.get()))) as Figures
}
