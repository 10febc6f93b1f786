import type { PanelContext } from '../panel/panel-context.js'
import { recordAction } from '../panel/record-action.js'
import { redeliverEvent } from '../webhooks/redeliver-event.js'
import { isUnsettled } from './unsettled-event.js'

/** *Reenviar* (BR-89): the same event again, now. The woken worker finds it once the transaction is through. */
export const redeliverEventAction = ({ dataSource }: PanelContext) => ({
  actionType: 'record' as const,
  icon: 'RefreshCw',
  component: 'CpEventAction',
  isVisible: isUnsettled,
  handler: recordAction(dataSource, async (_id, _payload, { tx, actor, record }) => {
    await redeliverEvent(tx, { eventId: String(record.id()), actor })
    return { message: 'eventRedelivered' }
  }),
})
