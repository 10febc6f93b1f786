import { AsyncLocalStorage } from 'node:async_hooks'
import type { DataSource, EntityManager } from 'typeorm'

const managers = new AsyncLocalStorage<EntityManager>()

/** The manager of the transaction that the caller runs in; undefined outside of {@link runInTransaction}. */
export const currentManager = (): EntityManager | undefined => managers.getStore()

/** The manager to read with: that of the running transaction when it is on this data source, else the data source's. */
export const readingManager = (dataSource: DataSource): EntityManager => {
  const current = managers.getStore()
  return current?.connection === dataSource ? current : dataSource.manager
}

/**
 * Runs `work` in one transaction and joins the one that already runs, so that a handler, a resource and a hook commit
 * or fail together. Rejects with whatever `work`, a subscriber or the commit rejects with; nothing is saved then.
 */
export const runInTransaction = async <T>(
  dataSource: DataSource,
  work: (tx: EntityManager) => Promise<T>,
): Promise<T> => {
  const current = managers.getStore()
  if (current?.connection === dataSource && current.queryRunner?.isTransactionActive) return work(current)
  return dataSource.transaction((tx) => managers.run(tx, () => work(tx)))
}
