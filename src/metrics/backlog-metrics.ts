import { Gauge, type Registry } from 'prom-client'
import type { DataSource } from 'typeorm'
import { ALERT_KINDS } from '../entities/alert.js'
import { within } from '../within.js'
import { PREFIX } from './names.js'
import { SAME_EVERYWHERE } from './own-figures.js'
import { type Backlog, BREAKER_STATES, type IntegrationQueue, type JobStanding, readBacklog } from './read-backlog.js'

const KEEP_MS = 5_000
const DEADLINE_MS = 2_000

const QUEUE: Record<string, { help: string; of: (queue: IntegrationQueue) => number }> = {
  delivery_waiting_events: {
    help: 'Events that wait to be delivered, parked ones and those behind them included.',
    of: ({ waitingEvents }) => waitingEvents,
  },
  delivery_waiting_lanes: {
    help: 'Platform accounts for which at least one event waits.',
    of: ({ waitingLanes }) => waitingLanes,
  },
  delivery_parked_lanes: {
    help: 'Platform accounts whose first event waits for a person.',
    of: ({ parkedLanes }) => parkedLanes,
  },
  delivery_parked_events: {
    help: 'Events in parked lanes: the one that failed and those held behind it.',
    of: ({ parkedEvents }) => parkedEvents,
  },
  delivery_due_lanes: {
    help: 'Lanes whose time has come and that no worker holds; none of an integration that is paused.',
    of: ({ dueLanes }) => dueLanes,
  },
  delivery_lag_seconds: {
    help: 'How long the lane that is due for longest has waited for a worker, a limit or the breaker.',
    of: ({ lagSeconds }) => lagSeconds,
  },
  integration_active: {
    help: '1 while the integration is active, 0 while it is paused and nothing is sent to it.',
    of: ({ active }) => Number(active),
  },
}

const JOBS: Record<string, { help: string; of: (standing: JobStanding) => number }> = {
  job_consecutive_failures: {
    help: 'Runs of a background job that failed since the last one that did not.',
    of: ({ failures }) => failures,
  },
  job_overdue_seconds: {
    help: 'How long a background job has been due without being run.',
    of: ({ overdueSeconds }) => overdueSeconds,
  },
}

/** One read for all gauges of a scrape, and for scrapes that come close together. At most one is under way. */
const createReader = (dataSource: DataSource) => {
  let current: { at: number; backlog: Promise<Backlog> } | undefined
  return (): Promise<Backlog> => {
    if (!current || performance.now() - current.at > KEEP_MS) {
      const backlog = readBacklog(dataSource)
      const reading = { at: Number.POSITIVE_INFINITY, backlog }
      current = reading
      backlog.then(
        () => Object.assign(reading, { at: performance.now() }),
        () => Object.assign(reading, { at: Number.NEGATIVE_INFINITY }),
      )
    }
    return within(DEADLINE_MS, current.backlog)
  }
}

/**
 * Gauges of what waits, the same in every process, read from the database as it is scraped and kept for 5 s. Without an
 * answer within 2 s they are left out and `database_up` is 0: what this process counts itself is told all the same.
 */
export const createBacklogMetrics = (registry: Registry, dataSource: DataSource): void => {
  const registers = [registry]
  const read = createReader(dataSource)
  const found = () => read().catch(() => undefined)

  new Gauge({
    name: `${PREFIX}database_up`,
    help: '1 if the database told in time what waits; 0 if the gauges read from it are missing.',
    aggregator: SAME_EVERYWHERE,
    registers,
    async collect() {
      this.set((await found()) ? 1 : 0)
    },
  })
  for (const [name, { help, of }] of Object.entries(QUEUE)) {
    new Gauge({
      name: PREFIX + name,
      help,
      labelNames: ['integration'],
      aggregator: SAME_EVERYWHERE,
      registers,
      async collect() {
        const backlog = await found()
        this.reset()
        for (const queue of backlog?.integrations ?? []) this.set({ integration: queue.integrationId }, of(queue))
      },
    })
  }
  new Gauge({
    name: `${PREFIX}integration_breaker`,
    help: '1 for the state in which the breaker of the integration is, 0 for the others.',
    labelNames: ['integration', 'state'],
    aggregator: SAME_EVERYWHERE,
    registers,
    async collect() {
      const backlog = await found()
      this.reset()
      for (const { integrationId: integration, breaker } of backlog?.integrations ?? []) {
        for (const state of BREAKER_STATES) this.set({ integration, state }, Number(state === breaker))
      }
    },
  })
  new Gauge({
    name: `${PREFIX}alerts_open`,
    help: 'Alerts that last: what the panel shows and the host was told of.',
    labelNames: ['kind'],
    aggregator: SAME_EVERYWHERE,
    registers,
    async collect() {
      const backlog = await found()
      this.reset()
      for (const kind of backlog ? ALERT_KINDS : []) this.set({ kind }, backlog?.alerts.get(kind) ?? 0)
    },
  })
  for (const [name, { help, of }] of Object.entries(JOBS)) {
    new Gauge({
      name: PREFIX + name,
      help,
      labelNames: ['job'],
      aggregator: SAME_EVERYWHERE,
      registers,
      async collect() {
        const backlog = await found()
        this.reset()
        for (const standing of backlog?.jobs ?? []) this.set({ job: standing.job }, of(standing))
      },
    })
  }
}
