import type { Logger } from './options.js'

interface DatabaseError {
  driverError?: DatabaseError
  code?: string
  constraint?: string
  table?: string
}

const isOfDatabase = (error: Error): error is Error & DatabaseError => 'driverError' in error || 'severity' in error

/**
 * An error as a log may have it. A failed statement names in its message, its parameters and its details the values that
 * it met, which are personal data: of such an error only its class and what it broke remain, also where it is a cause.
 */
export const loggableError = (error: unknown): unknown => {
  if (!(error instanceof Error)) return error
  if (isOfDatabase(error)) {
    const { code, constraint, table } = error.driverError ?? error
    const stack = error.stack?.split('\n').filter((line) => /^\s+at /.test(line))
    return {
      name: error.name,
      message: `database error ${code ?? ''}`.trim(),
      code,
      constraint,
      table,
      stack: stack?.join('\n'),
    }
  }
  if (error.cause === undefined || loggableError(error.cause) === error.cause) return error
  const { name, message, stack, cause } = error
  return { name, message, stack, cause: loggableError(cause) }
}

/** The logger, told of errors as a log may have them: in one place, so that no part of the package can forget it. */
export const withLoggableErrors = (logger: Logger): Logger => {
  const loggable = (fields: Record<string, unknown>) =>
    'err' in fields ? { ...fields, err: loggableError(fields.err) } : fields
  return {
    info: (fields, message) => logger.info(loggable(fields), message),
    warn: (fields, message) => logger.warn(loggable(fields), message),
    error: (fields, message) => logger.error(loggable(fields), message),
  }
}
