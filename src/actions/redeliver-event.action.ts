import type { PanelContext } from '../panel/panel-context.js'
import { recordAction } from '../panel/record-action.js'
import { redeliverEvent } from '../webhooks/redeliver-event.js'
import { readEvents } from './read-events.js'
import { isUnsettled } from './unsettled-event.js'
import { wakeAfter } from './wake-after.js'

/** *Reenviar* (BR-89): the same event again, now. The woken worker finds it once the transaction is through. */
export const redeliverEventAction = ({ dataSource, wake }: PanelContext) => ({
  actionType: 'record' as const,
  icon: 'RefreshCw',
  component: 'CpEventAction',
  isVisible: isUnsettled,
  handler: wakeAfter(
    wake,
    recordAction<string>(dataSource, async (eventId, _payload, { tx, actor }) => {
      await redeliverEvent(tx, { eventId, actor })
      const [event] = await readEvents(tx, { ids: [eventId], limit: 1 })
      return { message: event?.situation === 'held' ? 'eventRedeliveredLater' : 'eventRedelivered' }
    }),
  ),
})
