import { createEventId } from './package.js'

/** How many packages each service of the world has. */
export interface DraftInput {
  lane: number
  sequence: number
  packages: number
}

/**
 * The event that the package would record for one subscription of a world: services, accounts and lanes of a customer
 * have his number. The states alternate, as if the service were suspended and resumed over and over.
 */
export const createDraft = ({ lane, sequence, packages }: DraftInput) => {
  const packageId = (sequence % packages) + 1
  const subscriptionId = (lane - 1) * packages + packageId
  const suspends = Math.floor(sequence / packages) % 2 === 0
  return {
    id: createEventId(),
    type: suspends ? 'content.subscription.suspended' : 'content.subscription.resumed',
    integrationId: 1,
    accountId: lane,
    subscriptionId,
    data: {
      subscriptionId,
      packageId,
      productId: 1,
      serviceId: lane,
      serviceStatus: suspends ? 'suspenso_debito' : 'servico_habilitado',
      accountId: lane,
      customerId: lane,
      state: suspends ? 'suspended' : 'active',
      previousState: suspends ? 'active' : 'suspended',
      reasons: suspends ? ['debt'] : [],
      expiresOn: null,
      otherActiveSubscriptions: packages - 1,
    },
  }
}
