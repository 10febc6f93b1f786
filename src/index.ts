export type { AlertDetails, AlertNotice, OnAlert } from './alerts/alert-notice.js'
export type { Actor } from './domain/actor.js'
export type { BulkFilter } from './domain/bulk/bulk-filter.js'
export type { BulkInput } from './domain/bulk/bulk-input.js'
export { cancelBulk } from './domain/bulk/cancel-bulk.js'
export { type BulkPreview, previewBulk } from './domain/bulk/preview-bulk.js'
export { type StartBulkInput, startBulk } from './domain/bulk/start-bulk.js'
export { savePackage } from './domain/catalogue/save-package.js'
export { savePlan } from './domain/catalogue/save-plan.js'
export type { DomainContext } from './domain/context.js'
export {
  type AnonymizationInput,
  requestAnonymization,
  withdrawAnonymization,
} from './domain/customers/anonymization.js'
export { type PersonalData, readPersonalData } from './domain/customers/read-personal-data.js'
export { saveCustomer } from './domain/customers/save-customer.js'
export { closeBreaker } from './domain/integrations/close-breaker.js'
export { type BreakerInput, openBreaker } from './domain/integrations/open-breaker.js'
export { type ReencryptedSecrets, reencryptSecrets } from './domain/integrations/reencrypt-secrets.js'
export { saveIntegration } from './domain/integrations/save-integration.js'
export {
  endPreviousSecret,
  readStandingSecrets,
  rotateSigningSecret,
  type StandingSecrets,
} from './domain/integrations/signing-secrets.js'
export {
  type ListedProduct,
  type SyncInput,
  type SyncResult,
  syncProducts,
} from './domain/integrations/sync-products.js'
export { migratePlan } from './domain/migration/migrate-plan.js'
export { previewMigration } from './domain/migration/preview-migration.js'
export { endDiscount } from './domain/packages/end-discount.js'
export { linkPackage } from './domain/packages/link-package.js'
export { priceOn } from './domain/packages/price-on.js'
export { saveDiscount } from './domain/packages/save-discount.js'
export { unlinkPackage } from './domain/packages/unlink-package.js'
export type { ListedAccount, ListedSubscription } from './domain/reconciliation/listed-account.js'
export { activateService } from './domain/services/activate-service.js'
export { addService } from './domain/services/add-service.js'
export { cancelService } from './domain/services/cancel-service.js'
export { changeHolder } from './domain/services/change-holder.js'
export { changeStatus } from './domain/services/change-status.js'
export { enableService } from './domain/services/enable-service.js'
export { endTrustUnlocks } from './domain/services/end-trust-unlocks.js'
export { protectFromSuspension } from './domain/services/protect-from-suspension.js'
export { saveService } from './domain/services/save-service.js'
export { saveServiceStatus } from './domain/services/save-service-status.js'
export { suspendService } from './domain/services/suspend-service.js'
export { trustUnlockService } from './domain/services/trust-unlock-service.js'
export { trackedWrite } from './domain/touches.js'
export type { AlertExample, AlertKind } from './entities/alert.js'
export * from './errors.js'
export { EVENT_NAMES, type EventName } from './events/event-types.js'
export { eventJsonSchema } from './events/json-schema.js'
export { sampleEvent } from './events/samples.js'
export type { BodyCustomer, BodyEvent, BodySubject } from './events/standard-body.js'
export type { EventBody, WebhookEvent } from './events/webhook-event.js'
export type {
  Endpoint,
  Gateway,
  GatewayLimits,
  GatewayRequest,
  Listing,
  OpenParameter,
} from './gateways/gateway.js'
export type { GatewayTools, PlatformAnswer, PlatformCall } from './gateways/gateway-tools.js'
export { resetCredentials } from './hooks/reset-credentials.js'
export { contentPlatformMigrations } from './migrations/index.js'
export type { ContentPlatformsOptions, Logger } from './options.js'
export { hashPassword } from './panel/password.js'
export { type ContentPlatforms, contentPlatforms } from './plugin.js'
export { type EncryptionKeys, generateEncryptionKey } from './secrets/encryption-keys.js'
export type { Verdict } from './webhooks/delivery-contract.js'
