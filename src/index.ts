export { activateService } from './domain/activate-service.js'
export type { Actor } from './domain/actor.js'
export { addService } from './domain/add-service.js'
export { cancelService } from './domain/cancel-service.js'
export type { DomainContext } from './domain/context.js'
export { enableService } from './domain/enable-service.js'
export { linkPackage } from './domain/link-package.js'
export { saveCustomer } from './domain/save-customer.js'
export { saveIntegration } from './domain/save-integration.js'
export { savePackage } from './domain/save-package.js'
export { savePlan } from './domain/save-plan.js'
export { rotateSigningSecret } from './domain/signing-secrets.js'
export { suspendService } from './domain/suspend-service.js'
export { type ListedProduct, type SyncInput, type SyncResult, syncProducts } from './domain/sync-products.js'
export { trackedWrite } from './domain/touches.js'
export { unlinkPackage } from './domain/unlink-package.js'
export * from './errors.js'
export type { BodyCustomer, BodyEvent, BodySubject } from './events/standard-body.js'
export type {
  Endpoint,
  Gateway,
  GatewayLimits,
  GatewayRequest,
  Listing,
  OpenParameter,
} from './gateways/gateway.js'
export type { GatewayTools, PlatformAnswer, PlatformCall } from './gateways/gateway-tools.js'
export type { ListedAccount, ListedSubscription } from './gateways/listed-account.js'
export { contentPlatformMigrations } from './migrations/index.js'
export type { ContentPlatformsOptions, Logger } from './options.js'
export { hashPassword } from './panel/password.js'
export { type ContentPlatforms, contentPlatforms } from './plugin.js'
export { generateEncryptionKey } from './secrets/secret-box.js'
export type { Verdict } from './webhooks/delivery-contract.js'
