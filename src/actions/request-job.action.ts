import { requestJob } from '../domain/request-job.js'
import type { PanelContext } from '../panel/panel-context.js'
import { recordAction } from '../panel/record-action.js'
import type { PanelAction } from './panel-action.js'
import { wakeAfter } from './wake-after.js'

/** *Executar agora*: makes a job due. Whichever process runs jobs takes it up; this one is woken, should it be it. */
export const requestJobAction = ({ dataSource, wakeJobs }: PanelContext): PanelAction => ({
  actionType: 'record',
  icon: 'Play',
  component: false,
  handler: wakeAfter(
    wakeJobs,
    recordAction<string>(dataSource, async (name, _payload, { tx, actor }) => {
      await requestJob(tx, { name, actor })
      return { message: 'jobRequested' }
    }),
  ),
})
