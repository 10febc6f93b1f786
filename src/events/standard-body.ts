import type { DataProfile } from '../entities/integration.js'
import type { SubscriptionState } from '../entities/package-subscription.js'

/** An event as its body is made from it. */
export interface BodyEvent {
  type: string
  sequence: number | null
  occurredAt: Date
  data: Record<string, unknown>
}

/** What an event's ids stand for, as of now. Null where the event names none, as a ping does. */
export interface BodySubject {
  package: { id: number; code: string; name: string }
  product: { id: number; externalId: string; code: string; name: string }
  account: { id: number; externalId: string | null; login: string | null }
  service: { id: number; number: string; previousId: number | null }
  customer: BodyCustomer
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

// BR-73: nothing that the profile does not name leaves the provider.
const PROFILE_FIELDS: Record<DataProfile, readonly (keyof BodyCustomer)[]> = {
  minimal: ['id'],
  contact: ['id', 'code', 'name', 'email', 'phone'],
  full: ['id', 'code', 'name', 'email', 'phone', 'personType', 'document', 'externalId'],
}

const customerOf = (customer: BodyCustomer, profile: DataProfile): Partial<BodyCustomer> =>
  Object.fromEntries(PROFILE_FIELDS[profile].map((field) => [field, customer[field]]))

interface RecordedData {
  subscriptionId: number
  state: SubscriptionState
  previousState: SubscriptionState
  reasons: string[]
  expiresOn: string | null
  serviceStatus: string
  otherActiveSubscriptions: number
  cause?: string
  previousProductId?: number
}

const subjectData = ({ event, subject, dataProfile }: BodyInput): Record<string, unknown> => {
  if (!subject) return {}
  const data = event.data as unknown as RecordedData
  return {
    subscription: {
      id: data.subscriptionId,
      sequence: event.sequence,
      state: data.state,
      previousState: data.previousState,
      reasons: data.reasons,
      expiresOn: data.expiresOn,
    },
    package: subject.package,
    product:
      data.previousProductId === undefined
        ? subject.product
        : { ...subject.product, previousId: data.previousProductId },
    account: { ...subject.account, otherActiveSubscriptions: data.otherActiveSubscriptions },
    customer: customerOf(subject.customer, dataProfile),
    service: { ...subject.service, status: data.serviceStatus },
    ...(data.cause === undefined ? {} : { cause: data.cause }),
  }
}

/** The standard body after Standard Webhooks: `{ type, timestamp, data }`, with the time at which it happened. */
export const standardBody = (input: BodyInput): Record<string, unknown> => ({
  type: input.event.type,
  timestamp: input.event.occurredAt.toISOString(),
  data: { ...subjectData(input), parameters: input.parameters },
})
