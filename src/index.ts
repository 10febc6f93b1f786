export { activateService } from './domain/activate-service.js'
export type { Actor } from './domain/actor.js'
export { addService } from './domain/add-service.js'
export {
  type AnonymizationInput,
  requestAnonymization,
  withdrawAnonymization,
} from './domain/anonymization.js'
export type { BulkFilter } from './domain/bulk/bulk-filter.js'
export type { BulkInput } from './domain/bulk/bulk-input.js'
export { cancelBulk } from './domain/bulk/cancel-bulk.js'
export { type BulkPreview, previewBulk } from './domain/bulk/preview-bulk.js'
export { type StartBulkInput, startBulk } from './domain/bulk/start-bulk.js'
export { cancelService } from './domain/cancel-service.js'
export { changeHolder } from './domain/change-holder.js'
export { changeStatus } from './domain/change-status.js'
export type { DomainContext } from './domain/context.js'
export { enableService } from './domain/enable-service.js'
export { endDiscount } from './domain/end-discount.js'
export { endTrustUnlocks } from './domain/end-trust-unlocks.js'
export { linkPackage } from './domain/link-package.js'
export type { ListedAccount, ListedSubscription } from './domain/listed-account.js'
export { migratePlan } from './domain/migrate-plan.js'
export { previewMigration } from './domain/preview-migration.js'
export { priceOn } from './domain/price-on.js'
export { protectFromSuspension } from './domain/protect-from-suspension.js'
export { type PersonalData, readPersonalData } from './domain/read-personal-data.js'
export { saveCustomer } from './domain/save-customer.js'
export { saveDiscount } from './domain/save-discount.js'
export { saveIntegration } from './domain/save-integration.js'
export { savePackage } from './domain/save-package.js'
export { savePlan } from './domain/save-plan.js'
export { rotateSigningSecret } from './domain/signing-secrets.js'
export { suspendService } from './domain/suspend-service.js'
export { type ListedProduct, type SyncInput, type SyncResult, syncProducts } from './domain/sync-products.js'
export { trackedWrite } from './domain/touches.js'
export { trustUnlockService } from './domain/trust-unlock-service.js'
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
export { contentPlatformMigrations } from './migrations/index.js'
export type { ContentPlatformsOptions, Logger } from './options.js'
export { hashPassword } from './panel/password.js'
export { type ContentPlatforms, contentPlatforms } from './plugin.js'
export { generateEncryptionKey } from './secrets/secret-box.js'
export type { Verdict } from './webhooks/delivery-contract.js'
