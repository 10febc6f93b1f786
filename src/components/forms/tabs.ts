import type { ActionJSON, BasePropertyJSON } from 'adminjs'
import type React from 'react'

/** A tab of a form or of a record's page: its id names the label (`resources.<id>.tabs.<tab>`). */
export interface TabOption {
  id: string
  properties: readonly string[]
  /** Component shown below the tab's properties, by its registered name; it gets the action's props. */
  component?: string
  /** Roles for which the tab is there; all where it is left out. */
  roles?: readonly string[]
}

export interface Tab {
  id: string
  properties: BasePropertyJSON[]
  component: string | undefined
}

/** The tabs of an action (`custom.tabs`) with the properties that the reader may see; a single one where none are given. */
export const tabsOf = (action: ActionJSON, visible: readonly BasePropertyJSON[], role?: string): Tab[] => {
  const options = action.custom?.tabs as readonly TabOption[] | undefined
  if (!options) return [{ id: 'general', properties: [...visible], component: undefined }]
  const byPath = new Map(visible.map((property) => [property.propertyPath, property]))
  return options
    .filter(({ roles }) => !roles || (role !== undefined && roles.includes(role)))
    .map((tab) => ({
      id: tab.id,
      properties: tab.properties.flatMap((path) => byPath.get(path) ?? []),
      component: tab.component,
    }))
    .filter((tab) => tab.properties.length > 0 || tab.component)
}

/** Whether a refused path (`parameters.0.key`) belongs to a property (`parameters`). */
const belongsTo = (path: string, property: BasePropertyJSON): boolean =>
  path === property.propertyPath || path.startsWith(`${property.propertyPath}.`)

/** How many refused fields each tab holds. */
export const errorsByTab = (tabs: readonly Tab[], refused: readonly string[]): ReadonlyMap<string, number> =>
  new Map(
    tabs.map((tab) => [
      tab.id,
      refused.filter((path) => tab.properties.some((property) => belongsTo(path, property))).length,
    ]),
  )

/** The attributes that tie a tab's content to its button; a single section has no button and needs no role. */
export const panelOf = (tab: Tab, tabs: readonly Tab[]): React.HTMLAttributes<HTMLElement> => ({
  id: `panel-${tab.id}`,
  ...(tabs.length > 1 ? { role: 'tabpanel', 'aria-labelledby': `tab-${tab.id}` } : {}),
})
