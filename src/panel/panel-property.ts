import { BaseProperty, type PropertyType } from 'adminjs'
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata.js'
import type { Role } from '../entities/panel-user.js'

/** How a value is read, stored and searched. */
export type ValueKind =
  | 'text'
  | 'integer'
  | 'bigint'
  | 'decimal'
  | 'boolean'
  | 'date'
  | 'datetime'
  | 'uuid'
  | 'json'
  | 'money'

const KINDS: Record<string, ValueKind> = {
  int: 'integer',
  int2: 'integer',
  int4: 'integer',
  integer: 'integer',
  smallint: 'integer',
  bigint: 'bigint',
  int8: 'bigint',
  numeric: 'decimal',
  decimal: 'decimal',
  real: 'decimal',
  float: 'decimal',
  float4: 'decimal',
  float8: 'decimal',
  'double precision': 'decimal',
  bool: 'boolean',
  boolean: 'boolean',
  date: 'date',
  timestamptz: 'datetime',
  timestamp: 'datetime',
  'timestamp with time zone': 'datetime',
  'timestamp without time zone': 'datetime',
  uuid: 'uuid',
  json: 'json',
  jsonb: 'json',
}

const TYPES: Record<ValueKind, PropertyType> = {
  text: 'string',
  integer: 'number',
  bigint: 'string',
  decimal: 'string',
  boolean: 'boolean',
  date: 'date',
  datetime: 'datetime',
  uuid: 'string',
  json: 'mixed',
  money: 'number',
}

const SENSITIVE = /password|secret|ciphertext|token|hash/i

/** True for a path whose last part is named after cents: its value is entered as an amount in reais. */
export const isMoneyPath = (path: string): boolean => /Cents$/.test(path)

interface ColumnOptions {
  position: number
  /** Id of the resource whose records the column names. */
  reference?: string | undefined
  /** The only values that are taken. */
  choices?: readonly string[] | undefined
}

/** A column of an entity as AdminJS sees it. A column named after a secret is neither shown nor written by default. */
export class ColumnProperty extends BaseProperty {
  readonly kind: ValueKind

  constructor(
    readonly column: ColumnMetadata,
    private readonly options: ColumnOptions,
  ) {
    const databaseType = typeof column.type === 'function' ? column.type.name.toLowerCase() : String(column.type)
    const kind = KINDS[databaseType] ?? (databaseType === 'number' ? 'decimal' : 'text')
    // An id is text to AdminJS: it answers 403 in English to an id that is no number before anybody of ours is asked.
    const type = options.reference ? 'reference' : column.isPrimary ? 'string' : TYPES[kind]
    super({ path: column.propertyPath, type, isId: column.isPrimary, position: options.position })
    this.kind = kind === 'integer' && isMoneyPath(column.propertyPath) ? 'money' : kind
  }

  override reference(): string | null {
    return this.options.reference ?? null
  }

  /** False for what the database, TypeORM or a hook writes by itself: no form may, whatever a resource declares. */
  override isEditable(): boolean {
    const { column } = this
    const isWrittenByOthers = !column.isUpdate && !column.isInsert
    return !(this.isKeptByTypeorm() || isWrittenByOthers || column.isPrimary || this.isSensitive())
  }

  override isVisible(): boolean {
    return !this.isSensitive()
  }

  override isRequired(): boolean {
    const { column } = this
    const filled = column.isNullable || column.default !== undefined || column.isGenerated || this.isKeptByTypeorm()
    return !filled && this.kind !== 'boolean'
  }

  override availableValues(): string[] | null {
    return this.options.choices ? [...this.options.choices] : (this.column.enum?.map(String) ?? null)
  }

  override isArray(): boolean {
    return this.column.isArray
  }

  private isKeptByTypeorm(): boolean {
    const { column } = this
    return column.isCreateDate || column.isUpdateDate || column.isDeleteDate || column.isVersion
  }

  private isSensitive(): boolean {
    return this.column.isSelect === false || SENSITIVE.test(this.column.propertyPath)
  }
}

/** A property that no column holds: computed by the resource's `load`, and taken by its `save` when `writable`. */
export interface VirtualProperty {
  readonly path: string
  readonly type: PropertyType
  readonly writable?: boolean
  readonly availableValues?: readonly string[]
  /** Id of the resource that the value names. */
  readonly reference?: string
  /**
   * A condition over alias `row` for a filter's value, for a reader of this role; without it the property can't be
   * filtered by.
   */
  where?(
    value: string,
    role: Role | undefined,
  ): { readonly sql: string; readonly parameters: Readonly<Record<string, unknown>> }
}

/** {@link VirtualProperty} in the form that AdminJS asks for. */
export class ComputedProperty extends BaseProperty {
  constructor(
    readonly virtual: VirtualProperty,
    position: number,
  ) {
    super({ path: virtual.path, type: virtual.type, isSortable: false, position })
  }

  override isEditable(): boolean {
    return this.virtual.writable === true
  }

  override isVisible(): boolean {
    return true
  }

  override reference(): string | null {
    return this.virtual.reference ?? null
  }

  override availableValues(): string[] | null {
    return this.virtual.availableValues ? [...this.virtual.availableValues] : null
  }
}
