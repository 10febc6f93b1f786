import type { DataSource, EntityManager, EntityTarget, ObjectLiteral } from 'typeorm'
import type { Role } from '../entities/panel-user.js'
import type { Actor } from './actor.js'
import type { Condition } from './filter-conditions.js'
import type { VirtualProperty } from './panel-property.js'

/** A form as a use case gets it: without `id` a new record; `version` is the one that the person saw. */
export interface SaveRequest {
  id?: number
  version?: number
  /** Only what the resource declares editable and what was posted, in the shapes of `readFormValues`. */
  values: Record<string, unknown>
  actor: Actor
}

export interface PanelResourceOptions<E extends ObjectLiteral> {
  dataSource: DataSource
  entity: EntityTarget<E>
  /** The entity's name, by which rights, words and other resources know it. */
  id: string
  virtual?: readonly VirtualProperty[]
  /** Id of the resource that a column's value names, by the column's path. */
  references?: Readonly<Record<string, string>>
  /** The only values that a column takes, by its path; anything else is refused as `invalidChoice`. */
  choices?: Readonly<Record<string, readonly string[]>>
  /**
   * Further values of a page of rows, by id, in one go; may also replace a column's value for display, which
   * a form would post back: such a column must not be editable.
   */
  load?(tx: EntityManager, rows: readonly E[]): Promise<ReadonlyMap<string | number, Record<string, unknown>>>
  /** The use case behind the form, which also checks `version`; without it the row itself is saved. */
  save?(tx: EntityManager, request: SaveRequest): Promise<{ id: number }>
  /** The use case behind deleting; without it the row itself is removed. */
  remove?(tx: EntityManager, request: { id: number; actor: Actor }): Promise<void>
  /** Columns in which a reference picker looks; the title without it. */
  searchIn?: readonly string[]
  /** A further condition over alias `row` under which a picker offers a row to a reader of this role. */
  searchWhere?(text: string, role: Role | undefined): Condition
  /**
   * Columns that are shown masked: no list is filtered or sorted by them, since that would tell a value letter by letter
   * to those who may not read it.
   */
  masked?: readonly string[]
}
