import { type Backlog, readBacklog } from '../metrics/read-backlog.js'
import type { CommandConfig } from './load-config.js'
import { openDataSource, requireMigrated } from './open-data-source.js'

const COLUMNS = ['integration', 'state', 'breaker', 'waiting', 'accounts', 'parked', 'due', 'lag'] as const

const table = (rows: readonly (readonly string[])[]): string => {
  const widths = COLUMNS.map((_, index) => Math.max(...rows.map((row) => row[index]?.length ?? 0)))
  return rows
    .map((row) =>
      row
        .map((cell, index) => cell.padEnd(widths[index] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

const render = ({ integrations, jobs, alerts }: Backlog): string => {
  const rows = integrations.map((queue) => [
    String(queue.integrationId),
    queue.active ? 'active' : 'paused',
    queue.breaker,
    String(queue.waitingEvents),
    String(queue.waitingLanes),
    String(queue.parkedLanes),
    String(queue.dueLanes),
    `${Math.round(queue.lagSeconds)} s`,
  ])
  const troubled = jobs.filter(({ failures }) => failures > 0)
  return [
    table([COLUMNS, ...rows]),
    ...troubled.map(({ job, failures }) => `job ${job}: failed ${failures} times in a row`),
    ...[...alerts].map(([kind, count]) => `alert ${kind}: ${count}`),
  ].join('\n')
}

/** What waits, is parked and is late, once. Resolves to what is to be printed. */
export const runStatus = async (config: CommandConfig, { json }: { json: boolean }): Promise<string> => {
  const dataSource = await openDataSource(config)
  try {
    await requireMigrated(dataSource)
    const backlog = await readBacklog(dataSource)
    return json ? JSON.stringify({ ...backlog, alerts: Object.fromEntries(backlog.alerts) }) : render(backlog)
  } finally {
    await dataSource.destroy()
  }
}
