import { activateService } from '../domain/services/activate-service.js'
import type { PanelContext } from '../panel/panel-context.js'
import { recordAction } from '../panel/record-action.js'
import { contentEffectOf } from './service-situation.js'

/** *Ativar*: ends the wait for installation. */
export const activateServiceAction = ({ dataSource }: PanelContext) => ({
  actionType: 'record' as const,
  icon: 'Play',
  component: 'CpServiceAction',
  isVisible: contentEffectOf('waiting'),
  handler: recordAction(dataSource, async (serviceId, _payload, { tx, actor }) => {
    await activateService(tx, { serviceId, actor })
    return { message: 'serviceActivated' }
  }),
})
