import { type AttemptOutcome, errorClassOf } from '../webhooks/attempt-outcome.js'

// A platform chooses its statuses; those that nobody looks up share a label, so that it can't make up time series.
const TOLD_APART = new Set([400, 401, 403, 404, 408, 409, 410, 422, 425, 429, 500, 502, 503, 504])

/**
 * What came of an attempt, as a label of few values: `accepted`, `http_503` (statuses worth telling apart), `http_4xx`,
 * `not_accepted` (2xx, but the success rule said no), `timeout`, `dns`, `tls`, `connection`, `oversize`, `interrupted`,
 * `blocked`, `unsendable`.
 */
export const outcomeClassOf = (outcome: AttemptOutcome): string => {
  if (outcome.kind === 'refused') return refusalOf(outcome.status)
  return outcome.kind === 'unreachable' ? (errorClassOf(outcome) ?? outcome.kind) : outcome.kind
}

const refusalOf = (status: number): string => {
  if (status >= 200 && status < 300) return 'not_accepted'
  return TOLD_APART.has(status) ? `http_${status}` : `http_${Math.floor(status / 100)}xx`
}
