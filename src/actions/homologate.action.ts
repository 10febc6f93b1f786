import { refuseIssues } from '../errors.js'
import type { Homologated, PanelContext } from '../panel/panel-context.js'
import { recordAction } from '../panel/record-action.js'
import type { PanelAction } from './panel-action.js'

const readPackageId = (entered: unknown): number | null => {
  const text = entered === undefined || entered === null ? '' : String(entered)
  if (text === '') return null
  if (!/^[1-9]\d{0,8}$/.test(text)) refuseIssues([{ path: 'packageId', code: 'invalidReference' }])
  return Number(text)
}

/** *Homologar* (BR-07a): sends an invented customer's events at once and shows each request with its answer. */
export const homologateAction = ({ dataSource, homologate }: PanelContext): PanelAction => ({
  actionType: 'record',
  icon: 'CheckSquare',
  component: 'CpHomologate',
  handler: recordAction(
    dataSource,
    async (integrationId, { packageId }, { actor }) => {
      const data = await homologate({ integrationId, packageId: readPackageId(packageId), actor })
      return { message: data.passed ? 'homologationPassed' : 'homologationFailed', data }
    },
    { outsideTransaction: true },
  ),
  // All was sent, but not all was taken: that is no good news.
  after: async (answer: { data?: Homologated; notice?: object }) =>
    answer.data?.passed === false ? { ...answer, notice: { ...answer.notice, type: 'error' } } : answer,
})
