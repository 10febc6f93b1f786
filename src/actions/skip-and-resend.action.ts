import type { EntityManager } from 'typeorm'
import { lockServicesOf } from '../domain/reconciliation/correction-facts.js'
import { DomainError } from '../errors.js'
import type { PanelContext } from '../panel/panel-context.js'
import { recordAction } from '../panel/record-action.js'
import { skipSuperseded } from '../webhooks/skip-superseded.js'
import { giveUpEvent } from './give-up-event.js'
import type { PanelAction } from './panel-action.js'
import { readReason } from './read-text.js'
import { isUnsettled } from './unsettled-event.js'
import { wakeAfter } from './wake-after.js'

const SUPERSEDED = /^content\.subscription\.(created|suspended|resumed|changed|removed|snapshot)$/

const readSubscriptionId = async (tx: EntityManager, eventId: string): Promise<number> => {
  const [event]: { id: number | null }[] = await tx.query(
    'select subscription_id as id from content_platforms.webhook_event where id = $1',
    [eventId],
  )
  if (!event?.id) throw new DomainError('NOTHING_TO_RESEND', { eventId })
  return event.id
}

/**
 * *Pular e enviar o estado atual* (BR-101): gives the stopped event up, and with it those right behind it about the same
 * subscription, since its current state follows instead.
 */
export const skipAndResendAction = ({ dataSource, resendState, wake }: PanelContext): PanelAction => ({
  actionType: 'record',
  icon: 'FastForward',
  variant: 'danger',
  component: 'CpEventAction',
  isVisible: (context) => isUnsettled(context) && context.record?.params.subscriptionId != null,
  handler: wakeAfter(
    wake,
    recordAction<string>(dataSource, async (eventId, payload, { tx, actor }) => {
      const reason = readReason(payload)
      const id = await readSubscriptionId(tx, eventId)
      // Before the lane, as everybody does.
      await lockServicesOf(tx, [id])
      await giveUpEvent(tx, { eventId, reason, actor })
      const isSuperseded = (type: string): boolean => SUPERSEDED.test(type)
      await skipSuperseded(tx, { afterEventId: eventId, reason, isSuperseded, actor })
      await resendState(tx, { scope: { kind: 'subscription', id }, actor, evenIfUnderWay: true })
      return { message: 'eventSkippedAndResent' }
    }),
  ),
})
