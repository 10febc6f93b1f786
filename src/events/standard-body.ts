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

const customerOf = ({ customer }: BodySubject, profile: DataProfile): Data => {
  const shown: Data = {}
  for (const field of profileFields(profile)) shown[field] = customer[field]
  return shown
}

// Objects are written out or added to, not spread together: this is made twice for every attempt.
const addGiven = (target: Data, name: string, value: unknown): void => {
  if (value !== undefined) target[name] = value
}

const aboutSubscription = ({ event: { data, sequence } }: BodyInput, subject: BodySubject): Data => {
  const subscription: Data = {
    id: data.subscriptionId,
    sequence,
    state: data.state,
    previousState: data.previousState,
    reasons: data.reasons,
    expiresOn: data.expiresOn,
    externalId: subject.subscription?.externalId ?? null,
  }
  addGiven(subscription, 'previousId', data.previousSubscriptionId)
  const item: Data = { ...subject.package }
  addGiven(item, 'previousId', data.previousPackageId)
  const product: Data = { ...subject.product }
  addGiven(product, 'previousId', data.previousProductId)
  const service = {
    id: subject.service?.id,
    number: subject.service?.number,
    status: data.serviceStatus,
    previousId: data.previousServiceId ?? subject.service?.previousId ?? null,
  }
  const about: Data = { subscription, package: item, product, service }
  addGiven(about, 'cause', data.cause)
  addGiven(about, 'daysLeft', data.daysLeft)
  return about
}

const aboutAccount = ({ event: { data }, dataProfile }: BodyInput): Data => {
  // BR-73: not even that a field changed is told where the profile doesn't hold it.
  const fields: readonly unknown[] = profileFields(dataProfile)
  return Array.isArray(data.fields) ? { fields: data.fields.filter((field) => fields.includes(field)) } : {}
}

const subjectData = (input: BodyInput): Data => {
  const { event, subject, dataProfile } = input
  if (!subject) return {}
  const { id, externalId, login } = subject.account
  const isAboutSubscription = event.data.subscriptionId !== undefined
  const told = isAboutSubscription ? aboutSubscription(input, subject) : aboutAccount(input)
  told.account = isAboutSubscription
    ? { id, externalId, login, otherActiveSubscriptions: event.data.otherActiveSubscriptions }
    : { id, externalId, login, sequence: event.sequence }
  told.customer = customerOf(subject, dataProfile)
  return told
}

/** The standard body after Standard Webhooks: `{ type, timestamp, data }`, with the time at which it happened. */
export const standardBody = (input: BodyInput): Record<string, unknown> => {
  const data = subjectData(input)
  data.parameters = input.parameters
  return { type: input.event.type, timestamp: input.event.occurredAt.toISOString(), data }
}
