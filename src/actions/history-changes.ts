import type { FieldChange } from '../components/history/history-data.js'

type State = Readonly<Record<string, unknown>> | null

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one ?? null) === JSON.stringify(other ?? null)

const isNothing = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)

/**
 * What an audit entry says that changed, field by field: of a record that came about only what it has, of any other only
 * what differs. `fields` are personal data, of which the audit has the names alone.
 */
export const changesOf = (before: State, after: State): FieldChange[] => {
  const { fields, ...left } = after ?? {}
  const paths = [...new Set([...Object.keys(before ?? {}), ...Object.keys(left)])]
  const changes = paths
    .map((path) => ({ path, before: before?.[path] ?? null, after: left[path] ?? null }))
    .filter((change) => !same(change.before, change.after))
    .filter((change) => !(isNothing(change.before) && isNothing(change.after)))
  const hidden = Array.isArray(fields) ? fields.filter((field): field is string => typeof field === 'string') : []
  return [...hidden.map((path) => ({ path, before: null, after: null, hidden: true })), ...changes]
}
