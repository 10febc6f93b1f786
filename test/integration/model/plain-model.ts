import type { BlockKind } from '../../../src/entities/service-block.js'

/** One package at one platform, as its own list of users would show it. */
export interface Held {
  integrationId: number
  customerId: number
  productId: number
  state: 'active' | 'suspended'
}

export interface ModelService {
  id: number
  customerId: number
  phase: 'waiting' | 'works' | 'ended'
  blocks: Set<BlockKind>
  trusted: boolean
}

export interface ModelSubscription {
  id: number
  serviceId: number
  packageId: number
  unlinked: boolean
  expired: boolean
  held: Held | null
}

export interface ModelIntegration {
  id: number
  sendSuspendResume: boolean
  suspendOnPartial: boolean
  takesSuspensions: boolean
  takesChanged: boolean
  takesRelinked: boolean
}

/** The facts of a small provider and what its platforms ought to hold, in the plainest words that can be found. */
export const createModel = () => {
  const services = new Map<number, ModelService>()
  const subscriptions = new Map<number, ModelSubscription>()
  const integrations = new Map<number, ModelIntegration>()
  const products = new Map<number, number>()
  const packages = new Map<number, { productId: number | null; suspendOnDebt: boolean }>()

  const find = <T>(map: ReadonlyMap<number, T>, id: number): T => {
    const found = map.get(id)
    if (found === undefined) throw new Error(`the model has no ${id}`)
    return found
  }

  const settle = (subscription: ModelSubscription): void => {
    const service = find(services, subscription.serviceId)
    const { productId, suspendOnDebt } = find(packages, subscription.packageId)
    const integration = productId === null ? null : find(integrations, find(products, productId))
    if (subscription.unlinked || subscription.expired || service.phase === 'ended' || !integration || !productId) {
      subscription.held = null
      return
    }
    const { held } = subscription
    const isElsewhere = held?.integrationId !== integration.id || held.customerId !== service.customerId
    const isOtherProduct = held?.productId !== productId && !integration.takesChanged
    if (isElsewhere || isOtherProduct) subscription.held = null

    const isBlocked = [...service.blocks].some(
      (kind) =>
        kind === 'request' ||
        kind === 'administrative' ||
        (kind === 'debt' && suspendOnDebt && !service.trusted) ||
        (kind === 'partial' && integration.suspendOnPartial),
    )
    const isTold = integration.sendSuspendResume && integration.takesSuspensions
    if (!subscription.held) {
      if (service.phase === 'waiting' || isBlocked) return
      subscription.held = { integrationId: integration.id, customerId: service.customerId, productId, state: 'active' }
      return
    }
    subscription.held.productId = productId
    if (service.phase !== 'waiting') subscription.held.state = isBlocked && isTold ? 'suspended' : 'active'
  }

  /** What a platform holds goes over to the subscription that goes on with it, under the same user. */
  const goOn = (fromId: number | null, customerId: number, packageId: number): Held | null => {
    const from = fromId === null ? undefined : subscriptions.get(fromId)
    const { productId } = find(packages, packageId)
    const isSameUser =
      productId !== null &&
      from?.held?.integrationId === find(products, productId) &&
      from.held.customerId === customerId
    if (!from?.held || !isSameUser) return null
    const { held } = from
    from.held = null
    return held
  }

  return {
    plans: [] as number[],
    goOn,
    services,
    subscriptions,
    integrations,
    products,
    packages,
    /** Makes every subscription what its facts ask for now; to be called after each committed change. */
    settle: () => {
      for (const subscription of subscriptions.values()) settle(subscription)
    },
  }
}

export type Model = ReturnType<typeof createModel>
