import type { ResourceWithOptions } from 'adminjs'
import type { PanelContext } from '../panel/panel-context.js'
import { customerResource } from './customer.resource.js'
import { customerServiceResource } from './customer-service.resource.js'
import { deliveryAttemptResource } from './delivery-attempt.resource.js'
import { deliveryLaneResource } from './delivery-lane.resource.js'
import { packageSubscriptionResource } from './package-subscription.resource.js'
import { platformAccountResource } from './platform-account.resource.js'
import { serviceBlockResource } from './service-block.resource.js'
import { webhookEventResource } from './webhook-event.resource.js'

/** Every resource of the panel. */
export const createResources = (context: PanelContext): ResourceWithOptions[] => [
  customerResource(context),
  customerServiceResource(context),
  packageSubscriptionResource(context),
  serviceBlockResource(context),
  platformAccountResource(context),
  webhookEventResource(context),
  deliveryAttemptResource(context),
  deliveryLaneResource(context),
]
