import { changeStatus } from '../domain/services/change-status.js'
import type { PanelContext } from '../panel/panel-context.js'
import { recordAction } from '../panel/record-action.js'
import { readText } from './read-text.js'
import { readValues } from './read-values.js'
import { hasOtherStatuses } from './service-situation.js'

/** *Mudar status*: to another one that means the same; the provider's own waiting status, for instance. */
export const changeStatusAction = ({ dataSource }: PanelContext) => ({
  actionType: 'record' as const,
  icon: 'Tag',
  component: 'CpServiceAction',
  isVisible: hasOtherStatuses,
  handler: recordAction(dataSource, async (serviceId, payload, { tx, actor }) => {
    const reason = readText(payload, 'reason')
    const { statusId } = readValues<{ statusId: number }>(payload, {
      statusId: { kind: 'integer', isNullable: false, isRequired: true, isReference: true },
    })
    await changeStatus(tx, { serviceId, statusId, reason, actor })
    return { message: 'statusChanged' }
  }),
})
