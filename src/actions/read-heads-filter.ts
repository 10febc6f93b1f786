import { type FieldIssue, refuseIssues } from '../errors.js'
import { readValue, type ValueRule } from '../panel/read-value.js'
import type { FailedHeads } from '../webhooks/failed-heads.js'

const RULES = {
  integrationId: { kind: 'integer', isNullable: true, isReference: true },
  customerId: { kind: 'integer', isNullable: true, isReference: true },
  error: { kind: 'text', isNullable: true },
  eventType: { kind: 'text', isNullable: true },
  failedFrom: { kind: 'datetime', isNullable: true },
  failedBefore: { kind: 'datetime', isNullable: true },
  withWaiting: { kind: 'boolean', isNullable: false },
} as const satisfies Record<string, ValueRule>

const STATUS = /^[1-9]\d{2}$/

/** The filter of *Filas paradas* as it was posted; `error` is a class of failure or an HTTP status. Refuses at its paths. */
export const readHeadsFilter = (posted: Readonly<Record<string, unknown>>): FailedHeads => {
  const issues: FieldIssue[] = []
  const filter: Record<string, unknown> = {}
  for (const [path, rule] of Object.entries(RULES)) {
    const read = readValue(posted[path], rule)
    if (read.kind === 'refused') issues.push({ path, code: read.code, ...(read.params ? { params: read.params } : {}) })
    else if (read.value !== null) filter[path] = read.value
  }
  refuseIssues(issues)
  const { error, ...rest } = filter
  const ofError = STATUS.test(String(error ?? ''))
    ? { httpStatus: Number(error) }
    : error === undefined
      ? {}
      : { errorClass: String(error) }
  // Each rule above yields the filter's type at its path.
  return { ...rest, ...ofError } as FailedHeads
}
