import { type SyncResult, syncProducts } from '../domain/sync-products.js'
import type { PanelContext } from '../panel/panel-context.js'
import { type MessageResult, recordAction } from '../panel/record-action.js'
import { runInTransaction } from '../panel/transaction.js'
import type { PanelAction } from './panel-action.js'

const describeSync = (result: SyncResult, listed: number): MessageResult => {
  const { created, updated, retired } = result
  if (updated + retired > 0) return { message: 'productsSynced', params: { created, updated, retired } }
  if (created > 0) return { message: created === 1 ? 'productCreated' : 'productsCreated', params: { count: created } }
  if (listed === 0) return { message: 'noProductsListed' }
  return { message: listed === 1 ? 'productUpToDate' : 'productsUpToDate', params: { count: listed } }
}

/** *Produtos › Sincronizar produtos* (BR-10, BR-11): the gateway is asked first, outside the transaction that saves. */
export const syncProductsAction = ({ dataSource, listProducts }: PanelContext): PanelAction => ({
  actionType: 'record',
  parent: 'products',
  icon: 'RefreshCw',
  component: false,
  handler: recordAction(
    dataSource,
    async (integrationId, _payload, { actor }) => {
      const listed = await listProducts(integrationId)
      const result = await runInTransaction(dataSource, (tx) => syncProducts(tx, { integrationId, listed, actor }))
      return describeSync(result, listed.length)
    },
    { outsideTransaction: true },
  ),
})
