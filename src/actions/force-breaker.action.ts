import type { ActionContext } from 'adminjs'
import { type DeliveryState, HELD_STATES } from '../components/deliveries/delivery-data.js'
import { closeBreaker } from '../domain/integrations/close-breaker.js'
import { openBreaker } from '../domain/integrations/open-breaker.js'
import type { PanelContext } from '../panel/panel-context.js'
import { recordAction } from '../panel/record-action.js'
import type { PanelAction } from './panel-action.js'
import { readReason } from './read-text.js'
import { wakeAfter } from './wake-after.js'

const stateIn = ({ record }: Pick<ActionContext, 'record'>): DeliveryState => record?.params.delivery ?? 'normal'

/** *Interromper entregas*: nothing more is sent to the platform until *Retomar entregas*. */
export const interruptDeliveryAction = ({ dataSource, hintAlert }: PanelContext): PanelAction => ({
  actionType: 'record',
  icon: 'PauseCircle',
  variant: 'danger',
  component: 'CpBreakerDecision',
  isVisible: (context) => context.record?.params.active === true && stateIn(context) !== 'stopped',
  handler: wakeAfter(
    hintAlert,
    recordAction(dataSource, async (integrationId, payload, { tx, actor }) => {
      await openBreaker(tx, { integrationId, reason: readReason(payload), actor })
      return { message: 'deliveryInterrupted' }
    }),
  ),
})

/** *Retomar entregas*, however they were interrupted. */
export const resumeDeliveryAction = ({ dataSource, wake, hintAlert }: PanelContext): PanelAction => ({
  actionType: 'record',
  icon: 'PlayCircle',
  component: 'CpBreakerDecision',
  isVisible: (context) => HELD_STATES.includes(stateIn(context)),
  handler: wakeAfter(
    () => {
      wake()
      hintAlert()
    },
    recordAction(dataSource, async (integrationId, payload, { tx, actor }) => {
      await closeBreaker(tx, { integrationId, reason: readReason(payload), actor })
      return { message: 'deliveryResumed' }
    }),
  ),
})
