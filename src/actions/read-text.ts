import { DomainError } from '../errors.js'

const MAX_LENGTH = 500

/** A posted text, trimmed; null when missing or blank. Refuses at its path what is no text, or too long for a reason. */
export const readText = (payload: Readonly<Record<string, unknown>>, path: string): string | null => {
  const entered = payload[path]
  if (entered === undefined || entered === null) return null
  if (typeof entered !== 'string') throw new DomainError('INVALID_INPUT', { issues: [{ path, code: 'invalidValue' }] })
  if (entered.length > MAX_LENGTH) {
    throw new DomainError('INVALID_INPUT', { issues: [{ path, code: 'tooLong', params: { max: MAX_LENGTH } }] })
  }
  return entered.trim() || null
}

/** As {@link readText}, and refuses a missing or blank text. */
export const readReason = (payload: Readonly<Record<string, unknown>>, path = 'reason'): string => {
  const reason = readText(payload, path)
  if (!reason) throw new DomainError('INVALID_INPUT', { issues: [{ path, code: 'required' }] })
  return reason
}
