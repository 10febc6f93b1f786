import { z } from 'zod'
import { SUBSCRIPTION_STATES } from '../entities/package-subscription.js'
import { BLOCK_KINDS } from '../entities/service-block.js'
import { id } from './stored-data.js'

const previousId = id.describe('The id before this event.')

const subscriptionPart = z.object({
  id: id.describe(
    'Stays the same for as long as the platform holds this package for this customer; only `relinked` replaces it. Where you refused a `relinked` to the end, the old id stays in what follows.',
  ),
  sequence: z.int().nullable().describe('Rises by one per account: a gap is a missing event, a lower one an old copy.'),
  state: z.enum(SUBSCRIPTION_STATES).describe('The state that the platform should have once this event is applied.'),
  previousState: z.enum(SUBSCRIPTION_STATES),
  reasons: z.array(z.enum(BLOCK_KINDS)).describe('Why it is suspended; empty while it is not.'),
  expiresOn: z.iso.date().nullable().describe("Last day of use, in the provider's time zone."),
  externalId: z.string().nullable().describe("The platform's own id of it, from an earlier answer."),
})
const packagePart = z.object({ id, code: z.string(), name: z.string() })
const productPart = z.object({ id, externalId: z.string(), code: z.string(), name: z.string() })
const servicePart = z.object({
  id,
  number: z.string(),
  status: z.string().describe("The provider's code of the service's status when this happened."),
  previousId: id.nullable().describe('The service that this one replaced by a migration.'),
})

const user = {
  id: id.describe("One per customer and platform, whatever the number of the customer's packages."),
  externalId: z.string().nullable().describe("The platform's own id of the user, from an earlier answer."),
  login: z.string().nullable().describe('As the platform gave it.'),
}

const customer = z
  .object({
    id,
    code: z.string().optional(),
    name: z.string().optional(),
    email: z.string().nullable().optional(),
    phone: z.string().nullable().optional(),
    personType: z.enum(['pf', 'pj']).optional(),
    document: z.string().nullable().optional().describe('CPF or CNPJ without punctuation; a CNPJ may hold letters.'),
    externalId: z.string().nullable().optional().describe("The customer's id in the provider's own system."),
  })
  .describe("Only the fields of the integration's data profile, as they are when the request is made.")

const parameters = z
  .record(z.string(), z.string())
  .describe("The integration's parameters that are located in the body.")

/** `data` of an event about one subscription. */
export const subscriptionBody = z.object({
  subscription: subscriptionPart,
  package: packagePart,
  product: productPart,
  account: z.object({
    ...user,
    otherActiveSubscriptions: z
      .int()
      .nonnegative()
      .describe('Other packages of this user once this event is applied; at 0 a removed user can be deleted.'),
  }),
  customer,
  service: servicePart,
  parameters,
})

/** `data` of an event about a customer's user, whatever his subscriptions. */
export const accountBody = z.object({
  account: z.object({ ...user, sequence: subscriptionPart.shape.sequence }),
  customer,
  parameters,
})

/** `data` of a test. */
export const pingBody = z.object({ parameters })

/** The parts of a subscription's body that name what was before. */
export const withPrevious = {
  subscription: subscriptionPart.extend({ previousId }),
  package: packagePart.extend({ previousId }),
  product: productPart.extend({ previousId }),
  service: servicePart.extend({ previousId }),
}
