import {
  type ActionContext,
  type AdminJS,
  BaseResource,
  type Filter,
  type ParamsType,
  type PropertyDecorator,
  type ResourceOptions,
} from 'adminjs'
import type { DataSource, ObjectLiteral } from 'typeorm'
import type { EntityMetadata } from 'typeorm/metadata/EntityMetadata.js'
import { type Actor, actorOf, roleOf } from './actor.js'
import { guardActions } from './guard-actions.js'
import { ColumnProperty, ComputedProperty } from './panel-property.js'
import { MissingRecord, PanelRecord } from './panel-record.js'
import type { PanelResourceOptions } from './panel-resource-options.js'
import { type FindOptions, type Narrowed, RowReader } from './row-reader.js'
import { RowWriter } from './row-writer.js'
import { toValidationError, translateError } from './translate-error.js'
import { pickParams, searchablePaths, sentPaths, writableProperties } from './visible-paths.js'

export type { PanelResourceOptions, SaveRequest } from './panel-resource-options.js'

type Filters = Pick<Filter, 'filters'>

const narrowedBy = (filter: Filters | undefined, currentAdmin: unknown): Narrowed => ({
  filters: filter?.filters,
  role: roleOf(currentAdmin),
})

/**
 * An entity as AdminJS sees it. Writes run in one transaction and never pretend: what fails at save or at commit is
 * told. Only declared properties are read, searched, sent and written. Its actions ask {@link guardActions} by
 * themselves. Expects one primary column, and an integer one where `save` or `remove` are given.
 */
export class PanelResource<E extends ObjectLiteral = ObjectLiteral> extends BaseResource {
  private readonly propertiesByPath: ReadonlyMap<string, ColumnProperty | ComputedProperty>
  private readonly primary: ColumnProperty
  private readonly reader: RowReader<E>
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
    this.reader = new RowReader(options, primary, (path) =>
      this.searchablePaths().has(path) ? this.property(path) : null,
    )
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

  override count(filter?: Filters, context?: ActionContext): Promise<number> {
    return this.reader.count(narrowedBy(filter, context?.currentAdmin))
  }

  override async find(filter?: Filters, page: FindOptions = {}, context?: ActionContext): Promise<PanelRecord[]> {
    return this.toRecords(await this.reader.find({ ...page, ...narrowedBy(filter, context?.currentAdmin) }))
  }

  /** Rows that a reference picker offers for a text, at most `limit`; further filters narrow them. */
  async search(
    text: string,
    { filter, limit = 50, currentAdmin }: { filter?: Filters; limit?: number; currentAdmin?: unknown } = {},
  ): Promise<PanelRecord[]> {
    const title = this.property(this.decorate().titleProperty().propertyPath)
    const { searchIn = title ? [title.path()] : [] } = this.options
    const columns = searchIn.flatMap((path) => this.property(path) ?? [])
    const narrowed = narrowedBy(filter, currentAdmin)
    return this.toRecords(await this.reader.search(text, { limit, columns, title, ...narrowed }))
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

  private async findByIds(ids: readonly unknown[]): Promise<PanelRecord[]> {
    return this.toRecords(await this.reader.byIds(ids))
  }

  private toRecords(rows: readonly Record<string, unknown>[]): PanelRecord[] {
    return rows.map((row) => new PanelRecord(row, this))
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
