import { QueryFailedError } from 'typeorm'

/** Whether the database said this when it went away, or had to choose a victim. */
export const isFault = (error: unknown): boolean => {
  const cause = error instanceof QueryFailedError ? error.driverError : error
  const { code = '', message = '' } = cause as { code?: string; message?: string }
  return (
    /^(08|57P|40P01|40001)|^E[A-Z]+$/.test(code) ||
    /terminat|connection|not queryable|ended|already released/i.test(message)
  )
}
