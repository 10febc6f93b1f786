import { plainArray, textArray } from '../database/array-literal.js'
import { type AttemptOutcome, errorClassOf } from './attempt-outcome.js'
import type { ClaimedEvent } from './delivery-contract.js'
import type { SentAttempt } from './send.js'
import { textColumn, textColumnSql } from './text-column.js'

/** What the log keeps of one attempt. */
export interface LoggedAttempt {
  event: ClaimedEvent
  /** Which attempt of the event it is, from 1; `event.attempt` only counts since the schedule last began. */
  number: number
  sent: SentAttempt
  /** Who asked for it by hand; null for an automatic one. */
  requestedBy: string | null
}

// An attempt is known by its event and the microsecond of its beginning.
const UNLESS_KNOWN = `
    where not exists (select from content_platforms.delivery_attempt known
      where known.event_id = attempt.event_id and known.started_at = to_timestamp(attempt.started_ms / 1000))`

/**
 * SQL that inserts attempts from array parameters, of which the first is `$first`, see `attemptParameters`; `unlessKnown`
 * for those that may have been written already, by a commit whose answer was lost.
 */
export const insertAttemptsSql = (first: number, { unlessKnown = false } = {}): string => {
  const types = ['uuid', 'int', 'int', 'float8', 'int', 'text', 'int', 'text', 'text', 'text', 'long', 'long', 'text']
  const arrayOf = (type: string, parameter: string) =>
    type === 'long' ? textColumnSql(parameter) : `${parameter}::${type}[]`
  const arrays = types.map((type, index) => arrayOf(type, `$${first + index}`)).join(', ')
  return `
    insert into content_platforms.delivery_attempt
      (event_id, integration_id, number, started_at, duration_ms, outcome, status, error_class, message,
       request_sha256, request_masked, response_masked, requested_by)
    select event_id, integration_id, number, to_timestamp(started_ms / 1000), duration_ms, outcome, status,
      error_class, message, request_sha256, request_masked, response_masked, requested_by
    from unnest(${arrays}) as attempt
      (event_id, integration_id, number, started_ms, duration_ms, outcome, status, error_class, message,
       request_sha256, request_masked, response_masked, requested_by)${unlessKnown ? UNLESS_KNOWN : ''}`
}

/** The parameters of `insertAttemptsSql`. */
export const attemptParameters = (attempts: readonly LoggedAttempt[]): string[] => [
  plainArray(attempts.map(({ event }) => event.id)),
  plainArray(attempts.map(({ event }) => event.integrationId)),
  plainArray(attempts.map(({ number }) => number)),
  plainArray(attempts.map(({ sent }) => sent.startedAtMs)),
  plainArray(attempts.map(({ sent }) => sent.durationMs)),
  plainArray(attempts.map(({ sent }) => sent.outcome.kind)),
  plainArray(attempts.map(({ sent }) => statusOf(sent.outcome))),
  textArray(attempts.map(({ sent }) => errorClassOf(sent.outcome))),
  textArray(attempts.map(({ sent }) => (sent.outcome.kind === 'refused' ? (sent.outcome.message ?? null) : null))),
  plainArray(attempts.map(({ sent }) => sent.requestSha256)),
  textColumn(attempts.map(({ sent }) => sent.requestMasked)),
  textColumn(attempts.map(({ sent }) => sent.responseMasked)),
  textArray(attempts.map(({ requestedBy }) => requestedBy)),
]

/** HTTP status of the answer, null if none came. */
export const statusOf = (outcome: AttemptOutcome): number | null =>
  outcome.kind === 'accepted' || outcome.kind === 'refused' ? outcome.status : null
