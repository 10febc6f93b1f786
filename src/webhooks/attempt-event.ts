import type { DatabaseClock } from './database-clock.js'
import type { ClaimedEvent, DeliveryLogger, Preparation } from './delivery-contract.js'
import type { Interruption } from './interruption.js'
import { type Sender, type SentAttempt, unsent } from './send.js'

export interface AttemptInput {
  event: ClaimedEvent
  preparation: Preparation | undefined
  sender: Sender
  clock: DatabaseClock
  logger: DeliveryLogger
  interrupted?: Interruption
}

/** One attempt for one event. Always yields an outcome: what can't be rendered or signed is `unsendable`. */
export const attemptEvent = (input: AttemptInput): Promise<SentAttempt> => {
  const { event, preparation, sender, clock, logger, interrupted } = input
  const unsendable = (reason: string): SentAttempt => unsent({ kind: 'unsendable', reason }, clock())
  if (preparation?.kind !== 'ready') return Promise.resolve(unsendable(preparation?.reason ?? 'not_prepared'))
  return sender.send({ eventId: event.id, request: preparation.request, clock, interrupted }).catch((error) => {
    logger.error({ err: error, eventId: event.id, integrationId: event.integrationId }, 'delivery.send_failed')
    return unsendable('request')
  })
}
