import { suspendService } from '../domain/services/suspend-service.js'
import { DomainError } from '../errors.js'
import type { PanelContext } from '../panel/panel-context.js'
import { recordAction } from '../panel/record-action.js'
import { readText } from './read-text.js'
import { contentEffectOf } from './service-situation.js'
import { suspendKindsOf } from './suspend-kinds.js'

/** *Suspender*: for debt or on the customer's request; administrators also for other kinds. */
export const suspendServiceAction = ({ dataSource }: PanelContext) => ({
  actionType: 'record' as const,
  icon: 'Pause',
  component: 'CpServiceAction',
  isVisible: contentEffectOf('provision', 'block'),
  handler: recordAction(dataSource, async (serviceId, payload, { tx, actor }) => {
    const kind = suspendKindsOf(actor.role).find((known) => known === payload.kind)
    if (!kind) {
      const code = payload.kind ? 'invalidChoice' : 'required'
      throw new DomainError('INVALID_INPUT', { issues: [{ path: 'kind', code }] })
    }
    await suspendService(tx, { serviceId, kind, reason: readText(payload, 'reason'), actor })
    return { message: 'serviceSuspended' }
  }),
})
