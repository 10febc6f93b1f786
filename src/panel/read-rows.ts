import type { FieldIssue } from '../errors.js'
import { isMoneyPath, type ValueKind } from './panel-property.js'
import { type ReadValue, readValue } from './read-value.js'

/** A column of a list of rows as a resource declares it in `custom.columns`. */
export interface RowColumn {
  readonly key: string
  readonly type: string
  readonly values?: readonly string[]
}

const MAX_ROWS = 500

const KIND_OF_TYPE: Record<string, ValueKind> = {
  money: 'money',
  switch: 'boolean',
  boolean: 'boolean',
  number: 'integer',
  integer: 'integer',
  date: 'date',
}

const readDeclared = (value: unknown, { type, values }: RowColumn): ReadValue => {
  if (type === 'reference') return readValue(value, { kind: 'integer', isNullable: true, isReference: true })
  const kind = KIND_OF_TYPE[type] ?? 'text'
  // An empty cell is the use case's to judge: it knows whether the row needs it.
  return readValue(value, {
    kind,
    isNullable: kind !== 'text' && kind !== 'boolean',
    choices: value ? values : undefined,
  })
}

const readUndeclared = (key: string, value: unknown): ReadValue => {
  if (value === 'true' || value === 'false') return { kind: 'value', value: value === 'true' }
  if (isMoneyPath(key)) return readValue(value, { kind: 'money', isNullable: true })
  if (/Id$/.test(key)) return readValue(value, { kind: 'integer', isNullable: true, isReference: true })
  return typeof value === 'string' ? { kind: 'value', value: value.trim() } : { kind: 'value', value }
}

const readId = (value: unknown): string | number | undefined => {
  const text = value === null || value === undefined ? '' : String(value).trim()
  if (text === '') return undefined
  return /^\d{1,10}$/.test(text) ? Number(text) : text
}

/**
 * A posted list of rows: cells normalised as their columns say, `id` kept (as a number where it is one) and dropped
 * when empty. With declared columns nothing else of a row gets through. Refusals are added to `issues` at their cells.
 */
export const readRows = (
  entered: unknown,
  { path, columns, issues }: { path: string; columns: readonly RowColumn[] | undefined; issues: FieldIssue[] },
): Record<string, unknown>[] => {
  if (entered === null || entered === undefined || entered === '') return []
  const rows = Array.isArray(entered) ? entered : Object.values(entered as object)
  if (rows.length > MAX_ROWS) issues.push({ path, code: 'outOfRange', params: { min: 0, max: MAX_ROWS } })
  return rows.slice(0, MAX_ROWS).map((row: unknown, index) => {
    const cells = (typeof row === 'object' && row !== null ? row : {}) as Record<string, unknown>
    const id = readId(cells.id)
    const result: Record<string, unknown> = id === undefined ? {} : { id }
    const keys = columns ? columns.map(({ key }) => key) : Object.keys(cells).filter((key) => key !== 'id')
    for (const key of keys) {
      if (cells[key] === undefined) continue
      const column = columns?.find((candidate) => candidate.key === key)
      const read = column ? readDeclared(cells[key], column) : readUndeclared(key, cells[key])
      if (read.kind === 'value') result[key] = read.value
      else
        issues.push({
          path: `${path}.${index}.${key}`,
          code: read.code,
          ...(read.params ? { params: read.params } : {}),
        })
    }
    return result
  })
}
