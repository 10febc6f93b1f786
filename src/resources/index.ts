import type { ResourceWithOptions } from 'adminjs'
import type { PanelContext } from '../panel/panel-context.js'
import { alertResource } from './alert.resource.js'
import { auditEntryResource } from './audit-entry.resource.js'
import { backgroundJobResource } from './background-job.resource.js'
import { bulkJobResource } from './bulk-job.resource.js'
import { contentPackageResource } from './content-package.resource.js'
import { customerResource } from './customer.resource.js'
import { customerServiceResource } from './customer-service.resource.js'
import { deliveryAttemptResource } from './delivery-attempt.resource.js'
import { deliveryLaneResource } from './delivery-lane.resource.js'
import { integrationResource } from './integration.resource.js'
import { massBrakeResource } from './mass-brake.resource.js'
import { packageSubscriptionResource } from './package-subscription.resource.js'
import { panelUserResource } from './panel-user.resource.js'
import { planResource } from './plan.resource.js'
import { platformAccountResource } from './platform-account.resource.js'
import { productResource } from './product.resource.js'
import { serviceBlockResource } from './service-block.resource.js'
import { serviceStatusResource } from './service-status.resource.js'
import { webhookEventResource } from './webhook-event.resource.js'
import { withHistory } from './with-history.js'

/** Every resource of the panel, in the order of its menu. */
export const createResources = (context: PanelContext): ResourceWithOptions[] =>
  [
    customerResource,
    customerServiceResource,
    packageSubscriptionResource,
    serviceBlockResource,
    platformAccountResource,
    bulkJobResource,
    contentPackageResource,
    planResource,
    serviceStatusResource,
    integrationResource,
    productResource,
    alertResource,
    webhookEventResource,
    deliveryAttemptResource,
    deliveryLaneResource,
    backgroundJobResource,
    massBrakeResource,
    panelUserResource,
    auditEntryResource,
  ].map((resource) => withHistory(resource(context), context))
