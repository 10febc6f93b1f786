import type { PanelContext } from '../panel/panel-context.js'
import { recordAction } from '../panel/record-action.js'
import type { PanelAction } from './panel-action.js'
import { wakeAfter } from './wake-after.js'

/** *Reenviar acesso*, on a customer's page and on that of his user. */
export const resetCredentialsAction = ({ dataSource, wake, resetCredentials }: PanelContext): PanelAction => ({
  actionType: 'record',
  icon: 'Key',
  component: false,
  guard: 'confirmResetCredentials',
  handler: wakeAfter(
    wake,
    recordAction(dataSource, async (accountId, _payload, { tx, actor }) => {
      await resetCredentials(tx, { accountId, actor })
      return { message: 'credentialsReset' }
    }),
  ),
})
