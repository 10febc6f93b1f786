import type { Filter } from 'adminjs'
import { type EntityManager, type FindOptionsWhere, In, type ObjectLiteral } from 'typeorm'
import type { Role } from '../entities/panel-user.js'
import { estimateRows } from './count-rows.js'
import { type Condition, filterCondition, NOTHING } from './filter-conditions.js'
import { MAX_PAGE, MAX_PER_PAGE } from './page-limits.js'
import { ColumnProperty, type ComputedProperty } from './panel-property.js'
import type { PanelResourceOptions } from './panel-resource-options.js'
import { parseRecordId } from './record-id.js'
import { searchCondition } from './search-condition.js'
import { readingManager } from './transaction.js'

type Property = ColumnProperty | ComputedProperty
type Row = Record<string, unknown>

/** What a list is narrowed by, and by whom. */
export interface Narrowed {
  filters: Filter['filters'] | undefined
  role: Role | undefined
}

/** A page as AdminJS asks for it: limits may be missing or any number. */
export interface FindOptions {
  limit?: number
  offset?: number
  sort?: { sortBy?: string; direction?: 'asc' | 'desc' }
}

interface SearchOptions extends Narrowed {
  limit: number
  /** Where the text is looked for. */
  columns: readonly Property[]
  /** By which the rows are sorted, if it is a column. */
  title: Property | null
}

const bounded = (
  value: unknown,
  { start, max, fallback }: { start: number; max: number; fallback: number },
): number => {
  const number = Math.trunc(Number(value))
  return Number.isFinite(number) && number >= start ? Math.min(number, max) : fallback
}

/** Reads an entity's rows for a resource, with what it loads besides. */
export class RowReader<E extends ObjectLiteral> {
  /** `searchable` answers with the property of a path by which lists may be filtered and sorted; null for any other. */
  constructor(
    private readonly options: PanelResourceOptions<E>,
    private readonly primary: ColumnProperty,
    private readonly searchable: (path: string) => Property | null,
  ) {}

  /** How many rows there are; an estimate where there are very many and nothing narrows them. */
  async count(narrowed: Narrowed): Promise<number> {
    const { dataSource, entity } = this.options
    const tx = readingManager(dataSource)
    const conditions = this.conditionsOf(narrowed)
    if (conditions.length === 0) {
      const estimate = await estimateRows(tx, dataSource.getMetadata(entity))
      if (estimate !== null) return estimate
    }
    return this.select(tx, conditions).getCount()
  }

  /** One page. */
  async find({ limit, offset, sort = {}, ...narrowed }: FindOptions & Narrowed): Promise<Row[]> {
    const tx = readingManager(this.options.dataSource)
    const { sortBy = '', direction } = sort
    const sorted = this.searchable(sortBy)
    const query = this.select(tx, this.conditionsOf(narrowed))
      .limit(bounded(limit, { start: 1, max: MAX_PER_PAGE, fallback: 10 }))
      .offset(bounded(offset, { start: 0, max: MAX_PAGE * MAX_PER_PAGE, fallback: 0 }))
    const order = direction === 'desc' ? 'DESC' : 'ASC'
    if (sorted instanceof ColumnProperty) query.orderBy(`row.${sorted.path()}`, order)
    // Rows that are alike in the sorted column must not change places between two pages.
    if (sorted !== this.primary) query.addOrderBy(`row.${this.primary.path()}`, order)
    return this.load(tx, await query.getMany())
  }

  /** Rows that match a text, at most `limit`. */
  async search(text: string, { limit, columns, title, ...narrowed }: SearchOptions): Promise<Row[]> {
    const tx = readingManager(this.options.dataSource)
    const query = this.select(tx, this.conditionsOf(narrowed)).limit(limit)
    const { searchWhere } = this.options
    const condition = searchCondition(columns, text, { role: narrowed.role, searchWhere })
    if (condition) query.andWhere(`(${condition.sql})`, condition.parameters)
    if (title instanceof ColumnProperty) query.orderBy(`row.${title.path()}`)
    return this.load(tx, await query.addOrderBy(`row.${this.primary.path()}`).getMany())
  }

  /** The rows with these ids, a page of them at most; what is no id names none. */
  async byIds(ids: readonly unknown[]): Promise<Row[]> {
    const known = ids.flatMap((id) => parseRecordId(this.primary.kind, id) ?? []).slice(0, MAX_PER_PAGE)
    if (known.length === 0) return []
    const tx = readingManager(this.options.dataSource)
    const where = { [this.primary.path()]: In(known) } as FindOptionsWhere<E>
    return this.load(tx, await tx.getRepository(this.options.entity).find({ where }))
  }

  private conditionsOf({ filters, role }: Narrowed): Condition[] {
    return Object.entries(filters ?? {}).flatMap(
      ([path, { value }], index) =>
        filterCondition(this.searchable(path), value, { name: `filter${index}`, role }) ?? [],
    )
  }

  private select(tx: EntityManager, conditions: readonly Condition[]) {
    const query = tx.getRepository(this.options.entity).createQueryBuilder('row')
    for (const { sql, parameters } of conditions.includes(NOTHING) ? [NOTHING] : conditions)
      query.andWhere(`(${sql})`, parameters)
    return query
  }

  private async load(tx: EntityManager, rows: readonly E[]): Promise<Row[]> {
    const loaded = rows.length > 0 ? await this.options.load?.(tx, rows) : undefined
    return rows.map((row) => ({ ...row, ...loaded?.get(row[this.primary.path()]) }))
  }
}
