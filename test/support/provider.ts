import type { DataSource, EntityManager } from 'typeorm'
import type { Actor } from '../../src/domain/actor.js'
import { type PackageInput, savePackage } from '../../src/domain/catalogue/save-package.js'
import { type PlanInput, savePlan } from '../../src/domain/catalogue/save-plan.js'
import { type CustomerInput, saveCustomer } from '../../src/domain/customers/save-customer.js'
import { type IntegrationInput, saveIntegration } from '../../src/domain/integrations/save-integration.js'
import { syncProducts } from '../../src/domain/integrations/sync-products.js'
import { type LinkInput, linkPackage } from '../../src/domain/packages/link-package.js'
import { type AddServiceInput, addService } from '../../src/domain/services/add-service.js'
import type { SubscriptionState } from '../../src/entities/package-subscription.js'
import type { ContentPlatformsOptions } from '../../src/options.js'
import { contentPlatforms } from '../../src/plugin.js'
import { generateEncryptionKey } from '../../src/secrets/secret-box.js'
import { createTestDatabase } from './database.js'

export const ACTOR: Actor = { id: 'ana@provedor.example', role: 'administrator' }

const GENERIC = { externalId: 'generico', code: 'GENERICO', name: 'Plataforma', generic: true }

/** Lets webhooks go to receivers on this machine. */
export const LOOPBACK = {
  allowHttp: true,
  allowedPorts: 'any',
  allowedHosts: ['127.0.0.1'],
  allowedCidrs: ['127.0.0.0/8'],
} as const satisfies ContentPlatformsOptions['endpoints']

export interface RecordedEvent {
  id: string
  type: string
  integrationId: number
  laneId: number
  sequence: number
  subscriptionId: number
  state: string
  data: Record<string, unknown> & { state: SubscriptionState; otherActiveSubscriptions: number; accountId: number }
}

export interface RecordedSubscription {
  id: number
  serviceId: number
  packageId: number
  state: SubscriptionState
  sequence: number | null
  accountId: number | null
}

/** A valid CPF made from a number. */
const cpfFrom = (seed: number): string => {
  const digits = [...String(100_000_000 + seed)].map(Number)
  for (const length of [9, 10]) {
    const sum = digits.slice(0, length).reduce((total, digit, index) => total + digit * (length + 1 - index), 0)
    digits.push(sum % 11 < 2 ? 0 : 11 - (sum % 11))
  }
  return digits.join('')
}

/** A provider on a database of its own, with the plugin installed; records are made through the use cases. */
export const createProvider = async (options: Partial<ContentPlatformsOptions> = {}) => {
  const database = await createTestDatabase()
  const content = contentPlatforms({
    dataSource: database.dataSource,
    encryptionKey: generateEncryptionKey(),
    endpoints: LOOPBACK,
    ...options,
  })
  return createProviderOn({ database, content })
}

interface Parts {
  database: Awaited<ReturnType<typeof createTestDatabase>>
  content: ReturnType<typeof contentPlatforms>
}

const createProviderOn = ({ database, content }: Parts) => {
  const { dataSource } = database
  const { domain } = content
  let made = 0
  const next = () => {
    made += 1
    return made
  }
  const inTransaction = <T>(write: (tx: EntityManager) => Promise<T>): Promise<T> => dataSource.transaction(write)

  return {
    content,
    domain,
    dataSource: dataSource as DataSource,
    url: database.url,
    connect: database.connect,
    inTransaction,

    /** An integration with its one generic product. */
    async integration(values: Partial<IntegrationInput> = {}): Promise<{ id: number; productId: number }> {
      return inTransaction(async (tx) => {
        const defaults = { gateway: 'outros', description: `Plataforma ${next()}`, url: 'http://127.0.0.1:9/hook' }
        const input = { values: { ...defaults, ...values }, actor: ACTOR }
        const { id } = await saveIntegration(tx, input, domain)
        await syncProducts(tx, { integrationId: id, listed: [GENERIC], actor: ACTOR })
        const [product] = await tx.query('select id from content_platforms.product where integration_id = $1', [id])
        return { id, productId: product.id }
      })
    },
    async package(values: Partial<PackageInput> = {}): Promise<number> {
      const number = next()
      const defaults = { code: `P${number}`, name: `Pacote ${number}`, priceCents: 2990 }
      const input = { values: { ...defaults, ...values }, actor: ACTOR }
      return (await inTransaction((tx) => savePackage(tx, input))).id
    },
    async plan(values: Partial<PlanInput> = {}): Promise<number> {
      const defaults = { name: `Plano ${next()}`, priceCents: 9990 }
      return (await inTransaction((tx) => savePlan(tx, { values: { ...defaults, ...values }, actor: ACTOR }))).id
    },
    async customer(values: Partial<CustomerInput> = {}): Promise<number> {
      const number = next()
      const defaults = { name: `Cliente ${number}`, personType: 'pf' as const, document: cpfFrom(number) }
      return (await inTransaction((tx) => saveCustomer(tx, { values: { ...defaults, ...values }, actor: ACTOR }))).id
    },
    /** A service that works, of a customer and a plan made for it unless given. */
    async service(values: Partial<AddServiceInput> = {}): Promise<number> {
      const customerId = values.customerId ?? (await this.customer())
      const planId = values.planId ?? (await this.plan())
      const defaults = { dueDay: 10, activate: true, consentChannel: 'telefone' as const, actor: ACTOR }
      const input = { ...defaults, ...values, customerId, planId }
      return (await inTransaction((tx) => addService(tx, input, domain))).id
    },
    /** Links in a transaction of the caller. */
    linkIn(tx: EntityManager, values: Pick<LinkInput, 'serviceId' | 'packageId'>) {
      return linkPackage(tx, { consentChannel: 'telefone', actor: ACTOR, ...values }, domain)
    },
    async link(serviceId: number, packageId: number, values: Partial<LinkInput> = {}): Promise<number> {
      const input: LinkInput = { serviceId, packageId, consentChannel: 'telefone', actor: ACTOR, ...values }
      return (await inTransaction((tx) => linkPackage(tx, input, domain))).id
    },
    /** Integration, package, service and link in one go. */
    async linked(values: { integration?: Partial<IntegrationInput>; package?: Partial<PackageInput> } = {}) {
      const integration = await this.integration(values.integration)
      const packageId = await this.package({ productId: integration.productId, ...values.package })
      const customerId = await this.customer()
      const serviceId = await this.service({ customerId })
      const subscriptionId = await this.link(serviceId, packageId)
      return {
        integrationId: integration.id,
        productId: integration.productId,
        packageId,
        customerId,
        serviceId,
        subscriptionId,
      }
    },

    /** Every recorded event, lane by lane in its order. */
    async events(filter: { subscriptionId?: number; integrationId?: number } = {}): Promise<RecordedEvent[]> {
      return dataSource.query(
        `select id, type, integration_id as "integrationId", lane_id as "laneId", sequence,
           subscription_id as "subscriptionId", state, data
         from content_platforms.webhook_event
         where ($1::int is null or subscription_id = $1) and ($2::int is null or integration_id = $2)
         order by lane_id, sequence`,
        [filter.subscriptionId ?? null, filter.integrationId ?? null],
      )
    },
    /** Types of the events of one subscription, without the common prefix. */
    async told(subscriptionId: number): Promise<string[]> {
      const events = await this.events({ subscriptionId })
      return events.map(({ type }) => type.replace('content.subscription.', ''))
    },
    async subscriptions(): Promise<RecordedSubscription[]> {
      return dataSource.query(
        `select id, service_id as "serviceId", package_id as "packageId", recorded_state as state,
           recorded_sequence as sequence, recorded_account_id as "accountId"
         from content_platforms.package_subscription order by id`,
      )
    },
    async subscription(id: number): Promise<RecordedSubscription> {
      const found = (await this.subscriptions()).find((subscription) => subscription.id === id)
      if (!found) throw new Error(`no subscription ${id}`)
      return found
    },
    async audit(action: string): Promise<
      {
        actor: string
        reason: string | null
        recordId: string
        before: Record<string, unknown>
        after: Record<string, unknown>
      }[]
    > {
      return dataSource.query(
        `select actor, reason, record_id as "recordId", before, after from content_platforms.audit_entry
         where action = $1 order by id`,
        [action],
      )
    },
    /** Stops the worker and drops the database. */
    async drop(): Promise<void> {
      await content.stop({ deadlineMs: 1_000 })
      await database.drop()
    },
  }
}

export type Provider = Awaited<ReturnType<typeof createProvider>>
