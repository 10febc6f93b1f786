import type { DataSource } from 'typeorm'
import { attemptEvent } from './attempt-event.js'
import { attemptParameters, insertAttemptsSql, type LoggedAttempt } from './attempt-log.js'
import type { AttemptOutcome } from './attempt-outcome.js'
import { startDatabaseClock } from './database-clock.js'
import type { ClaimedEvent, DeliveryLogger, PrepareRequests } from './delivery-contract.js'
import { createEventId } from './event-id.js'
import { logAttempt } from './log-attempt.js'
import type { Sender } from './send.js'

export interface SendNowInput {
  dataSource: DataSource
  sender: Sender
  prepare: PrepareRequests
  logger: DeliveryLogger
  type: string
  integrationId: number
  data: Record<string, unknown>
  /** As its body tells it; null without one. */
  sequence?: number
  /** Who pressed the button. */
  requestedBy: string
}

/** What came of an event that was sent at once. */
export interface SentNow {
  eventId: string
  outcome: AttemptOutcome
  durationMs: number
  /** The answer's first 8 KiB, masked; null if none came. */
  answer: string | null
}

/**
 * Sends one event at once and once, outside any lane and whether the integration is active or not, and records nothing.
 * Takes up to the sender's deadline; to be called outside any transaction. Rejects only if the database fails or
 * `prepare` does.
 */
export const attemptNow = async (input: SendNowInput): Promise<LoggedAttempt> => {
  const { dataSource, sender, logger, integrationId, type, data, requestedBy, sequence = null } = input
  const [{ now_ms: nowMs }] = await dataSource.query(
    'select (extract(epoch from clock_timestamp()) * 1000)::float8 as now_ms',
  )
  const clock = startDatabaseClock(nowMs)
  const event: ClaimedEvent = {
    id: createEventId(),
    type,
    laneId: null,
    sequence,
    integrationId,
    subscriptionId: null,
    occurredAt: new Date(nowMs),
    data,
    attempt: 1,
  }
  const preparation = (await input.prepare([event])).get(event.id)
  const sent = await attemptEvent({ event, preparation, sender, clock, logger })
  const attempt = { event, number: event.attempt, sent, requestedBy }
  logAttempt(logger, attempt)
  return attempt
}

/** BR-08: {@link attemptNow}, recorded as an event with its attempt. */
export const sendNow = async (input: SendNowInput): Promise<SentNow> => {
  const { dataSource, integrationId, type, data } = input
  const attempt = await attemptNow(input)
  const { event, sent } = attempt
  // Written when all is over, in one transaction: a process that dies meanwhile leaves no event that waits for ever.
  await dataSource.transaction(async (tx) => {
    await tx.query(
      `insert into content_platforms.webhook_event (id, type, integration_id, occurred_at, data, state, settled_at)
       values ($1, $2, $3, to_timestamp($4::float8 / 1000), $5, $6, clock_timestamp())`,
      [
        event.id,
        type,
        integrationId,
        event.occurredAt.getTime(),
        JSON.stringify(data),
        sent.outcome.kind === 'accepted' ? 'delivered' : 'failed',
      ],
    )
    await tx.query(insertAttemptsSql(1), attemptParameters([attempt]))
  })
  return { eventId: event.id, outcome: sent.outcome, durationMs: sent.durationMs, answer: sent.responseMasked }
}
