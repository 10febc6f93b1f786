import type { PanelContext } from '../panel/panel-context.js'
import { recordAction } from '../panel/record-action.js'
import { skipEvent } from '../webhooks/skip-event.js'
import { readReason } from './read-text.js'
import { isUnsettled } from './unsettled-event.js'

/** *Pular* (BR-86): gives an event up, with a reason, so that its lane goes on. */
export const skipEventAction = ({ dataSource }: PanelContext) => ({
  actionType: 'record' as const,
  icon: 'SkipForward',
  variant: 'danger' as const,
  component: 'CpEventAction',
  isVisible: isUnsettled,
  handler: recordAction(dataSource, async (_id, payload, { tx, actor, record }) => {
    await skipEvent(tx, { eventId: String(record.id()), reason: readReason(payload), actor })
    return { message: 'eventSkipped' }
  }),
})
