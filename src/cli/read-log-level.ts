import { CommandError, EXIT } from './command-error.js'
import { LOG_LEVELS, type LogLevel } from './json-logger.js'

/** The lowest level that is written. Throws a `CommandError` at one that there is not. */
export const readLogLevel = (env: Readonly<Record<string, string | undefined>>): LogLevel => {
  const given = env.CONTENT_PLATFORMS_LOG_LEVEL
  if (!given) return 'info'
  const level = LOG_LEVELS.find((name) => name === given)
  if (level) return level
  throw new CommandError(EXIT.config, `CONTENT_PLATFORMS_LOG_LEVEL: expected one of ${LOG_LEVELS.join(', ')}.`)
}
