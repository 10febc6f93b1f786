import { protectFromSuspension } from '../domain/services/protect-from-suspension.js'
import type { PanelContext } from '../panel/panel-context.js'
import { recordAction } from '../panel/record-action.js'
import { readText } from './read-text.js'
import { readValues } from './read-values.js'
import { isAlive } from './service-situation.js'

interface ProtectForm extends Record<string, unknown> {
  doNotSuspendUntil: string | null
}

/** *Não suspender até* (BR-36); a blank day takes the protection away. */
export const protectServiceAction = ({ dataSource, domain }: PanelContext) => ({
  actionType: 'record' as const,
  icon: 'Shield',
  component: 'CpServiceAction',
  isVisible: isAlive,
  handler: recordAction(dataSource, async (serviceId, payload, { tx, actor }) => {
    const reason = readText(payload, 'reason')
    const { doNotSuspendUntil: until } = readValues<ProtectForm>(payload, {
      doNotSuspendUntil: { kind: 'date', isNullable: true },
    })
    await protectFromSuspension(tx, { serviceId, until, reason, actor }, domain)
    return { message: until ? 'serviceProtected' : 'serviceUnprotected' }
  }),
})
