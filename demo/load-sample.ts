import {
  type Actor,
  addService,
  cancelService,
  type DomainContext,
  hashPassword,
  linkPackage,
  saveCustomer,
  saveIntegration,
  savePackage,
  savePlan,
  suspendService,
  syncProducts,
} from 'adminjs-content-platforms'
import { AuditEntry, ContentPackage, Customer, PanelUser } from 'adminjs-content-platforms/entities'
import type { DataSource, EntityManager } from 'typeorm'
import {
  SAMPLE_INTEGRATIONS,
  SAMPLE_PACKAGES,
  SAMPLE_PLANS,
  type SampleSituation,
  sampleServices,
} from './sample-catalogue.js'
import { SAMPLE_CUSTOMERS } from './sample-customers.js'
import { SAMPLE_USERS } from './sample-users.js'

const ACTOR: Actor = { id: 'demonstração', role: 'system' }
const LOADED = 'sample.loaded'

interface SampleInput {
  dataSource: DataSource
  domain: DomainContext
  platformUrl: string
}

const addUsers = async (tx: EntityManager): Promise<void> => {
  for (const { email, name, role, password } of SAMPLE_USERS) {
    await tx.getRepository(PanelUser).save({ email, name, role, passwordHash: await hashPassword(password) })
  }
}

/** Ids of the generic products, by the platform's slug. */
const addIntegrations = async (
  tx: EntityManager,
  { domain, platformUrl }: SampleInput,
): Promise<Map<string, number>> => {
  const products = new Map<string, number>()
  for (const { slug, description } of SAMPLE_INTEGRATIONS) {
    const url = `${platformUrl}/hooks/${slug}`
    const { id } = await saveIntegration(tx, { values: { description, url, parameters: [] }, actor: ACTOR }, domain)
    const listed = [{ externalId: 'generico', code: 'GENERICO', name: description, generic: true }]
    await syncProducts(tx, { integrationId: id, listed, actor: ACTOR })
    const [product] = await tx.query('select id from content_platforms.product where integration_id = $1', [id])
    products.set(slug, product.id)
  }
  return products
}

const addPackages = async (tx: EntityManager, products: ReadonlyMap<string, number>): Promise<Map<string, number>> => {
  const packages = new Map<string, number>()
  for (const { integration, composition, ...sample } of SAMPLE_PACKAGES) {
    const components = composition.map((part) => ({ ...part, documentModel: 'none' as const }))
    const productId = integration ? (products.get(integration) ?? null) : null
    const values = { ...sample, productId, components, suspendOnDebt: true, active: true }
    packages.set(sample.code, (await savePackage(tx, { values, actor: ACTOR })).id)
  }
  return packages
}

const addPlans = async (tx: EntityManager, packages: ReadonlyMap<string, number>): Promise<Map<string, number>> => {
  const plans = new Map<string, number>()
  for (const sample of SAMPLE_PLANS) {
    const links = sample.packages.map(({ code, mandatory }) => ({
      packageId: packages.get(code) ?? 0,
      mandatory,
      priceOverrideCents: null,
    }))
    const values = { ...sample, active: true, packages: links }
    plans.set(sample.name, (await savePlan(tx, { values, actor: ACTOR })).id)
  }
  return plans
}

const addCustomers = async (tx: EntityManager, input: SampleInput): Promise<void> => {
  const packages = await addPackages(tx, await addIntegrations(tx, input))
  const plans = await addPlans(tx, packages)
  const consent = { consentChannel: 'contrato', actor: ACTOR } as const
  for (const [index, service] of sampleServices(SAMPLE_CUSTOMERS.length).entries()) {
    const customer = SAMPLE_CUSTOMERS[index]
    if (!customer) continue
    const { id: customerId } = await saveCustomer(tx, { values: customer, actor: ACTOR })
    const terms = { customerId, planId: plans.get(service.plan) ?? 0, dueDay: service.dueDay, ...consent }
    const activate = service.situation !== 'awaiting-installation'
    const { id: serviceId } = await addService(tx, { ...terms, activate }, input.domain)
    for (const code of service.extraPackages) {
      await linkPackage(tx, { serviceId, packageId: packages.get(code) ?? 0, ...consent }, input.domain)
    }
  }
}

const change: Partial<Record<SampleSituation, (tx: EntityManager, serviceId: number) => Promise<void>>> = {
  'suspended-for-debt': (tx, serviceId) =>
    suspendService(tx, { serviceId, kind: 'debt', actor: ACTOR, origin: 'host' }),
  'suspended-on-request': (tx, serviceId) => suspendService(tx, { serviceId, kind: 'request', actor: ACTOR }),
  canceled: (tx, serviceId) => cancelService(tx, { serviceId, reason: 'Mudança de endereço', actor: ACTOR }),
}

// Apart from their creation: what was never created on a platform can't be blocked or removed there.
const changeSituations = async (tx: EntityManager): Promise<void> => {
  const services: { id: number; document: string }[] = await tx.query(
    `select sv.id, c.document from content_platforms.customer_service sv
     join content_platforms.customer c on c.id = sv.customer_id`,
  )
  for (const [index, { situation }] of sampleServices(SAMPLE_CUSTOMERS.length).entries()) {
    const document = SAMPLE_CUSTOMERS[index]?.document
    const service = services.find((candidate) => candidate.document === document)
    if (service) await change[situation]?.(tx, service.id)
  }
  const mark = { at: new Date(), actor: ACTOR.id, action: LOADED, resource: 'sample', recordId: '1' }
  await tx.getRepository(AuditEntry).save(mark)
}

/** Loads the sample provider once, through the use cases, so that its platforms receive real webhooks. */
export const loadSample = async (input: SampleInput): Promise<void> => {
  const { dataSource } = input
  if (await dataSource.getRepository(AuditEntry).existsBy({ action: LOADED })) return
  const isEmpty =
    (await dataSource.getRepository(Customer).count()) + (await dataSource.getRepository(ContentPackage).count()) === 0
  if (isEmpty) {
    await dataSource.transaction(async (tx) => {
      await addUsers(tx)
      await addCustomers(tx, input)
    })
  }
  await dataSource.transaction(changeSituations)
}
