import type { ResourceWithOptions } from 'adminjs'
import type { PanelContext } from '../panel/panel-context.js'
import { auditEntryResource } from './audit-entry.resource.js'
import { contentPackageResource } from './content-package.resource.js'
import { integrationResource } from './integration.resource.js'
import { panelUserResource } from './panel-user.resource.js'
import { planResource } from './plan.resource.js'
import { productResource } from './product.resource.js'
import { serviceStatusResource } from './service-status.resource.js'

/** Every resource of the panel. */
export const createResources = (context: PanelContext): ResourceWithOptions[] =>
  [
    contentPackageResource,
    planResource,
    serviceStatusResource,
    integrationResource,
    productResource,
    panelUserResource,
    auditEntryResource,
  ].map((resource) => resource(context))
