import type {
  EntitySubscriberInterface,
  InsertEvent,
  QueryRunner,
  RemoveEvent,
  TransactionCommitEvent,
  TransactionRollbackEvent,
  UpdateEvent,
} from 'typeorm'
import { forgetTouches, isTrackedWrite, peekTouches, type Touches, touchesOf } from '../domain/touches.js'
import { DomainError } from '../errors.js'
import { WATCHED, type Watch } from './watched-entities.js'

type Row = Record<string, unknown>

interface FactSubscriberOptions {
  /** Computes what the touched facts mean and records the events; runs before COMMIT, in the same transaction. */
  record(runner: QueryRunner, touches: Touches): Promise<void>
  /** Called after a commit that recorded something; a hint, nothing depends on it. */
  committed(): void
}

// TypeORM calls the transaction hooks for savepoints too and tells their depth nowhere in its public types.
const isOutermost = (runner: QueryRunner): boolean =>
  (runner as QueryRunner & { transactionDepth: number }).transactionDepth <= 1

const refuseUntracked = (runner: QueryRunner, target: unknown): never => {
  throw new DomainError('UNTRACKED_WRITE', {
    entity: typeof target === 'function' ? target.name : String(target),
    inTransaction: runner.isTransactionActive,
  })
}

/**
 * The after-save hook: notes which facts a transaction touches and, when its outermost level commits, has their events
 * recorded in it. Once per transaction, however many rows were saved. An error there rolls everything back.
 *
 * Pushed to `dataSource.subscribers` as an instance. Does not see `save(…, { listeners: false })` nor raw SQL.
 */
export const createFactSubscriber = (options: FactSubscriberOptions): EntitySubscriberInterface => {
  const recorded = new WeakSet<QueryRunner>()
  const watchOf = (target: unknown): Watch | undefined => WATCHED.get(target)

  // Before the statement, because outside a transaction there is nothing that could be rolled back after it.
  const requireTracked = (runner: QueryRunner, target: unknown, hasIds: boolean): void => {
    if (!watchOf(target) || isTrackedWrite(runner)) return
    if (!hasIds || !runner.isTransactionActive) refuseUntracked(runner, target)
  }

  const touch = (runner: QueryRunner, target: unknown, rows: readonly (Row | undefined)[]): void => {
    const watch = watchOf(target)
    if (!watch || isTrackedWrite(runner)) return
    const touches = touchesOf(runner)
    const known = rows.filter((row) => row !== undefined)
    if (known.length === 0 || !known.every((row) => watch.touch(row, touches))) refuseUntracked(runner, target)
  }

  return {
    beforeInsert: ({ queryRunner, metadata, entity }: InsertEvent<Row>) =>
      requireTracked(queryRunner, metadata.target, entity !== undefined),
    afterInsert: ({ queryRunner, metadata, entity }: InsertEvent<Row>) => touch(queryRunner, metadata.target, [entity]),

    beforeUpdate: ({ queryRunner, metadata, databaseEntity }: UpdateEvent<Row>) =>
      requireTracked(queryRunner, metadata.target, databaseEntity !== undefined),
    afterUpdate: ({ queryRunner, metadata, entity, databaseEntity, updatedColumns }: UpdateEvent<Row>) => {
      const columns = watchOf(metadata.target)?.columns
      if (!columns || !updatedColumns.some(({ propertyName }) => columns.has(propertyName))) return
      touch(queryRunner, metadata.target, [databaseEntity, { ...databaseEntity, ...entity }])
    },

    beforeRemove: ({ queryRunner, metadata, databaseEntity }: RemoveEvent<Row>) =>
      requireTracked(queryRunner, metadata.target, databaseEntity !== undefined),
    afterRemove: ({ queryRunner, metadata, databaseEntity }: RemoveEvent<Row>) =>
      touch(queryRunner, metadata.target, [databaseEntity]),

    async beforeTransactionCommit({ queryRunner }: TransactionCommitEvent) {
      if (!isOutermost(queryRunner)) return
      const touches = peekTouches(queryRunner)
      if (!touches) return
      // Forgotten only once recorded: a host that commits again after an error must meet the error again.
      await options.record(queryRunner, touches)
      forgetTouches(queryRunner)
      recorded.add(queryRunner)
    },
    afterTransactionCommit({ queryRunner }: TransactionCommitEvent) {
      if (queryRunner.isTransactionActive || !recorded.delete(queryRunner)) return
      options.committed()
    },
    afterTransactionRollback({ queryRunner }: TransactionRollbackEvent) {
      // A rollback to a savepoint keeps what the outer levels touched: they may still commit.
      if (queryRunner.isTransactionActive) return
      forgetTouches(queryRunner)
      recorded.delete(queryRunner)
    },
  }
}
