import { startBulk } from '../domain/bulk/start-bulk.js'
import type { PanelContext } from '../panel/panel-context.js'
import { resourceAction } from '../panel/record-action.js'
import type { PanelAction } from './panel-action.js'
import { readBulkForm } from './read-bulk-form.js'
import { wakeAfter } from './wake-after.js'

/** *Nova ação em massa*: starts what was previewed, if it still is what the person saw. */
export const startBulkAction = ({ dataSource, domain, wakeJobs }: PanelContext): PanelAction => ({
  actionType: 'resource',
  icon: 'Plus',
  component: 'CpNewBulk',
  handler: wakeAfter(
    wakeJobs,
    resourceAction(dataSource, async (payload, { tx, actor }) => {
      const { id, total } = await startBulk(tx, { ...readBulkForm(payload), actor }, domain)
      return { message: 'bulkStarted', params: { total: total.toLocaleString('pt-BR') }, data: { jobId: id } }
    }),
  ),
})
