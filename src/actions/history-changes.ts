import type { FieldChange } from '../components/history/history-data.js'

type State = Readonly<Record<string, unknown>> | null

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one ?? null) === JSON.stringify(other ?? null)

const isNothing = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)

const FIRST = ['name', 'label', 'description', 'key', 'packageId', 'customerId', 'planId', 'number', 'code', 'status']

// The database keeps no order of an object's keys: what tells the record comes first.
const rank = (path: string): number => (FIRST.includes(path) ? FIRST.indexOf(path) : FIRST.length)
const inOrder = (paths: readonly string[]): string[] => [...paths].sort((a, b) => rank(a) - rank(b))

const ordered = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(ordered)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(inOrder(Object.keys(value)).map((key) => [key, (value as Record<string, unknown>)[key]]))
}

/**
 * What an audit entry says that changed, field by field: of a record that came about only what it has, of any other only
 * what differs. `fields` are personal data, of which the audit has the names alone.
 */
export const changesOf = (before: State, after: State): FieldChange[] => {
  const { fields, ...left } = after ?? {}
  const paths = inOrder([...new Set([...Object.keys(before ?? {}), ...Object.keys(left)])])
  const changes = paths
    .map((path) => ({ path, before: ordered(before?.[path] ?? null), after: ordered(left[path] ?? null) }))
    .filter((change) => !same(change.before, change.after))
    .filter((change) => !(isNothing(change.before) && isNothing(change.after)))
  const hidden = Array.isArray(fields) ? fields.filter((field): field is string => typeof field === 'string') : []
  return [...hidden.map((path) => ({ path, before: null, after: null, hidden: true })), ...changes]
}
