import { type FieldIssue, refuseIssues } from '../errors.js'
import { readValue, type ValueRule } from '../panel/read-value.js'

/**
 * Reads posted values by their rules, or refuses all that can't be read at once. The caller names the type that the rules
 * yield at each path: null where the value is missing and may be.
 */
export const readValues = <T extends Record<string, unknown>>(
  payload: Readonly<Record<string, unknown>>,
  rules: Readonly<Record<keyof T & string, ValueRule>>,
): T => {
  const issues: FieldIssue[] = []
  const entries = Object.entries<ValueRule>(rules).map(([path, rule]) => {
    const result = readValue(payload[path], rule)
    if (result.kind === 'value') return [path, result.value]
    issues.push({ path, code: result.code, ...(result.params ? { params: result.params } : {}) })
    return [path, null]
  })
  refuseIssues(issues)
  return Object.fromEntries(entries) as T
}
