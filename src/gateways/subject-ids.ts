import type { ClaimedEvent } from '../webhooks/delivery-contract.js'

/** The ids that an event stores of its subject. */
export interface SubjectIds {
  subscriptionId: number | null
  packageId: number | null
  productId: number | null
  accountId: number | null
  serviceId: number | null
  customerId: number | null
  serviceStatus: string | null
  externalId: string | null
  isNew: boolean
}

const idOf = (value: unknown): number | null => (value === undefined || value === null ? null : Number(value))

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null)

/** What an event names. */
export const subjectIdsOf = ({ type, subscriptionId, data }: ClaimedEvent): SubjectIds => ({
  // The row's own id: by the one in the data the platform may know its predecessor.
  subscriptionId: subscriptionId ?? idOf(data.subscriptionId),
  packageId: idOf(data.packageId),
  productId: idOf(data.productId),
  accountId: idOf(data.accountId),
  serviceId: idOf(data.serviceId),
  customerId: idOf(data.customerId),
  serviceStatus: textOf(data.serviceStatus),
  externalId: textOf(data.externalId),
  // Linked anew before its removal was acknowledged, it still has the id of before.
  isNew: type === 'content.subscription.created',
})

/** The ids in their order, each only where it is named first and null where it is named again. */
export const firstMentions = <Id extends number | string>(ids: readonly (Id | null)[]): (Id | null)[] => {
  const named = new Set<Id>()
  return ids.map((id) => {
    if (id === null || named.has(id)) return null
    named.add(id)
    return id
  })
}
