import type { DataSource } from 'typeorm'
import { logPanelErrorsTo } from '../../../src/panel/panel-log.js'

/** Collects what the panel logs over a data source from now on. */
export const panelLogOf = (dataSource: DataSource): { lines: Record<string, unknown>[] } => {
  const lines: Record<string, unknown>[] = []
  logPanelErrorsTo(dataSource, { error: (fields) => lines.push(fields) })
  return { lines }
}
