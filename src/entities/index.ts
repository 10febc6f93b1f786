import { Alert } from './alert.js'
import { AuditEntry } from './audit-entry.js'
import { BackgroundJob } from './background-job.js'
import { BulkJob } from './bulk-job.js'
import { ContentPackage } from './content-package.js'
import { Customer } from './customer.js'
import { CustomerService } from './customer-service.js'
import { DeliveryAttempt } from './delivery-attempt.js'
import { DeliveryGate } from './delivery-gate.js'
import { DeliveryLane } from './delivery-lane.js'
import { Homologation } from './homologation.js'
import { Integration } from './integration.js'
import { IntegrationParameter } from './integration-parameter.js'
import { MassBrake } from './mass-brake.js'
import { PackageSubscription } from './package-subscription.js'
import { PanelUser } from './panel-user.js'
import { Plan } from './plan.js'
import { PlanPackage } from './plan-package.js'
import { PlatformAccount } from './platform-account.js'
import { PriceComponent } from './price-component.js'
import { Product } from './product.js'
import { Reconciliation } from './reconciliation.js'
import { ReconciliationDifference } from './reconciliation-difference.js'
import { ServiceBlock } from './service-block.js'
import { ServiceStatus } from './service-status.js'
import { SigningSecret } from './signing-secret.js'
import { SubscriptionConfirmation } from './subscription-confirmation.js'
import { SubscriptionDiscount } from './subscription-discount.js'
import { WebhookEvent } from './webhook-event.js'

export * from './alert.js'
export * from './audit-entry.js'
export * from './background-job.js'
export * from './bulk-job.js'
export * from './content-package.js'
export * from './customer.js'
export * from './customer-service.js'
export * from './delivery-attempt.js'
export * from './delivery-gate.js'
export * from './delivery-lane.js'
export * from './homologation.js'
export * from './integration.js'
export * from './integration-parameter.js'
export * from './mass-brake.js'
export * from './package-subscription.js'
export * from './panel-user.js'
export * from './plan.js'
export * from './plan-package.js'
export * from './platform-account.js'
export * from './price-component.js'
export * from './product.js'
export * from './reconciliation.js'
export * from './reconciliation-difference.js'
export * from './service-block.js'
export * from './service-status.js'
export * from './signing-secret.js'
export * from './subscription-confirmation.js'
export * from './subscription-discount.js'
export * from './webhook-event.js'

/** Every entity of the package, for the `entities` of the host's DataSource. */
export const contentPlatformEntities = [
  Alert,
  AuditEntry,
  BulkJob,
  BackgroundJob,
  ContentPackage,
  Customer,
  CustomerService,
  DeliveryAttempt,
  DeliveryGate,
  DeliveryLane,
  Homologation,
  Integration,
  IntegrationParameter,
  MassBrake,
  PackageSubscription,
  PanelUser,
  Plan,
  PlanPackage,
  PlatformAccount,
  PriceComponent,
  Product,
  Reconciliation,
  ReconciliationDifference,
  ServiceBlock,
  ServiceStatus,
  SigningSecret,
  SubscriptionConfirmation,
  SubscriptionDiscount,
  WebhookEvent,
]
