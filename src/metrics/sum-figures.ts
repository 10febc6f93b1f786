import { AggregatorRegistry, type Registry } from 'prom-client'
import type { Figures } from './own-figures.js'

/** The figures of a registry and those that other threads counted, as one page: counts added up, the database's told once. */
export const sumFigures = async (registry: Registry, others: readonly Figures[]): Promise<string> =>
  AggregatorRegistry.aggregate([await registry.getMetricsAsJSON(), ...others]).metrics()
