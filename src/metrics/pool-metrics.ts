import { Gauge, type Registry } from 'prom-client'
import type { DataSource } from 'typeorm'
import { PREFIX } from './names.js'

/** What a pool of `pg` tells of itself. */
export interface Pool {
  totalCount: number
  idleCount: number
  waitingCount: number
}

/** The pool of a DataSource, where its driver has one of `pg`. */
export const poolOf = (dataSource: DataSource): Pool | undefined => {
  const { master: pool } = dataSource.driver as { master?: Partial<Pool> }
  return typeof pool?.totalCount === 'number' ? (pool as Pool) : undefined
}

/** Gauges of the process's own connections. */
export const createPoolMetrics = (registry: Registry, readPool: () => Pool | undefined): void => {
  new Gauge({
    name: `${PREFIX}database_connections`,
    help: 'Connections of this process to the database: in use or idle.',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      const pool = readPool()
      this.reset()
      if (!pool) return
      this.set({ state: 'used' }, pool.totalCount - pool.idleCount)
      this.set({ state: 'idle' }, pool.idleCount)
    },
  })
  new Gauge({
    name: `${PREFIX}database_queries_waiting`,
    help: 'Work of this process that waits for a connection: above 0 for long, its pool is too small.',
    registers: [registry],
    collect() {
      this.set(readPool()?.waitingCount ?? 0)
    },
  })
}
