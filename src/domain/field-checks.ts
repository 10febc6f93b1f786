import type { FieldIssue, FieldIssueCode } from '../errors.js'

/** Collects the refused fields of one input, so that a person sees them all at once. */
export interface FieldChecks {
  readonly issues: FieldIssue[]
  refuse(path: string, code: FieldIssueCode, params?: FieldIssue['params']): void
  /** Refuses a missing or blank text, or one longer than `max` characters. */
  text(path: string, value: string | null | undefined, max: number): void
  /** Refuses a longer text; a missing one is fine. */
  optionalText(path: string, value: string | null | undefined, max: number): void
  choice(path: string, value: unknown, choices: readonly unknown[]): void
  /** BR-18: whole cents from 0 to 9,999,999.99. */
  cents(path: string, value: number | null | undefined): void
}

const MAX_CENTS = 999_999_999

export const createFieldChecks = (): FieldChecks => {
  const issues: FieldIssue[] = []
  const refuse: FieldChecks['refuse'] = (path, code, params) => {
    issues.push(params ? { path, code, params } : { path, code })
  }
  return {
    issues,
    refuse,
    text(path, value, max) {
      if (!value?.trim()) refuse(path, 'required')
      else if (value.length > max) refuse(path, 'tooLong', { max })
    },
    optionalText(path, value, max) {
      if (value && value.length > max) refuse(path, 'tooLong', { max })
    },
    choice(path, value, choices) {
      if (value === undefined || value === null || value === '') refuse(path, 'required')
      else if (!choices.includes(value)) refuse(path, 'invalidChoice')
    },
    cents(path, value) {
      if (value === undefined || value === null) refuse(path, 'required')
      else if (!Number.isInteger(value)) refuse(path, 'invalidMoney')
      else if (value < 0) refuse(path, 'negative')
      else if (value > MAX_CENTS) refuse(path, 'outOfRange', { min: 0, max: MAX_CENTS / 100 })
    },
  }
}
