import type { DataSource } from 'typeorm'
import { ContentPackage } from '../../../src/entities/content-package.js'
import { Customer } from '../../../src/entities/customer.js'
import { CustomerService } from '../../../src/entities/customer-service.js'
import { Integration } from '../../../src/entities/integration.js'
import { PackageSubscription } from '../../../src/entities/package-subscription.js'
import { Plan } from '../../../src/entities/plan.js'
import { Product } from '../../../src/entities/product.js'
import { ServiceStatus } from '../../../src/entities/service-status.js'
import { WebhookEvent } from '../../../src/entities/webhook-event.js'
import { PanelResource, type PanelResourceOptions } from '../../../src/panel/panel-resource.js'
import { createTestDatabase, type TestDatabase } from '../../support/database.js'
import { type ResourceServer, serveResources } from '../../support/resource-server.js'
import { upstreamResource } from '../../support/upstream-panel.js'

/** `phone` is never shown, `externalId` is shown but not edited: what a resource may declare of any column. */
const customerOptions = {
  properties: {
    phone: { isVisible: false },
    externalId: { isVisible: { list: true, show: true, edit: false, filter: true } },
    createdAt: { isVisible: { list: true, show: true, edit: true, filter: true } },
  },
}
const subscriptionOptions = {
  properties: {
    serviceId: { type: 'reference', reference: 'CustomerService' },
    packageId: { type: 'reference', reference: 'ContentPackage' },
  },
}
const serviceOptions = { properties: { customerId: { type: 'reference', reference: 'Customer' } } }

export interface World {
  db: TestDatabase
  dataSource: DataSource
  /** Our adapter over the schema's entities. */
  ours: ResourceServer
  /** @adminjs/typeorm's own adapter over the same tables with the same options. */
  upstream: ResourceServer
  /** A customer's id; every unique column is made from `code`. */
  addCustomer(code: string, values?: Partial<Customer>): Promise<number>
  close(): Promise<void>
}

/** The same tables behind both adapters: what the traps of upstream's do, and that ours does not. */
export const createWorld = async (): Promise<World> => {
  const db = await createTestDatabase()
  const { dataSource } = db
  const of = (options: Omit<PanelResourceOptions<object>, 'dataSource'>) =>
    new PanelResource({ dataSource, ...options })
  const ours = await serveResources([
    {
      resource: of({
        entity: Customer,
        id: 'Customer',
        choices: { personType: ['pf', 'pj'] },
        searchIn: ['name', 'code', 'document'],
      }),
      options: customerOptions,
    },
    {
      resource: of({ entity: ContentPackage, id: 'ContentPackage', references: { productId: 'Product' } }),
      options: {},
    },
    {
      resource: of({
        entity: CustomerService,
        id: 'CustomerService',
        references: { customerId: 'Customer', planId: 'Plan', statusId: 'ServiceStatus' },
      }),
      options: {},
    },
    {
      resource: of({
        entity: PackageSubscription,
        id: 'PackageSubscription',
        references: { serviceId: 'CustomerService', packageId: 'ContentPackage' },
      }),
      options: {},
    },
    { resource: of({ entity: Plan, id: 'Plan' }), options: {} },
    { resource: of({ entity: ServiceStatus, id: 'ServiceStatus' }), options: { titleProperty: 'label' } },
    { resource: of({ entity: Product, id: 'Product', references: { integrationId: 'Integration' } }), options: {} },
    { resource: of({ entity: Integration, id: 'Integration' }), options: { titleProperty: 'description' } },
    { resource: of({ entity: WebhookEvent, id: 'WebhookEvent' }), options: { titleProperty: 'type' } },
  ])
  const upstream = await serveResources([
    { resource: upstreamResource(dataSource, Customer), options: customerOptions },
    { resource: upstreamResource(dataSource, ContentPackage), options: {} },
    { resource: upstreamResource(dataSource, CustomerService), options: serviceOptions },
    { resource: upstreamResource(dataSource, PackageSubscription), options: subscriptionOptions },
    { resource: upstreamResource(dataSource, WebhookEvent), options: {} },
  ])
  return {
    db,
    dataSource,
    ours,
    upstream,
    addCustomer: async (code, values = {}) => {
      const repository = dataSource.getRepository(Customer)
      return (await repository.save(repository.create({ code, name: `Customer ${code}`, personType: 'pf', ...values })))
        .id
    },
    close: async () => {
      await ours.close()
      await upstream.close()
      await db.drop()
    },
  }
}
