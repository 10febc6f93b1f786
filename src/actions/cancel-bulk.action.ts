import { cancelBulk } from '../domain/bulk/cancel-bulk.js'
import type { PanelContext } from '../panel/panel-context.js'
import { recordAction } from '../panel/record-action.js'
import type { PanelAction } from './panel-action.js'

/** *Cancelar*: what is not done yet stays undone; what is done stays done. */
export const cancelBulkAction = ({ dataSource }: PanelContext): PanelAction => ({
  actionType: 'record',
  icon: 'Slash',
  component: false,
  variant: 'danger',
  guard: 'confirmCancelBulk',
  isVisible: ({ record }) => record?.params.state === 'running',
  handler: recordAction(dataSource, async (jobId, _payload, { tx, actor }) => {
    const { done, left } = await cancelBulk(tx, { jobId, actor })
    return {
      message: 'bulkCanceled',
      params: { done: done.toLocaleString('pt-BR'), left: left.toLocaleString('pt-BR') },
    }
  }),
})
