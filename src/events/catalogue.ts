import { z } from 'zod'
import { SUBSCRIPTION_STATES } from '../entities/package-subscription.js'
import { BLOCK_KINDS } from '../entities/service-block.js'

const id = z.int().positive()

const subscription = z.strictObject({
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

/**
 * Every event that a platform can receive, with what is stored of it: ids and states only. The body is made from it,
 * the customer and the integration at each attempt.
 */
export const EVENTS = {
  'content.subscription.created': subscription,
  'content.subscription.suspended': subscription,
  'content.subscription.resumed': subscription,
  'content.subscription.changed': subscription.extend({ previousProductId: id }),
  'content.subscription.removed': subscription.extend({
    cause: z.enum(['unlinked', 'canceled', 'expired', 'retargeted', 'holder_changed']),
  }),
  'integration.ping': z.strictObject({}),
} as const satisfies Record<`${string}.${string}`, z.ZodType>

export type EventName = keyof typeof EVENTS
export type EventData<N extends EventName> = z.infer<(typeof EVENTS)[N]>
export type SubscriptionEventName = Extract<EventName, `content.subscription.${string}`>

const INFORMATIVE: ReadonlySet<string> = new Set<EventName>(['integration.ping'])

/** A stateful event holds its lane until it is delivered or skipped; an informative one lets the lane go on. */
export const isStateful = (type: string): boolean => !INFORMATIVE.has(type)
