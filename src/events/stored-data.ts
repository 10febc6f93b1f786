import { z } from 'zod'
import { SUBSCRIPTION_STATES } from '../entities/package-subscription.js'
import { BLOCK_KINDS } from '../entities/service-block.js'

export const id = z.int().positive()

/** What is stored of an event about one subscription: ids and states only. */
export const subscriptionData = z.strictObject({
  /** The id by which the platform knows it: after a migration without `relinked`, still that of the previous service. */
  subscriptionId: id,
  packageId: id,
  productId: id,
  serviceId: id,
  serviceStatus: z.string(),
  accountId: id,
  customerId: id,
  state: z.enum(SUBSCRIPTION_STATES),
  previousState: z.enum(SUBSCRIPTION_STATES),
  reasons: z.array(z.enum(BLOCK_KINDS)),
  expiresOn: z.iso.date().nullable(),
  /** Other subscriptions of the same account that the platform holds once this event is applied. */
  otherActiveSubscriptions: z.int().nonnegative(),
})

/** What is stored of an event about a customer's user on a platform, whatever his subscriptions. */
export const accountData = z.strictObject({ accountId: id, customerId: id })

export const REMOVAL_CAUSES = ['unlinked', 'canceled', 'migrated', 'expired', 'retargeted', 'holder_changed'] as const

/** Fields of a customer whose change a platform is told of. */
export const UPDATED_FIELDS = ['name', 'email', 'phone', 'document'] as const
export type UpdatedField = (typeof UPDATED_FIELDS)[number]
