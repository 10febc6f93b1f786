const HTTP_DATE = /^(mon|tue|wed|thu|fri|sat|sun)/i

export interface RetryAfterInput {
  retryAfter: string | undefined
  /** `Date` of the same answer: a date in `Retry-After` was written by that clock, whatever it shows. */
  date: string | undefined
  /** Our own idea of the time, for an answer without a usable `Date`. */
  nowMs: number
}

/** Wait in ms asked for by `Retry-After`, in seconds or as an HTTP date; undefined if absent or garbage. */
export const parseRetryAfter = ({ retryAfter, date, nowMs }: RetryAfterInput): number | undefined => {
  const value = retryAfter?.trim()
  if (!value) return undefined
  if (/^\d+$/.test(value)) return Number(value) * 1000
  if (!HTTP_DATE.test(value)) return undefined
  const until = Date.parse(value)
  if (Number.isNaN(until)) return undefined
  const answeredAt = Date.parse(date ?? '')
  return Math.max(0, until - (Number.isNaN(answeredAt) ? nowMs : answeredAt))
}
