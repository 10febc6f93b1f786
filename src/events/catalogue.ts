import { z } from 'zod'
import { SUBSCRIPTION_STATES } from '../entities/package-subscription.js'
import { BLOCK_KINDS } from '../entities/service-block.js'

const id = z.int().positive()

const subscription = z.strictObject({
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

const account = z.strictObject({ accountId: id, customerId: id })

/**
 * Every event that a platform can receive, with what is stored of it: ids and states only. The body is made from it,
 * the customer and the integration at each attempt.
 */
export const EVENTS = {
  'content.subscription.created': subscription,
  'content.subscription.suspended': subscription,
  'content.subscription.resumed': subscription,
  'content.subscription.removed': subscription.extend({
    cause: z.enum(['unlinked', 'canceled', 'migrated', 'expired', 'retargeted', 'holder_changed']),
  }),
  'content.subscription.changed': subscription.extend({ previousProductId: id }),
  'content.subscription.relinked': subscription.extend({
    previousSubscriptionId: id,
    previousServiceId: id,
    previousPackageId: id,
  }),
  'content.subscription.snapshot': subscription,
  'content.subscription.expiring': subscription.extend({ daysLeft: z.int().nonnegative() }),
  'content.account.updated': account.extend({
    fields: z.array(z.enum(['name', 'email', 'phone', 'document'])).nonempty(),
  }),
  'content.account.credentials_reset': account,
  'integration.ping': z.strictObject({}),
} as const satisfies Record<`${string}.${string}`, z.ZodType>

export type EventName = keyof typeof EVENTS
export type EventData<N extends EventName> = z.infer<(typeof EVENTS)[N]>
export type SubscriptionEventName = Extract<EventName, `content.subscription.${string}`>

const STATEFUL: ReadonlySet<string> = new Set<EventName>([
  'content.subscription.created',
  'content.subscription.suspended',
  'content.subscription.resumed',
  'content.subscription.removed',
  'content.subscription.changed',
])

/** A stateful event holds its lane until it is delivered or skipped; an informative one lets the lane go on. */
export const isStateful = (type: string): boolean => STATEFUL.has(type)
