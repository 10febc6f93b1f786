import type { PanelContext, PingResult } from '../panel/panel-context.js'
import { recordAction } from '../panel/record-action.js'
import type { PanelAction } from './panel-action.js'

/** *Testar* (BR-08): sends `integration.ping` at once and shows what came back, on its own screen. */
export const testIntegrationAction = ({ dataSource, ping }: PanelContext): PanelAction => ({
  actionType: 'record',
  icon: 'Zap',
  component: 'CpTestIntegration',
  handler: recordAction(
    dataSource,
    async (integrationId, _payload, { actor }) => {
      const data = await ping(integrationId, actor.id)
      return { message: data.accepted ? 'testAccepted' : 'testRefused', data }
    },
    { outsideTransaction: true },
  ),
  // The request was sent, but what it asked for did not happen: that is no good news.
  after: async (answer: { data?: PingResult; notice?: object }) =>
    answer.data?.accepted === false ? { ...answer, notice: { ...answer.notice, type: 'error' } } : answer,
})
