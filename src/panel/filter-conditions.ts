import type { ObjectLiteral } from 'typeorm'
import type { Role } from '../entities/panel-user.js'
import { ColumnProperty, ComputedProperty } from './panel-property.js'
import { readValue } from './read-value.js'

/** A condition over alias `row`. */
export interface Condition {
  readonly sql: string
  readonly parameters: ObjectLiteral
}

/** What no row fulfils: the answer to a filter that can't be understood, since all rows would look like a result. */
export const NOTHING: Condition = { sql: 'false', parameters: {} }

const MAX_TEXT = 200

const textOf = (value: unknown): string => String(value).replaceAll('\0', '').trim().slice(0, MAX_TEXT)

/** A pattern that contains `text` literally: `%`, `_` and `\` in it stand for themselves. */
export const containing = (text: string): string => `%${textOf(text).replace(/[\\%_]/g, '\\$&')}%`

/** True for rows whose column contains the text, whatever its case and accents. */
export const textCondition = (path: string, text: string, name: string): Condition => ({
  sql: `content_platforms.fold_text(row.${path}) like content_platforms.fold_text(:${name})`,
  parameters: { [name]: containing(text) },
})

const equal = (property: ColumnProperty, text: string, name: string): Condition => {
  const isReference = property.reference() !== null
  const choices = property.availableValues()
  const read = readValue(text, { kind: property.kind, isNullable: false, isReference, choices: choices ?? undefined })
  if (read.kind === 'refused') return NOTHING
  return { sql: `row.${property.path()} = :${name}`, parameters: { [name]: read.value } }
}

const OPERATORS = { from: '>=', to: '<=' }

const range = (property: ColumnProperty, ends: { from?: unknown; to?: unknown }, name: string): Condition | null => {
  const conditions: Condition[] = []
  for (const [end, operator] of Object.entries(OPERATORS) as ['from' | 'to', string][]) {
    const entered = textOf(ends[end] ?? '')
    if (entered === '') continue
    const isDayOfInstant = property.kind === 'datetime' && /^\d{4}-\d{2}-\d{2}$/.test(entered)
    const midnight = end === 'from' ? 'T00:00:00.000Z' : 'T23:59:59.999Z'
    const read = readValue(isDayOfInstant ? entered + midnight : entered, { kind: property.kind, isNullable: false })
    if (read.kind === 'refused') return NOTHING
    const key = `${name}${end}`
    conditions.push({ sql: `row.${property.path()} ${operator} :${key}`, parameters: { [key]: read.value } })
  }
  if (conditions.length === 0) return null
  return {
    sql: conditions.map(({ sql }) => sql).join(' and '),
    parameters: Object.assign({}, ...conditions.map(({ parameters }) => parameters)),
  }
}

const RANGED = new Set(['integer', 'bigint', 'decimal', 'date', 'datetime', 'money'])

const columnCondition = (property: ColumnProperty, value: unknown, name: string): Condition | null => {
  if (typeof value === 'object' && value !== null)
    return RANGED.has(property.kind) ? range(property, value as { from?: unknown; to?: unknown }, name) : NOTHING
  const text = textOf(value ?? '')
  if (text === '') return null
  if (property.kind === 'json')
    return {
      sql: `content_platforms.fold_text(cast(row.${property.path()} as text)) like content_platforms.fold_text(:${name})`,
      parameters: { [name]: containing(text) },
    }
  const isFreeText = property.kind === 'text' && !property.availableValues() && !property.reference()
  return isFreeText ? textCondition(property.path(), text, name) : equal(property, text, name)
}

const computedCondition = ({ virtual }: ComputedProperty, value: unknown, role: Role | undefined): Condition | null => {
  if (!virtual.where || (typeof value === 'object' && value !== null)) return NOTHING
  const text = textOf(value ?? '')
  return text === '' ? null : virtual.where(text, role)
}

/**
 * The condition for one filter as AdminJS brings it: text by part, amounts, numbers and days exactly or by range, fixed
 * values and references exactly. Null for an empty one; {@link NOTHING} when it can't be read. `name` must be unique.
 */
export const filterCondition = (
  property: unknown,
  value: unknown,
  { name, role }: { name: string; role: Role | undefined },
): Condition | null => {
  if (property instanceof ColumnProperty) return columnCondition(property, value, name)
  if (property instanceof ComputedProperty) return computedCondition(property, value, role)
  return NOTHING
}
