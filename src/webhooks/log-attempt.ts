import { type LoggedAttempt, statusOf } from './attempt-log.js'
import { errorClassOf } from './attempt-outcome.js'
import type { DeliveryLogger } from './delivery-contract.js'
import type { NextStep } from './retry-policy.js'

/** One wide line per attempt, `delivery.attempted`: ids, outcome and times; no payload, answer, address or personal data. */
export const logAttempt = (logger: DeliveryLogger, { event, number, sent }: LoggedAttempt, step?: NextStep): void => {
  const fields = {
    eventId: event.id,
    type: event.type,
    integrationId: event.integrationId,
    laneId: event.laneId,
    sequence: event.sequence,
    attempt: number,
    outcome: sent.outcome.kind,
    status: statusOf(sent.outcome),
    errorClass: errorClassOf(sent.outcome),
    durationMs: sent.durationMs,
    next: step?.kind,
    retryInMs: step?.kind === 'retry' ? step.afterMs : undefined,
  }
  if (sent.outcome.kind === 'accepted') logger.info(fields, 'delivery.attempted')
  else logger.warn(fields, 'delivery.attempted')
}
