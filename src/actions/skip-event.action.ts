import type { PanelContext } from '../panel/panel-context.js'
import { recordAction } from '../panel/record-action.js'
import { giveUpEvent } from './give-up-event.js'
import { readReason } from './read-text.js'
import { isUnsettled } from './unsettled-event.js'
import { wakeAfter } from './wake-after.js'

/** *Pular* (BR-86): gives an event up, with a reason, so that its lane goes on. */
export const skipEventAction = ({ dataSource, wake }: PanelContext) => ({
  actionType: 'record' as const,
  icon: 'SkipForward',
  variant: 'danger' as const,
  component: 'CpEventAction',
  isVisible: isUnsettled,
  handler: wakeAfter(
    wake,
    recordAction<string>(dataSource, async (eventId, payload, { tx, actor }) => {
      await giveUpEvent(tx, { eventId, reason: readReason(payload), actor })
      return { message: 'eventSkipped' }
    }),
  ),
})
