import { trustUnlockService } from '../domain/services/trust-unlock-service.js'
import type { PanelContext } from '../panel/panel-context.js'
import { recordAction } from '../panel/record-action.js'
import { readText } from './read-text.js'
import { readValues } from './read-values.js'
import { mayBeTrusted } from './service-situation.js'

/** *Desbloqueio em confiança* (BR-35): the default days when the form says none. */
export const trustUnlockAction = ({ dataSource, domain }: PanelContext) => ({
  actionType: 'record' as const,
  icon: 'Unlock',
  component: 'CpServiceAction',
  isVisible: mayBeTrusted,
  handler: recordAction(dataSource, async (serviceId, payload, { tx, actor }) => {
    const reason = readText(payload, 'reason')
    const { days } = readValues<{ days: number | null }>(payload, { days: { kind: 'integer', isNullable: true } })
    await trustUnlockService(tx, { serviceId, days, reason, actor }, domain)
    return { message: 'serviceTrustUnlocked' }
  }),
})
