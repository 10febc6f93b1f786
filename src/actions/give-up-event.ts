import type { EntityManager } from 'typeorm'
import { forgetFailure } from '../domain/state/forget-failure.js'
import { skipEvent } from '../webhooks/skip-event.js'

/** BR-86: skips an event, and with it the failure that its subscription shows. */
export const giveUpEvent = async (tx: EntityManager, input: Parameters<typeof skipEvent>[1]): Promise<void> => {
  const { subscriptionId, accountId } = await skipEvent(tx, input)
  if (subscriptionId !== null) await forgetFailure(tx, { subscriptionId, accountId })
}
