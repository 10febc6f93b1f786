import type { DataProfile } from '../entities/integration.js'
import { profileFields } from './profile-fields.js'

/** An event as its body is made from it. */
export interface BodyEvent {
  type: string
  sequence: number | null
  occurredAt: Date
  data: Record<string, unknown>
}

/** What an event's ids stand for, as of now. An event about a user names no subscription; a ping has no subject at all. */
export interface BodySubject {
  account: { id: number; externalId: string | null; login: string | null }
  customer: BodyCustomer
  subscription: { externalId: string | null; priceCents: number } | null
  package: { id: number; code: string; name: string } | null
  product: { id: number; externalId: string; code: string; name: string } | null
  service: { id: number; number: string; previousId: number | null; statusLabel: string } | null
}

export interface BodyCustomer {
  id: number
  code: string
  name: string
  email: string | null
  phone: string | null
  personType: string
  document: string | null
  externalId: string | null
}

export interface BodyInput {
  event: BodyEvent
  subject: BodySubject | null
  dataProfile: DataProfile
  /** Parameters that are located in the body. */
  parameters: Record<string, string>
}

type Data = Record<string, unknown>

const customerOf = ({ customer }: BodySubject, profile: DataProfile): Data =>
  Object.fromEntries(profileFields(profile).map((field) => [field, customer[field]]))

/** `{ [name]: value }` where there is one. */
const given = (name: string, value: unknown): Data => (value === undefined ? {} : { [name]: value })

const aboutSubscription = ({ event: { data, sequence } }: BodyInput, subject: BodySubject): Data => ({
  subscription: {
    id: data.subscriptionId,
    sequence,
    state: data.state,
    previousState: data.previousState,
    reasons: data.reasons,
    expiresOn: data.expiresOn,
    externalId: subject.subscription?.externalId ?? null,
    ...given('previousId', data.previousSubscriptionId),
  },
  package: { ...subject.package, ...given('previousId', data.previousPackageId) },
  product: { ...subject.product, ...given('previousId', data.previousProductId) },
  service: {
    id: subject.service?.id,
    number: subject.service?.number,
    status: data.serviceStatus,
    previousId: data.previousServiceId ?? subject.service?.previousId ?? null,
  },
  ...given('cause', data.cause),
  ...given('daysLeft', data.daysLeft),
})

const aboutAccount = ({ event: { data }, dataProfile }: BodyInput): Data => {
  // BR-73: not even that a field changed is told where the profile doesn't hold it.
  const fields: readonly unknown[] = profileFields(dataProfile)
  return Array.isArray(data.fields) ? { fields: data.fields.filter((field) => fields.includes(field)) } : {}
}

const subjectData = (input: BodyInput): Data => {
  const { event, subject, dataProfile } = input
  if (!subject) return {}
  const isAboutSubscription = event.data.subscriptionId !== undefined
  return {
    ...(isAboutSubscription ? aboutSubscription(input, subject) : aboutAccount(input)),
    account: {
      ...subject.account,
      ...(isAboutSubscription
        ? { otherActiveSubscriptions: event.data.otherActiveSubscriptions }
        : { sequence: event.sequence }),
    },
    customer: customerOf(subject, dataProfile),
  }
}

/** The standard body after Standard Webhooks: `{ type, timestamp, data }`, with the time at which it happened. */
export const standardBody = (input: BodyInput): Record<string, unknown> => ({
  type: input.event.type,
  timestamp: input.event.occurredAt.toISOString(),
  data: { ...subjectData(input), parameters: input.parameters },
})
