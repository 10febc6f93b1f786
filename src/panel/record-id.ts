import type { ValueKind } from './panel-property.js'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const MAX_INT = 2_147_483_647
const MAX_BIGINT = 9_223_372_036_854_775_807n

/** True for a UUID in its usual form, in either case. */
export const isUuid = (text: string): boolean => UUID.test(text)

/** An id from a URL in the form in which the database takes it; null when no record can have it. */
export const parseRecordId = (kind: ValueKind, entered: unknown): string | number | null => {
  const text = String(entered)
  if (kind === 'uuid') return isUuid(text) ? text.toLowerCase() : null
  if (kind === 'integer') return /^[1-9]\d{0,9}$/.test(text) && Number(text) <= MAX_INT ? Number(text) : null
  if (kind === 'bigint') return /^[1-9]\d{0,18}$/.test(text) && BigInt(text) <= MAX_BIGINT ? text : null
  return text === '' || text.includes('\0') ? null : text
}
