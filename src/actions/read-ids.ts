import { DomainError } from '../errors.js'
import { parseRecordId } from '../panel/record-id.js'

/** Ids as posted in a list, or in one text with commas between them; null when nothing is said, none by an empty text. */
export const readIds = (payload: Readonly<Record<string, unknown>>, path: string): number[] | null => {
  const entered = payload[path]
  if (entered === undefined || entered === null) return null
  const texts: unknown[] = Array.isArray(entered) ? entered : String(entered).split(',')
  const ids = texts.filter((text) => text !== '').map((text) => parseRecordId('integer', text))
  if (ids.some((id) => typeof id !== 'number')) {
    throw new DomainError('INVALID_INPUT', { issues: [{ path, code: 'invalidChoice' }] })
  }
  return ids as number[]
}
