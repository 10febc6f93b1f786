import {
  type ActionContext,
  type AdminJS,
  BaseResource,
  type Filter,
  type ParamsType,
  type PropertyDecorator,
  type ResourceOptions,
} from 'adminjs'
import {
  type DataSource,
  type EntityManager,
  type FindOptionsWhere,
  In,
  type ObjectLiteral,
  type Repository,
} from 'typeorm'
import type { EntityMetadata } from 'typeorm/metadata/EntityMetadata.js'
import { type Actor, actorOf, roleOf } from './actor.js'
import { estimateRows } from './count-rows.js'
import { type Condition, filterCondition, NOTHING } from './filter-conditions.js'
import { guardActions } from './guard-actions.js'
import { MAX_PAGE, MAX_PER_PAGE } from './page-limits.js'
import { ColumnProperty, ComputedProperty } from './panel-property.js'
import { MissingRecord, PanelRecord } from './panel-record.js'
import type { PanelResourceOptions } from './panel-resource-options.js'
import { parseRecordId } from './record-id.js'
import { RowWriter } from './row-writer.js'
import { searchCondition } from './search-condition.js'
import { readingManager } from './transaction.js'
import { toValidationError, translateError } from './translate-error.js'
import { pickParams, searchablePaths, sentPaths, writableProperties } from './visible-paths.js'

export type { PanelResourceOptions, SaveRequest } from './panel-resource-options.js'

interface FindOptions {
  limit?: number
  offset?: number
  sort?: { sortBy?: string; direction?: 'asc' | 'desc' }
}

type Filters = Pick<Filter, 'filters'>

const bounded = (
  value: unknown,
  { start, max, fallback }: { start: number; max: number; fallback: number },
): number => {
  const number = Math.trunc(Number(value))
  return Number.isFinite(number) && number >= start ? Math.min(number, max) : fallback
}

/**
 * An entity as AdminJS sees it. Writes run in one transaction and never pretend: what fails at save or at commit is
 * told. Only declared properties are read, searched, sent and written. Its actions ask {@link guardActions} by
 * themselves. Expects one primary column, and an integer one where `save` or `remove` are given.
 */
export class PanelResource<E extends ObjectLiteral = ObjectLiteral> extends BaseResource {
  private readonly propertiesByPath: ReadonlyMap<string, ColumnProperty | ComputedProperty>
  private readonly primary: ColumnProperty
  private readonly writer: RowWriter<E>
  private sent: ReadonlySet<string> | undefined
  private searchable: ReadonlySet<string> | undefined

  constructor(private readonly options: PanelResourceOptions<E>) {
    super(options)
    const { references = {}, choices = {}, virtual = [] } = options
    const columns = this.metadata.columns.map((column, position) => {
      const path = column.propertyPath
      return new ColumnProperty(column, { position, reference: references[path], choices: choices[path] })
    })
    const computed = virtual.map((property, index) => new ComputedProperty(property, columns.length + index))
    this.propertiesByPath = new Map([...columns, ...computed].map((property) => [property.path(), property]))
    const primary = columns.find((property) => property.isId())
    if (!primary) throw new TypeError(`${options.id}: the entity has no primary column`)
    this.primary = primary
    this.writer = new RowWriter(options, primary, () => this.writableProperties())
  }

  static override isAdapterFor(): boolean {
    return false
  }

  get dataSource(): DataSource {
    return this.options.dataSource
  }

  get metadata(): EntityMetadata {
    return this.options.dataSource.getMetadata(this.options.entity)
  }

  override databaseName(): string {
    return this.metadata.schema ?? 'public'
  }

  override databaseType(): string {
    return 'postgres'
  }

  override id(): string {
    return this.options.id
  }

  idName(): string {
    return this.primary.path()
  }

  override properties(): (ColumnProperty | ComputedProperty)[] {
    return [...this.propertiesByPath.values()]
  }

  override property(path: string): ColumnProperty | ComputedProperty | null {
    return this.propertiesByPath.get(path) ?? null
  }

  override assignDecorator(admin: AdminJS, options: ResourceOptions = {}): void {
    this.sent = undefined
    this.searchable = undefined
    super.assignDecorator(admin, { ...options, actions: guardActions(this.id(), options.actions ?? {}) })
  }

  /** Paths whose values may reach a browser. */
  sentPaths(): ReadonlySet<string> {
    const version = this.metadata.versionColumn?.propertyPath
    this.sent ??= sentPaths(this, [this.idName(), ...(version ? [version] : [])])
    return this.sent
  }

  /** Paths that a list may be filtered and sorted by. */
  searchablePaths(): ReadonlySet<string> {
    const { masked = [] } = this.options
    this.searchable ??= new Set([...searchablePaths(this)].filter((path) => !masked.includes(path)))
    return this.searchable
  }

  /** Properties that a form may write. */
  writableProperties(): PropertyDecorator[] {
    return writableProperties(this)
  }

  override async count(filter?: Filters, context?: ActionContext): Promise<number> {
    const tx = readingManager(this.dataSource)
    const conditions = this.conditionsOf(filter, context?.currentAdmin)
    if (conditions.length === 0) {
      const estimate = await estimateRows(tx, this.metadata)
      if (estimate !== null) return estimate
    }
    return this.select(tx, conditions).getCount()
  }

  override async find(
    filter?: Filters,
    { limit, offset, sort = {} }: FindOptions = {},
    context?: ActionContext,
  ): Promise<PanelRecord[]> {
    const tx = readingManager(this.dataSource)
    const { sortBy = '', direction } = sort
    const sorted = this.searchablePaths().has(sortBy) ? this.property(sortBy) : null
    const query = this.select(tx, this.conditionsOf(filter, context?.currentAdmin))
      .limit(bounded(limit, { start: 1, max: MAX_PER_PAGE, fallback: 10 }))
      .offset(bounded(offset, { start: 0, max: MAX_PAGE * MAX_PER_PAGE, fallback: 0 }))
    const order = direction === 'desc' ? 'DESC' : 'ASC'
    if (sorted instanceof ColumnProperty) query.orderBy(`row.${sorted.path()}`, order)
    // Rows that are alike in the sorted column must not change places between two pages.
    if (sorted !== this.primary) query.addOrderBy(`row.${this.idName()}`, order)
    return this.toRecords(tx, await query.getMany())
  }

  /** Rows that a reference picker offers for a text, at most `limit`; further filters narrow them. */
  async search(
    text: string,
    { filter, limit = 50, currentAdmin }: { filter?: Filters; limit?: number; currentAdmin?: unknown } = {},
  ): Promise<PanelRecord[]> {
    const tx = readingManager(this.dataSource)
    const title = this.property(this.decorate().titleProperty().propertyPath)
    const { searchIn = title ? [title.path()] : [], searchWhere } = this.options
    const columns = searchIn.flatMap((path) => this.property(path) ?? [])
    const query = this.select(tx, this.conditionsOf(filter, currentAdmin)).limit(limit)
    const condition = searchCondition(columns, text, { role: roleOf(currentAdmin), searchWhere })
    if (condition) query.andWhere(`(${condition.sql})`, condition.parameters)
    if (title instanceof ColumnProperty) query.orderBy(`row.${title.path()}`)
    return this.toRecords(tx, await query.addOrderBy(`row.${this.idName()}`).getMany())
  }

  override async findOne(id: string | number, context?: ActionContext): Promise<PanelRecord | null> {
    const [found] = await this.findByIds([id])
    if (found) return found
    const isAsked = context?.resource === this && context.action?.isRecordType()
    return isAsked ? new MissingRecord(this) : null
  }

  override async findMany(ids: (string | number)[], context?: ActionContext): Promise<PanelRecord[]> {
    const found = await this.findByIds(ids)
    const isAsked = context?.resource === this && context.action?.isBulkType()
    return found.length === 0 && isAsked ? [new MissingRecord(this)] : found
  }

  override build(params: Record<string, unknown>): PanelRecord {
    const { [this.idName()]: _id, ...rest } = params ?? {}
    return new PanelRecord(rest, this)
  }

  override async create(params: Record<string, unknown>, context?: ActionContext): Promise<ParamsType> {
    return this.orValidationError(async () =>
      this.paramsOf(await this.write(params, { actor: actorOf(context?.currentAdmin) })),
    )
  }

  override async update(id: string, params: Record<string, unknown>, context?: ActionContext): Promise<ParamsType> {
    return this.orValidationError(async () =>
      this.paramsOf(await this.write(params, { id, actor: actorOf(context?.currentAdmin) })),
    )
  }

  override async delete(id: string, context?: ActionContext): Promise<void> {
    await this.orValidationError(() => this.remove([id], actorOf(context?.currentAdmin)))
  }

  /** {@link RowWriter.write} */
  write(payload: Readonly<Record<string, unknown>>, target: { id?: unknown; actor: Actor }): Promise<string | number> {
    return this.writer.write(payload, target)
  }

  /** {@link RowWriter.remove} */
  remove(ids: readonly unknown[], actor: Actor): Promise<void> {
    return this.writer.remove(ids, actor)
  }

  private repository(tx: EntityManager): Repository<E> {
    return tx.getRepository(this.options.entity)
  }

  private conditionsOf(filter: Filters | undefined, currentAdmin: unknown): Condition[] {
    return Object.entries(filter?.filters ?? {}).flatMap(([path, { value }], index) => {
      const property = this.searchablePaths().has(path) ? this.property(path) : null
      return filterCondition(property, value, { name: `filter${index}`, role: roleOf(currentAdmin) }) ?? []
    })
  }

  private select(tx: EntityManager, conditions: readonly Condition[]) {
    const query = this.repository(tx).createQueryBuilder('row')
    for (const { sql, parameters } of conditions.includes(NOTHING) ? [NOTHING] : conditions)
      query.andWhere(`(${sql})`, parameters)
    return query
  }

  private async findByIds(ids: readonly unknown[]): Promise<PanelRecord[]> {
    const known = ids.flatMap((id) => parseRecordId(this.primary.kind, id) ?? []).slice(0, MAX_PER_PAGE)
    if (known.length === 0) return []
    const tx = readingManager(this.dataSource)
    const where = { [this.idName()]: In(known) } as FindOptionsWhere<E>
    return this.toRecords(tx, await this.repository(tx).find({ where }))
  }

  private async toRecords(tx: EntityManager, rows: readonly E[]): Promise<PanelRecord[]> {
    const loaded = rows.length > 0 ? await this.options.load?.(tx, rows) : undefined
    return rows.map((row) => new PanelRecord({ ...row, ...loaded?.get(row[this.idName()]) }, this))
  }

  private async paramsOf(id: string | number): Promise<ParamsType> {
    const record = await this.findOne(id)
    return pickParams(record?.params ?? {}, this.sentPaths()) as ParamsType
  }

  private async orValidationError<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      const refusal = await translateError(error, { dataSource: this.dataSource, metadata: this.metadata })
      throw toValidationError(refusal, this.idName())
    }
  }
}
