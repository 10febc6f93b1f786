import { BaseProperty, type PropertyType } from 'adminjs'
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata.js'

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

/** A column of an entity as AdminJS sees it. A column named after a secret is neither shown nor written by default. */
export class ColumnProperty extends BaseProperty {
  readonly kind: ValueKind

  constructor(
    readonly column: ColumnMetadata,
    position: number,
  ) {
    const databaseType = typeof column.type === 'function' ? column.type.name.toLowerCase() : String(column.type)
    const kind = KINDS[databaseType] ?? (databaseType === 'number' ? 'decimal' : 'text')
    super({ path: column.propertyPath, type: TYPES[kind], isId: column.isPrimary, position })
    this.kind = kind === 'integer' && isMoneyPath(column.propertyPath) ? 'money' : kind
  }

  /** False for what the database or TypeORM writes by itself. */
  override isEditable(): boolean {
    const { column } = this
    return !(this.isKeptByTypeorm() || column.isGenerated || column.isPrimary || this.isSensitive())
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
    return this.column.enum?.map(String) ?? null
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
  /** A condition over alias `row` for a filter's value; without it the property can't be filtered by. */
  where?(value: string): { readonly sql: string; readonly parameters: Readonly<Record<string, unknown>> }
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

  override reference(): string | null {
    return this.virtual.reference ?? null
  }

  override availableValues(): string[] | null {
    return this.virtual.availableValues ? [...this.virtual.availableValues] : null
  }
}
