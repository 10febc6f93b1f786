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
import { touchedId, WATCHED, type Watch } from './watched-entities.js'

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

// A save leaves alone what is undefined in the entity.
const mergeRow = (before: Row, entity: Row | undefined): Row => ({
  ...before,
  ...Object.fromEntries(Object.entries(entity ?? {}).filter(([, value]) => value !== undefined)),
})

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
  const requireTracked = (runner: QueryRunner, target: unknown, isKnown: (watch: Watch) => boolean): void => {
    const watch = watchOf(target)
    if (!watch || isTrackedWrite(runner)) return
    if (!runner.isTransactionActive || !isKnown(watch)) refuseUntracked(runner, target)
  }

  const touch = (
    runner: QueryRunner,
    target: unknown,
    { rows, changed }: { rows: readonly (Row | undefined)[]; changed: (column: string) => boolean },
  ): void => {
    const watch = watchOf(target)
    if (!watch || isTrackedWrite(runner)) return
    for (const row of rows) {
      if (row && touchedId(watch, row) !== null) watch.touch(row, touchesOf(runner), changed)
    }
  }

  return {
    // Its own id a new row gets from the database, and nothing refers to it yet; the id that it refers to must be known.
    beforeInsert({ queryRunner, metadata, entity }: InsertEvent<Row>) {
      if (watchOf(metadata.target)?.updatesOnly) return
      requireTracked(queryRunner, metadata.target, (watch) => watch.id === 'id' || touchedId(watch, entity) !== null)
    },
    afterInsert({ queryRunner, metadata, entity }: InsertEvent<Row>) {
      if (watchOf(metadata.target)?.updatesOnly) return
      touch(queryRunner, metadata.target, { rows: [entity], changed: () => true })
    },

    beforeUpdate: ({ queryRunner, metadata, databaseEntity }: UpdateEvent<Row>) =>
      requireTracked(queryRunner, metadata.target, () => databaseEntity !== undefined),
    afterUpdate: ({ queryRunner, metadata, entity, databaseEntity, updatedColumns }: UpdateEvent<Row>) => {
      const columns = watchOf(metadata.target)?.columns
      const changed = new Set(updatedColumns.map(({ propertyName }) => propertyName))
      if (!columns || ![...changed].some((column) => columns.has(column))) return
      const rows = [databaseEntity, mergeRow(databaseEntity, entity)]
      touch(queryRunner, metadata.target, { rows, changed: (column) => changed.has(column) })
    },

    beforeRemove: ({ queryRunner, metadata, databaseEntity }: RemoveEvent<Row>) => {
      requireTracked(queryRunner, metadata.target, () => databaseEntity !== undefined)
      const keep = watchOf(metadata.target)?.keep
      if (keep && !isTrackedWrite(queryRunner)) throw new DomainError(keep, { id: databaseEntity.id })
    },
    afterRemove({ queryRunner, metadata, databaseEntity }: RemoveEvent<Row>) {
      if (watchOf(metadata.target)?.updatesOnly) return
      touch(queryRunner, metadata.target, { rows: [databaseEntity], changed: () => false })
    },

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
