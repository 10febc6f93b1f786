import type { PropertyJSON } from 'adminjs'
import type { SplitOptions } from './split-rows.js'

/**
 * A column of a list of rows. `secretWhen` names a switch of the same row: while it is on, the text is a secret, which
 * the server keeps and never sends (`kept` in the row then says that there is one).
 */
export type Column = { key: string; required?: boolean; grow?: number; note?: string } & (
  | { type: 'text'; secretWhen?: string; placeholder?: string }
  | { type: 'money'; placeholder?: string }
  | { type: 'percent' }
  | { type: 'select'; values: readonly string[]; default?: string }
  | { type: 'switch' }
  | { type: 'secret' }
  | { type: 'reference'; resourceId: string }
)

/** What a resource says in `custom` of a property that is a list of rows. */
export interface RowsOptions {
  columns: readonly Column[]
  /** The order of the rows means something, so it can be changed. */
  ordered?: boolean
  /** Locale key of the button's text; "Adicionar linha" without it. */
  addLabel?: string
  /** Column of money whose sum is shown below, beside the record's own amount at `sumTo`. */
  sum?: string
  sumTo?: string
  /** The rows split an amount of the record, by amounts or by percentages. */
  split?: SplitOptions
}

export type Row = Record<string, unknown>

/** The options that the resource gave; a list without columns is a mistake in the resource. */
export const rowsOptionsOf = (property: PropertyJSON): RowsOptions => {
  const options = property.custom as Partial<RowsOptions>
  if (!options.columns) throw new TypeError(`properties.${property.path}.custom.columns is missing`)
  return { ...options, columns: options.columns }
}

/** A cell's value as text, empty for nothing; the form data carries booleans as text too. */
export const cellText = (row: Row, key: string): string => {
  const value = row[key]
  return value === undefined || value === null ? '' : String(value)
}

/** A new row with each column at its start value. */
export const emptyRow = (columns: readonly Column[]): Row =>
  Object.fromEntries(
    columns.map((column) => [
      column.key,
      column.type === 'switch' ? false : column.type === 'select' ? (column.default ?? column.values[0] ?? '') : '',
    ]),
  )

/** `rows` with the one at `from` moved to `to`; unchanged where `to` lies outside. */
export const moveRow = (rows: readonly Row[], from: number, to: number): Row[] => {
  const moved = rows[from]
  if (!moved || to < 0 || to >= rows.length) return [...rows]
  const rest = rows.filter((_, index) => index !== from)
  return [...rest.slice(0, to), moved, ...rest.slice(to)]
}
