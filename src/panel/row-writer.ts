import type { PropertyDecorator } from 'adminjs'
import type { EntityManager, FindOptionsWhere, ObjectLiteral } from 'typeorm'
import { DomainError } from '../errors.js'
import type { Actor } from './actor.js'
import { readFormValues } from './form-values.js'
import type { ColumnProperty } from './panel-property.js'
import type { PanelResourceOptions } from './panel-resource-options.js'
import { parseRecordId } from './record-id.js'
import { runInTransaction } from './transaction.js'

/** Writes an entity's rows for a resource: by the resource's use cases, or the rows themselves without them. */
export class RowWriter<E extends ObjectLiteral> {
  constructor(
    private readonly options: PanelResourceOptions<E>,
    private readonly primary: ColumnProperty,
    private readonly writableProperties: () => PropertyDecorator[],
  ) {}

  /**
   * Saves a posted form as a new row, or as the row with `id`, in one transaction. Resolves to the id after the commit;
   * rejects with `INVALID_INPUT`, `NOT_FOUND`, `CONFLICT` when the posted version is not the row's, or what the
   * database says. An id in the form is ignored.
   */
  async write(
    payload: Readonly<Record<string, unknown>>,
    { id: entered, actor }: { id?: unknown; actor: Actor },
  ): Promise<string | number> {
    const { dataSource, save } = this.options
    const id = entered === undefined ? undefined : this.existingId(entered)
    const version = id === undefined ? undefined : this.postedVersion(payload)
    const properties = this.writableProperties()
    const values = readFormValues(payload, { properties, isLeftToUseCase: save !== undefined })
    return runInTransaction(dataSource, async (tx) => {
      if (!save) return this.saveRow(tx, { id, version, values })
      const target = { ...(id === undefined ? {} : { id: Number(id) }), ...(version === undefined ? {} : { version }) }
      return (await save(tx, { ...target, values, actor })).id
    })
  }

  /** Removes rows in one transaction: all of them or none. Rejects with `NOT_FOUND` or what the database says. */
  async remove(ids: readonly unknown[], actor: Actor): Promise<void> {
    const { dataSource, entity, remove } = this.options
    // Sorted, so that two people who remove the same rows wait for each other instead of in a circle.
    const sorted = ids.map((id) => this.existingId(id)).sort((a, b) => (a < b ? -1 : 1))
    await runInTransaction(dataSource, async (tx) => {
      for (const id of sorted) {
        if (remove) await remove(tx, { id: Number(id), actor })
        else await tx.getRepository(entity).remove(await this.lockRow(tx, id))
      }
    })
  }

  private existingId(entered: unknown): string | number {
    const id = parseRecordId(this.primary.kind, entered)
    if (id === null) throw new DomainError('NOT_FOUND')
    return id
  }

  private versionPath(): string | undefined {
    return this.options.dataSource.getMetadata(this.options.entity).versionColumn?.propertyPath
  }

  /** The version in the form; one that can't be read is none that the row ever had. */
  private postedVersion(payload: Readonly<Record<string, unknown>>): number | undefined {
    const path = this.versionPath()
    const posted = path === undefined ? undefined : payload[path]
    if (posted === undefined || posted === null || posted === '') return undefined
    if (!/^\d{1,9}$/.test(String(posted))) throw new DomainError('CONFLICT')
    return Number(posted)
  }

  private async lockRow(tx: EntityManager, id: string | number): Promise<E> {
    const where = { [this.primary.path()]: id } as FindOptionsWhere<E>
    // Whoever saves the same row at the same time waits here, and then sees the version that the first one left.
    const row = await tx.getRepository(this.options.entity).findOne({ where, lock: { mode: 'for_no_key_update' } })
    if (!row) throw new DomainError('NOT_FOUND', { id })
    return row
  }

  private async saveRow(
    tx: EntityManager,
    { id, version, values }: { id: string | number | undefined; version: number | undefined; values: ObjectLiteral },
  ): Promise<string | number> {
    const repository = tx.getRepository(this.options.entity)
    const row = id === undefined ? repository.create() : await this.lockRow(tx, id)
    const path = this.versionPath()
    if (path && version !== undefined && row[path] !== version) throw new DomainError('CONFLICT', { id })
    const saved = await repository.save(Object.assign(row, values))
    return saved[this.primary.path()] as string | number
  }
}
