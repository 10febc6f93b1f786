import type { Touches } from '../domain/touches.js'
import { ContentPackage } from '../entities/content-package.js'
import { CustomerService } from '../entities/customer-service.js'
import { Integration } from '../entities/integration.js'
import { PackageSubscription } from '../entities/package-subscription.js'
import { Product } from '../entities/product.js'
import { ServiceBlock } from '../entities/service-block.js'
import { ServiceStatus } from '../entities/service-status.js'

type Row = Record<string, unknown>

export interface Watch {
  /** Columns whose change can change what a platform must know; any other update is let pass. */
  columns: ReadonlySet<string>
  /** Notes the row; false when it lacks the ids that this takes, as after a set-based statement. */
  touch(row: Row, touches: Touches): boolean
}

const add = (ids: Set<number>, id: unknown): boolean => {
  if (typeof id !== 'number') return false
  ids.add(id)
  return true
}

/** Which saves matter to the platforms, and what each of them touches. */
export const WATCHED: ReadonlyMap<unknown, Watch> = new Map<unknown, Watch>([
  [
    PackageSubscription,
    {
      columns: new Set(['serviceId', 'packageId', 'expiresOn', 'removedAt']),
      touch: (row, touches) => {
        touches.linksChanged = true
        return add(touches.services, row.serviceId)
      },
    },
  ],
  [
    CustomerService,
    {
      columns: new Set(['customerId', 'statusId', 'trustUnlockUntil']),
      touch: (row, touches) => {
        touches.statusesChanged = true
        return add(touches.services, row.id)
      },
    },
  ],
  [
    ServiceBlock,
    {
      columns: new Set(['serviceId', 'kind', 'closedAt']),
      touch: (row, touches) => add(touches.services, row.serviceId),
    },
  ],
  [
    ContentPackage,
    {
      columns: new Set(['productId', 'suspendOnDebt']),
      touch: (row, touches) => {
        touches.linksChanged = true
        return add(touches.packages, row.id)
      },
    },
  ],
  [Product, { columns: new Set(['integrationId']), touch: (row, touches) => add(touches.products, row.id) }],
  [
    Integration,
    {
      columns: new Set(['sendSuspendResume', 'suspendOnPartial', 'active']),
      touch: (row, touches) => add(touches.integrations, row.id),
    },
  ],
  [
    ServiceStatus,
    { columns: new Set(['contentEffect', 'blockKind']), touch: (row, touches) => add(touches.statuses, row.id) },
  ],
])
