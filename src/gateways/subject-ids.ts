import type { ClaimedEvent } from '../webhooks/delivery-contract.js'

/** The ids that an event stores of its subject; events of one account often store the same. */
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

const idsOf = ({ type, subscriptionId, data }: ClaimedEvent): SubjectIds => ({
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

/** Each kind of subject once, and the place in that list of each event's. */
export const distinctSubjects = (
  events: readonly ClaimedEvent[],
): { asked: SubjectIds[]; placeOf: Map<string, number> } => {
  const asked: SubjectIds[] = []
  const placeByKey = new Map<string, number>()
  const placeOf = new Map<string, number>()
  for (const event of events) {
    const ids = idsOf(event)
    const key = Object.values(ids).join('\n')
    const known = placeByKey.get(key)
    const place = known ?? asked.length
    if (known === undefined) {
      placeByKey.set(key, place)
      asked.push(ids)
    }
    placeOf.set(event.id, place)
  }
  return { asked, placeOf }
}
