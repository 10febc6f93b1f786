import type { ResourceWithOptions } from 'adminjs'
import type { PanelContext } from '../panel/panel-context.js'

/** Every resource of the panel. */
export const createResources = (_context: PanelContext): ResourceWithOptions[] => []
