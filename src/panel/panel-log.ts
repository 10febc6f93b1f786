import type { DataSource } from 'typeorm'

/** The part of a pino-like logger that the panel needs. */
export interface PanelLogger {
  error(fields: Record<string, unknown>, message: string): void
}

const CONSOLE: PanelLogger = {
  error(fields, message) {
    // biome-ignore lint/suspicious/noConsole: a host that gives no logger must still learn of it.
    console.error(message, fields)
  },
}

const loggers = new WeakMap<DataSource, PanelLogger>()

/** Has every unexpected error of the panel over this data source written to `logger` instead of the console. */
export const logPanelErrorsTo = (dataSource: DataSource, logger: PanelLogger): void => {
  loggers.set(dataSource, logger)
}

/** The logger of {@link logPanelErrorsTo}, the console without one. */
export const panelLoggerOf = (dataSource: DataSource): PanelLogger => loggers.get(dataSource) ?? CONSOLE
