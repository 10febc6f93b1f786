import type { SyncData } from '../components/integrations/integration-data.js'
import { type SyncResult, syncProducts } from '../domain/integrations/sync-products.js'
import type { PanelContext } from '../panel/panel-context.js'
import { type MessageResult, recordAction } from '../panel/record-action.js'
import { runInTransaction } from '../panel/transaction.js'
import type { PanelAction } from './panel-action.js'

/** How many names of a group reach the browser; the counts are always whole. */
const SHOWN = 200

const toData = ({ created, updated, reactivated, retired, unchanged }: SyncResult): SyncData => ({
  unchanged,
  created: { count: created.length, items: created.slice(0, SHOWN) },
  updated: { count: updated.length, items: updated.slice(0, SHOWN) },
  reactivated: { count: reactivated.length, items: reactivated.slice(0, SHOWN) },
  // Those that packages still name need somebody's attention, so they come first.
  retired: {
    count: retired.length,
    items: [...retired].sort((a, b) => b.packages.length - a.packages.length).slice(0, SHOWN),
  },
})

const describeSync = (result: SyncResult): Omit<MessageResult, 'data'> => {
  const { created, updated, reactivated, retired, unchanged } = result
  const changed = updated.length + reactivated.length + retired.length
  if (changed > 0) {
    const params = { created: created.length, updated: updated.length + reactivated.length, retired: retired.length }
    return { message: 'productsSynced', params }
  }
  const count = created.length
  if (count > 0) return { message: count === 1 ? 'productCreated' : 'productsCreated', params: { count } }
  if (unchanged === 0) return { message: 'noProductsListed' }
  return { message: unchanged === 1 ? 'productUpToDate' : 'productsUpToDate', params: { count: unchanged } }
}

/** *Produtos › Sincronizar produtos* (BR-10, BR-11): the gateway is asked first, outside the transaction that saves. */
export const syncProductsAction = ({ dataSource, listProducts }: PanelContext): PanelAction => ({
  actionType: 'record',
  parent: 'products',
  icon: 'RefreshCw',
  component: 'CpSyncProducts',
  handler: recordAction(
    dataSource,
    async (integrationId, { confirmEmpty }, { actor }) => {
      const listed = await listProducts(integrationId)
      const input = { integrationId, listed, actor, confirmEmpty: String(confirmEmpty) === 'true' }
      const result = await runInTransaction(dataSource, (tx) => syncProducts(tx, input))
      return { ...describeSync(result), data: toData(result) }
    },
    { outsideTransaction: true },
  ),
})
