import type { BulkInput } from '../domain/bulk/bulk-input.js'
import { type FieldIssue, refuseIssues } from '../errors.js'
import { readValue, type ValueRule } from '../panel/read-value.js'

type Values = Readonly<Record<string, unknown>>

const OPTIONAL = { isNullable: true } as const
const REFERENCE: ValueRule = { kind: 'integer', ...OPTIONAL, isReference: true }
const TEXT: ValueRule = { kind: 'text', ...OPTIONAL }

const FIELDS: Readonly<Record<string, ValueRule>> = {
  kind: TEXT,
  packageId: REFERENCE,
  toPackageId: REFERENCE,
  consentChannel: TEXT,
  priceRule: TEXT,
  priceCents: { kind: 'money', ...OPTIONAL },
  percent: { kind: 'decimal', ...OPTIONAL },
  expiresOn: { kind: 'date', ...OPTIONAL },
  confirmZeroPrice: { kind: 'boolean', isNullable: false },
  blockKind: TEXT,
  reason: TEXT,
  expectedTotal: { kind: 'integer', ...OPTIONAL },
  confirmedAffected: { kind: 'integer', ...OPTIONAL },
}

const FILTERS: Readonly<Record<string, ValueRule>> = {
  linkedPackageId: REFERENCE,
  integrationId: REFERENCE,
  personType: TEXT,
  activatedFrom: { kind: 'date', ...OPTIONAL },
  activatedTo: { kind: 'date', ...OPTIONAL },
}
const LISTS = new Set(['planIds', 'statusIds'])

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : value === undefined ? [] : [value])

/** Numbers as people paste them: one per line, or with commas, semicolons or blanks between them. */
const splitNumbers = (text: unknown): string[] =>
  typeof text === 'string' ? text.split(/[\s,;]+/).filter((number) => number !== '') : []

/** The form of a bulk job as its use case takes it. What is no number, day or amount is refused here, at its field. */
export const readBulkForm = (
  payload: Values,
): BulkInput & { expectedTotal: number | null; confirmedAffected: number | null } => {
  const issues: FieldIssue[] = []
  const read = (value: unknown, rule: ValueRule, path: string): unknown => {
    const result = readValue(value, rule)
    if (result.kind === 'value') return result.value
    issues.push({ path, code: result.code, ...(result.params ? { params: result.params } : {}) })
    return null
  }
  const fields = Object.fromEntries(
    Object.entries(FIELDS).map(([path, rule]) => [path, read(payload[path], rule, path)]),
  )
  const given = (typeof payload.filter === 'object' && payload.filter !== null ? payload.filter : {}) as Values
  const filter = Object.fromEntries(
    Object.entries(given).map(([name, value]) => {
      const path = `filter.${name}`
      if (LISTS.has(name))
        return [
          name,
          listOf(value)
            .map((id) => read(id, REFERENCE, path))
            .filter((id) => id !== null),
        ]
      if (name === 'serviceNumbers') return [name, splitNumbers(value)]
      const rule = FILTERS[name]
      return [name, rule ? read(value, rule, path) : value]
    }),
  )
  refuseIssues(issues)
  const percent = typeof fields.percent === 'string' ? Number(fields.percent) : fields.percent
  const blockKinds = listOf(payload.blockKinds).filter((kind) => kind !== '')
  // The use case checks each value; here only their types are made.
  return { ...fields, priceRule: fields.priceRule ?? '', percent, blockKinds, filter } as unknown as ReturnType<
    typeof readBulkForm
  >
}
