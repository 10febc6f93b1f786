import { roleOf } from '../panel/actor.js'
import type { PanelAction } from './panel-action.js'

/** *Ação em massa com este filtro*: the form of a bulk job, begun with the filter of the list; administrators only. */
export const openBulk: PanelAction = {
  actionType: 'resource',
  icon: 'List',
  component: 'CpNewBulk',
  custom: { keepsQuery: true },
  isAccessible: ({ currentAdmin }) => roleOf(currentAdmin) === 'administrator',
  handler: async () => ({}),
}
