import type { Logger } from '../options.js'

export const LOG_LEVELS = ['info', 'warn', 'error'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

const MAX_DEPTH = 4

const plainError = (error: Error & { code?: unknown }, depth: number): Record<string, unknown> => ({
  name: error.name,
  message: error.message,
  ...(error.code === undefined ? {} : { code: error.code }),
  stack: error.stack,
  ...(error.cause === undefined || depth >= MAX_DEPTH ? {} : { cause: plain(error.cause, depth + 1) }),
})

const plain = (value: unknown, depth = 0): unknown => (value instanceof Error ? plainError(value, depth) : value)

const stringify = (line: Record<string, unknown>): string => {
  try {
    return JSON.stringify(line, (_, value) => (typeof value === 'bigint' ? String(value) : value))
  } catch {
    return JSON.stringify({ level: line.level, time: line.time, msg: line.msg, unloggable: true })
  }
}

/** Writes one JSON object per line, with `level`, `time` (ISO 8601), `msg` and the fields; errors in full. */
export const createJsonLogger = (write: (line: string) => void, lowest: LogLevel): Logger => {
  const at =
    (level: LogLevel) =>
    (fields: Record<string, unknown>, message: string): void => {
      if (LOG_LEVELS.indexOf(level) < LOG_LEVELS.indexOf(lowest)) return
      const readable = 'err' in fields ? { ...fields, err: plain(fields.err) } : fields
      write(`${stringify({ level, time: new Date().toISOString(), msg: message, ...readable })}\n`)
    }
  return { info: at('info'), warn: at('warn'), error: at('error') }
}
