import type { ActionContext } from 'adminjs'
import type { PanelResource } from './panel-resource.js'

/** The resource of ours that an action runs on. Throws `TypeError` for one of another adapter. */
// By a method and not by `instanceof`: the class itself needs the actions that ask this.
export const panelResourceOf = ({ resource }: Pick<ActionContext, 'resource'>): PanelResource => {
  if (!('writableProperties' in resource)) throw new TypeError(`${resource.id()} is not a PanelResource`)
  return resource as PanelResource
}
