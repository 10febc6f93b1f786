import type { Touches } from '../domain/touches.js'
import { ContentPackage } from '../entities/content-package.js'
import { Customer } from '../entities/customer.js'
import { CustomerService } from '../entities/customer-service.js'
import { Integration } from '../entities/integration.js'
import { PackageSubscription } from '../entities/package-subscription.js'
import { Product } from '../entities/product.js'
import { ServiceBlock } from '../entities/service-block.js'
import { ServiceStatus } from '../entities/service-status.js'
import type { ErrorCode } from '../errors.js'
import { UPDATED_FIELDS } from '../events/stored-data.js'

type Row = Record<string, unknown>

export interface Watch {
  /** Columns whose change can change what a platform must know; any other update is let pass. */
  columns: ReadonlySet<string>
  /** Property that names what a change of the row touches. */
  id: string
  /** A new row means nothing to anybody yet, so it may also be inserted outside a transaction. */
  updatesOnly?: true
  /** Why its rows may not be deleted one by one either. */
  keep?: ErrorCode
  /** Notes the row. `changed` tells of each column whether it was; of all of them for a new row. */
  touch(row: Row, touches: Touches, changed: (column: string) => boolean): void
}

/** The id that a row touches; null when it is not known, as before or after a set-based statement. */
export const touchedId = (watch: Watch, row: Row): number | null => {
  const id = row[watch.id]
  return typeof id === 'number' ? id : null
}

const idOf = (row: Row, property: string): number => row[property] as number

/** Which saves matter to the platforms, and what each of them touches. */
export const WATCHED: ReadonlyMap<unknown, Watch> = new Map<unknown, Watch>([
  [
    PackageSubscription,
    {
      columns: new Set(['serviceId', 'packageId', 'expiresOn', 'removedAt', 'continuesId']),
      id: 'serviceId',
      keep: 'RECORD_IN_USE', // BR-24: with the row, what its platform was told would be forgotten
      touch: (row, touches, changed) => {
        touches.services.add(idOf(row, 'serviceId'))
        if (changed('serviceId') || changed('packageId')) touches.linkedPackages.add(idOf(row, 'packageId'))
      },
    },
  ],
  [
    CustomerService,
    {
      columns: new Set(['customerId', 'statusId', 'trustUnlockUntil', 'previousServiceId']),
      id: 'id',
      touch: (row, touches, changed) => {
        touches.services.add(idOf(row, 'id'))
        if (changed('statusId')) touches.statusesChanged = true
      },
    },
  ],
  [
    ServiceBlock,
    {
      columns: new Set(['serviceId', 'kind', 'closedAt']),
      id: 'serviceId',
      touch: (row, touches) => touches.services.add(idOf(row, 'serviceId')),
    },
  ],
  [
    ContentPackage,
    {
      columns: new Set(['productId', 'suspendOnDebt']),
      id: 'id',
      touch: (row, touches, changed) => {
        touches.packages.add(idOf(row, 'id'))
        if (changed('productId')) touches.linkedPackages.add(idOf(row, 'id'))
      },
    },
  ],
  [
    Product,
    {
      columns: new Set(['integrationId']),
      id: 'id',
      touch: (row, touches) => touches.products.add(idOf(row, 'id')),
    },
  ],
  [
    Integration,
    {
      columns: new Set(['sendSuspendResume', 'suspendOnPartial', 'eventTypes', 'active']),
      id: 'id',
      touch: (row, touches) => touches.integrations.add(idOf(row, 'id')),
    },
  ],
  [
    Customer,
    {
      columns: new Set(UPDATED_FIELDS),
      id: 'id',
      updatesOnly: true,
      touch: (row, touches, changed) => {
        const fields = touches.customers.get(idOf(row, 'id')) ?? new Set()
        for (const field of UPDATED_FIELDS) if (changed(field)) fields.add(field)
        touches.customers.set(idOf(row, 'id'), fields)
      },
    },
  ],
  [
    ServiceStatus,
    {
      columns: new Set(['contentEffect', 'blockKind']),
      id: 'id',
      touch: (row, touches) => touches.statuses.add(idOf(row, 'id')),
    },
  ],
])
