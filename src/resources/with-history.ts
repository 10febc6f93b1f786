import type { ResourceWithOptions } from 'adminjs'
import { HISTORY_SCOPES } from '../actions/history-scopes.js'
import { showHistoryAction } from '../actions/show-history.action.js'
import { ROLES } from '../entities/panel-user.js'
import { can } from '../panel/can.js'
import type { PanelContext } from '../panel/panel-context.js'
import type { PanelResource } from '../panel/panel-resource.js'
import type { Tab } from './declarations.js'

const historyTab = (resourceId: string): Tab => ({
  id: 'history',
  properties: [],
  component: 'CpHistory',
  roles: ROLES.filter((role) => can(role, resourceId, 'showHistory')),
})

/**
 * Adds the tab *Histórico* to the record's page of every resource that has a history (BR-106), beside the page's own
 * tabs; a page without tabs becomes the first one. Any other resource is left as it is.
 */
export const withHistory = (declared: ResourceWithOptions, context: PanelContext): ResourceWithOptions => {
  const id = (declared.resource as PanelResource).id()
  if (!(id in HISTORY_SCOPES)) return declared
  const { options } = declared
  const show = (options.actions?.show ?? {}) as { custom?: { tabs?: readonly Tab[] } & Record<string, unknown> }
  const first: Tab = { id: 'general', properties: options.showProperties ?? [] }
  const tabs = [...(show.custom?.tabs ?? [first]), historyTab(id)]
  return {
    ...declared,
    options: {
      ...options,
      actions: {
        ...options.actions,
        show: { ...show, custom: { ...show.custom, tabs } },
        showHistory: showHistoryAction(context, id),
      },
    },
  }
}
