import { z } from 'zod'
import { accountBody, pingBody, subscriptionBody, withPrevious } from './body-schema.js'
import type { EventName } from './event-types.js'
import { accountData, id, REMOVAL_CAUSES, subscriptionData, UPDATED_FIELDS } from './stored-data.js'

interface EventEntry<Stored extends z.ZodType, Body extends z.ZodType> {
  /** What is stored of it: ids and states only. The body is made from it, the customer and the integration at each attempt. */
  stored: Stored
  /** `data` of its body in the standard format. */
  body: Body
  /** When it happens, as an integrator reads it. */
  when: string
  /** Invented stored data. */
  sample: z.infer<Stored>
}

const event = <Stored extends z.ZodType, Body extends z.ZodType>(entry: EventEntry<Stored, Body>) => entry

const SAMPLE: z.infer<typeof subscriptionData> = {
  subscriptionId: 4711,
  packageId: 12,
  productId: 3,
  serviceId: 2001,
  serviceStatus: 'servico_habilitado',
  accountId: 815,
  customerId: 1042,
  state: 'active',
  previousState: 'active',
  reasons: [],
  expiresOn: null,
  otherActiveSubscriptions: 0,
}
const ACCOUNT_SAMPLE: z.infer<typeof accountData> = { accountId: 815, customerId: 1042 }

/** What every event holds; types, schemas, documentation and samples are derived from it. */
export const EVENTS = {
  'content.subscription.created': event({
    stored: subscriptionData,
    body: subscriptionBody,
    when: 'A customer gets a package that the platform does not hold for him yet, and his service works.',
    sample: { ...SAMPLE, previousState: 'absent' },
  }),
  'content.subscription.suspended': event({
    stored: subscriptionData,
    body: subscriptionBody,
    when: 'The first reason to block the package arose, such as a debt.',
    sample: { ...SAMPLE, serviceStatus: 'suspenso_debito', state: 'suspended', reasons: ['debt'] },
  }),
  'content.subscription.resumed': event({
    stored: subscriptionData,
    body: subscriptionBody,
    when: 'The last reason to block the package is gone.',
    sample: { ...SAMPLE, previousState: 'suspended' },
  }),
  'content.subscription.removed': event({
    // The platform's id of it, which the subscription forgets when it moves to another platform.
    stored: subscriptionData.extend({ cause: z.enum(REMOVAL_CAUSES), externalId: z.string().nullable().optional() }),
    body: subscriptionBody.extend({ cause: z.enum(REMOVAL_CAUSES) }),
    when: 'The customer no longer has the package. While `account.otherActiveSubscriptions` is above 0 the user stays.',
    sample: { ...SAMPLE, serviceStatus: 'cancelado', state: 'absent', cause: 'canceled' },
  }),
  'content.subscription.changed': event({
    stored: subscriptionData.extend({ previousProductId: id }),
    body: subscriptionBody.extend({ product: withPrevious.product }),
    when: "The package became another one of the platform's products. A platform that does not take it gets `removed` and `created`.",
    sample: { ...SAMPLE, previousProductId: 2 },
  }),
  'content.subscription.relinked': event({
    stored: subscriptionData.extend({ previousSubscriptionId: id, previousServiceId: id, previousPackageId: id }),
    body: subscriptionBody.extend({
      subscription: withPrevious.subscription,
      package: withPrevious.package,
      service: withPrevious.service,
    }),
    when: 'The customer moved to another plan and keeps the product: names the old and the new ids. Nothing else changes.',
    sample: { ...SAMPLE, previousSubscriptionId: 4012, previousServiceId: 1788, previousPackageId: 11 },
  }),
  'content.subscription.snapshot': event({
    stored: subscriptionData,
    body: subscriptionBody,
    when: 'A person or a reconciliation repeats the current state, whether it changed or not.',
    sample: SAMPLE,
  }),
  'content.subscription.expiring': event({
    stored: subscriptionData.extend({ daysLeft: z.int().nonnegative() }),
    body: subscriptionBody.extend({ daysLeft: z.int().nonnegative() }),
    when: "Some days before the package's last one, as many as the integration asks for.",
    sample: { ...SAMPLE, expiresOn: '2026-12-31', daysLeft: 7 },
  }),
  'content.account.updated': event({
    stored: accountData.extend({ fields: z.array(z.enum(UPDATED_FIELDS)).nonempty() }),
    body: accountBody.extend({
      fields: z.array(z.enum(UPDATED_FIELDS)).describe('What changed, of the fields that the data profile holds.'),
    }),
    when: "The customer's name, e-mail, phone or document changed, and the data profile holds that field.",
    sample: { ...ACCOUNT_SAMPLE, fields: ['email'] },
  }),
  'content.account.credentials_reset': event({
    stored: accountData,
    body: accountBody,
    when: 'The customer asks the provider to have his access sent to him again.',
    sample: ACCOUNT_SAMPLE,
  }),
  'integration.ping': event({
    stored: z.strictObject({}),
    body: pingBody,
    when: 'A person tests the connection. No customer is meant.',
    sample: {},
  }),
} as const satisfies Record<EventName, EventEntry<z.ZodType, z.ZodType>>

/** What is stored of an event. */
export type EventData<N extends EventName> = z.infer<(typeof EVENTS)[N]['stored']>
export type SubscriptionEventName = Extract<EventName, `content.subscription.${string}`>
