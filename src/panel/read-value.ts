import type { FieldIssue, FieldIssueCode } from '../errors.js'
import { centsOf } from '../locale/money.js'
import { parseDay, parseInstant } from './calendar-day.js'
import type { ValueKind } from './panel-property.js'
import { isUuid } from './record-id.js'

/** What a value must be; `choices` and `isReference` narrow the kind. */
export interface ValueRule {
  readonly kind: ValueKind
  readonly isNullable: boolean
  /** An empty value is refused here; false leaves that to the use case. */
  readonly isRequired?: boolean
  readonly isReference?: boolean
  readonly choices?: readonly unknown[] | undefined
  /** Between which a whole number must lie. */
  readonly bounds?: Bounds | undefined
}

export interface Bounds {
  readonly min: number
  readonly max: number
}

export type ReadValue =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'refused'; readonly code: FieldIssueCode; readonly params?: NonNullable<FieldIssue['params']> }

const MAX_INT = 2_147_483_647
const ANY_INT: Bounds = { min: -MAX_INT, max: MAX_INT }
const MAX_BIGINT = 9_223_372_036_854_775_807n

const readAs = (value: unknown): ReadValue => ({ kind: 'value', value })
const refuse = (code: FieldIssueCode, params?: FieldIssue['params']): ReadValue =>
  params ? { kind: 'refused', code, params } : { kind: 'refused', code }

const readWhole = (text: string, { isReference = false, bounds = ANY_INT }: ValueRule): ReadValue => {
  if (!/^-?\d{1,15}$/.test(text)) return refuse(isReference ? 'invalidReference' : 'invalidInteger')
  const number = Number(text)
  if (isReference && (number < 1 || number > MAX_INT)) return refuse('invalidReference')
  const { min, max } = bounds
  return number < min || number > max ? refuse('outOfRange', { min, max }) : readAs(number)
}

const readBig = (text: string): ReadValue => {
  if (!/^-?\d{1,19}$/.test(text)) return refuse('invalidInteger')
  const big = BigInt(text)
  return big > MAX_BIGINT || big < -MAX_BIGINT ? refuse('invalidInteger') : readAs(big.toString())
}

const readBoolean = (text: string): ReadValue =>
  text === 'true' ? readAs(true) : text === 'false' || text === '' ? readAs(false) : refuse('invalidChoice')

const readMoney = (text: string): ReadValue => {
  const cents = centsOf(text)
  return cents === null || Math.abs(cents) > MAX_INT ? refuse('invalidMoney') : readAs(cents)
}

const readJson = (text: string): ReadValue => {
  try {
    return readAs(JSON.parse(text))
  } catch {
    return refuse('invalidValue')
  }
}

const orRefused = (value: unknown, code: FieldIssueCode): ReadValue => (value === null ? refuse(code) : readAs(value))

const readText: Record<ValueKind, (text: string, rule: ValueRule) => ReadValue> = {
  text: (text) => readAs(text),
  integer: readWhole,
  bigint: readBig,
  decimal: (text) => {
    const plain = text.replace(',', '.')
    return /^-?\d{1,30}(\.\d{1,20})?$/.test(plain) ? readAs(plain) : refuse('invalidNumber')
  },
  boolean: readBoolean,
  // A whole instant comes from AdminJS's own date picker, which means midnight at Greenwich: its first part is the day.
  date: (text) => orRefused(parseDay(/^\d{4}-\d{2}-\d{2}T/.test(text) ? text.slice(0, 10) : text), 'invalidDate'),
  datetime: (text) => orRefused(parseInstant(text), 'invalidDate'),
  uuid: (text) => orRefused(isUuid(text) ? text.toLowerCase() : null, 'invalidReference'),
  json: readJson,
  money: readMoney,
}

/**
 * Reads one posted value: text is trimmed and '' is null where null is allowed, amounts become integer cents (digits
 * alone are cents already), days `yyyy-mm-dd`, instants dates. What can't be read is refused, never guessed.
 */
export const readValue = (entered: unknown, rule: ValueRule): ReadValue => {
  const { kind, isNullable, isRequired = false, choices } = rule
  if (entered instanceof Date) {
    if (Number.isNaN(entered.getTime())) return refuse('invalidDate')
    return readValue(entered.toISOString(), rule)
  }
  if (typeof entered === 'object' && entered !== null) {
    return kind === 'json' ? readAs(entered) : refuse('invalidValue')
  }
  const text = entered === null || entered === undefined ? '' : String(entered).trim()
  if (text === '' && !(kind === 'boolean' && !isNullable)) {
    if (isNullable) return readAs(null)
    if (isRequired) return refuse('required')
    return readAs(kind === 'text' ? '' : null)
  }
  if (text.includes('\0')) return refuse('invalidValue') // PostgreSQL keeps no NUL in a text
  if (choices && !choices.some((choice) => String(choice) === text)) return refuse('invalidChoice')
  return readText[kind](text, rule)
}
