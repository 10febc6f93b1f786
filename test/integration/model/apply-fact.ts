import type { EntityManager } from 'typeorm'
import { savePackage } from '../../../src/domain/catalogue/save-package.js'
import { saveIntegration } from '../../../src/domain/integrations/save-integration.js'
import { migratePlan } from '../../../src/domain/migration/migrate-plan.js'
import { unlinkPackage } from '../../../src/domain/packages/unlink-package.js'
import { activateService } from '../../../src/domain/services/activate-service.js'
import { cancelService } from '../../../src/domain/services/cancel-service.js'
import { changeHolder } from '../../../src/domain/services/change-holder.js'
import { enableService } from '../../../src/domain/services/enable-service.js'
import { suspendService } from '../../../src/domain/services/suspend-service.js'
import { trustUnlockService } from '../../../src/domain/services/trust-unlock-service.js'
import { PackageSubscription } from '../../../src/entities/package-subscription.js'
import { DomainError } from '../../../src/errors.js'
import { ACTOR, type Provider } from '../../support/provider.js'
import type { Fact } from './facts.js'
import type { Model } from './plain-model.js'

const PREFIX = 'content.subscription.'
const FAR_FUTURE = '2099-12-31'
const LONG_PAST = '2020-01-31'

/** Ids by the order in which they came to be; the model's maps keep that order. */
const pick = (ids: Iterable<number>, index: number): number | undefined => {
  const list = [...ids]
  return list[index % list.length]
}

type FactOf<K extends Fact['kind']> = Extract<Fact, { kind: K }>

interface Stage {
  provider: Provider
  model: Model
  tx: EntityManager
}

/** Each does one thing through the use case a person's click would call, and notes in the model what it means there. */
const APPLY: { [K in Fact['kind']]: (stage: Stage, fact: FactOf<K>) => Promise<void> } = {
  async link({ provider, model, tx }, fact) {
    const serviceId = pick(model.services.keys(), fact.service)
    const packageId = pick(model.packages.keys(), fact.package)
    if (!serviceId || !packageId) return
    const { id } = await provider.linkIn(tx, { serviceId, packageId })
    const known = model.subscriptions.get(id)
    model.subscriptions.set(id, { id, serviceId, packageId, held: null, ...known, unlinked: false, expired: false })
  },
  async unlink({ model, tx }, fact) {
    const subscriptionId = pick(model.subscriptions.keys(), fact.subscription)
    const known = subscriptionId && model.subscriptions.get(subscriptionId)
    if (!known) return
    await unlinkPackage(tx, { subscriptionId, actor: ACTOR })
    known.unlinked = true
  },
  async suspend({ model, tx }, fact) {
    const serviceId = pick(model.services.keys(), fact.service)
    if (!serviceId) return
    await suspendService(tx, { serviceId, kind: fact.block, actor: ACTOR })
    model.services.get(serviceId)?.blocks.add(fact.block)
  },
  async enable({ model, tx }, fact) {
    const serviceId = pick(model.services.keys(), fact.service)
    const service = serviceId && model.services.get(serviceId)
    if (!service) return
    await enableService(tx, { serviceId, reason: 'pago', actor: ACTOR, ...(fact.blocks && { kinds: fact.blocks }) })
    for (const kind of fact.blocks ?? [...service.blocks]) service.blocks.delete(kind)
    if (!service.blocks.has('debt')) service.trusted = false
  },
  async trust({ provider, model, tx }, fact) {
    const serviceId = pick(model.services.keys(), fact.service)
    const service = serviceId && model.services.get(serviceId)
    if (!service) return
    await trustUnlockService(tx, { serviceId, actor: ACTOR }, provider.domain)
    service.trusted = true
  },
  async expiry({ model, tx }, fact) {
    const id = pick(model.subscriptions.keys(), fact.subscription)
    const subscription = id && model.subscriptions.get(id)
    if (!subscription) return
    await tx.getRepository(PackageSubscription).save({ id, expiresOn: fact.past ? LONG_PAST : FAR_FUTURE })
    subscription.expired = fact.past
  },
  async cancel({ model, tx }, fact) {
    const serviceId = pick(model.services.keys(), fact.service)
    const service = serviceId && model.services.get(serviceId)
    if (!service) return
    await cancelService(tx, { serviceId, reason: 'mudança', actor: ACTOR })
    service.phase = 'ended'
  },
  async activate({ model, tx }, fact) {
    const serviceId = pick(model.services.keys(), fact.service)
    const service = serviceId && model.services.get(serviceId)
    if (!service) return
    await activateService(tx, { serviceId, actor: ACTOR })
    service.phase = 'works'
  },
  async holder({ provider, model, tx }, fact) {
    const serviceId = pick(model.services.keys(), fact.service)
    const service = serviceId && model.services.get(serviceId)
    const customerId = pick(new Set([...model.services.values()].map((one) => one.customerId)), fact.customer)
    if (!service || !customerId) return
    const input = { serviceId, customerId, reason: 'venda', consentChannel: 'telefone' as const, closeDebt: true }
    await changeHolder(tx, { ...input, actor: ACTOR }, provider.domain)
    service.blocks.delete('debt')
    Object.assign(service, { customerId, trusted: false })
  },
  async migrate({ provider, model, tx }, fact) {
    const serviceId = pick(model.services.keys(), fact.service)
    const old = serviceId && model.services.get(serviceId)
    const planId = pick(model.plans, fact.plan)
    if (!old || !planId) return
    const input = { serviceId, planId, activate: fact.works, consentChannel: 'telefone' as const, actor: ACTOR }
    const { id } = await migratePlan(tx, input, provider.domain)
    const phase = fact.works ? ('works' as const) : ('waiting' as const)
    model.services.set(id, { ...old, id, phase, blocks: new Set(old.blocks) })
    old.phase = 'ended'
    for (const row of await tx.getRepository(PackageSubscription).findBy({ serviceId: id })) {
      const { id: subscriptionId, packageId, continuesId } = row
      const link = { id: subscriptionId, serviceId: id, packageId, unlinked: false, expired: false }
      model.subscriptions.set(subscriptionId, { ...link, held: model.goOn(continuesId, old.customerId, packageId) })
    }
  },
  async product({ model, tx }, fact) {
    const id = pick(model.packages.keys(), fact.package)
    const known = id && model.packages.get(id)
    if (!known) return
    const productId = fact.product === null ? null : (pick(model.products.keys(), fact.product) ?? null)
    await savePackage(tx, { id, values: { productId }, actor: ACTOR })
    known.productId = productId
  },
  async suspendOnDebt({ model, tx }, fact) {
    const id = pick(model.packages.keys(), fact.package)
    const known = id && model.packages.get(id)
    if (!known) return
    await savePackage(tx, { id, values: { suspendOnDebt: fact.on }, actor: ACTOR })
    known.suspendOnDebt = fact.on
  },
  async switches({ provider, model, tx }, { integration, sendSuspendResume, suspendOnPartial }) {
    const id = pick(model.integrations.keys(), integration)
    const known = id && model.integrations.get(id)
    if (!known) return
    const values = { sendSuspendResume, suspendOnPartial }
    await saveIntegration(tx, { id, values, actor: ACTOR }, provider.domain)
    Object.assign(known, values)
  },
  async types({ provider, model, tx }, { integration, suspensions, changed, relinked }) {
    const id = pick(model.integrations.keys(), integration)
    const known = id && model.integrations.get(id)
    if (!known) return
    const names = [
      ...['created', 'removed'],
      ...(suspensions ? ['suspended', 'resumed'] : []),
      ...(changed ? ['changed'] : []),
      ...(relinked ? ['relinked'] : []),
    ]
    const values = { eventTypes: names.map((name) => `${PREFIX}${name}`) }
    await saveIntegration(tx, { id, values, actor: ACTOR }, provider.domain)
    Object.assign(known, { takesSuspensions: suspensions, takesChanged: changed, takesRelinked: relinked })
  },
}

/** Does it in a transaction of its own. What a rule refuses leaves both the database and the model as they were. */
export const applyFact = async (provider: Provider, model: Model, fact: Fact): Promise<'done' | 'refused'> => {
  try {
    await provider.inTransaction((tx) =>
      (APPLY[fact.kind] as (stage: Stage, fact: Fact) => Promise<void>)({ provider, model, tx }, fact),
    )
  } catch (error) {
    if (error instanceof DomainError) return 'refused'
    throw error
  }
  model.settle()
  return 'done'
}
