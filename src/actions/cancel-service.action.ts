import { cancelService } from '../domain/services/cancel-service.js'
import { DomainError } from '../errors.js'
import type { PanelContext } from '../panel/panel-context.js'
import { recordAction } from '../panel/record-action.js'
import { readReason } from './read-text.js'
import { contentEffectOf } from './service-situation.js'

/** *Cancelar*: ends a service for good; the form's confirmation is asked for here too. */
export const cancelServiceAction = ({ dataSource }: PanelContext) => ({
  actionType: 'record' as const,
  icon: 'XCircle',
  variant: 'danger' as const,
  component: 'CpServiceAction',
  isVisible: contentEffectOf('waiting', 'provision', 'block'),
  handler: recordAction(dataSource, async (serviceId, payload, { tx, actor }) => {
    const reason = readReason(payload)
    if (String(payload.confirmed) !== 'true') {
      throw new DomainError('INVALID_INPUT', { issues: [{ path: 'confirmed', code: 'notConfirmed' }] })
    }
    await cancelService(tx, { serviceId, reason, actor })
    return { message: 'serviceCanceled' }
  }),
})
