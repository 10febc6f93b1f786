import type { PersonType } from '../entities/customer.js'

const checkDigit = (sum: number): number => (sum % 11 < 2 ? 0 : 11 - (sum % 11))

/** Drops punctuation and blanks and raises letters: the form in which documents are stored and compared. */
export const normalizeDocument = (typed: string): string => typed.replace(/[\s./-]/g, '').toUpperCase()

/** BR-70: whether these are 11 digits, not all equal, with both check digits right. Expects the normalised form. */
export const isCpf = (document: string): boolean => {
  if (!/^\d{11}$/.test(document) || /^(\d)\1+$/.test(document)) return false
  const digits = [...document].map(Number)
  const digitAfter = (length: number) =>
    checkDigit(digits.slice(0, length).reduce((sum, digit, i) => sum + digit * (length + 1 - i), 0))
  return digits[9] === digitAfter(9) && digits[10] === digitAfter(10)
}

/**
 * BR-71: whether this is a CNPJ, numeric or alphanumeric (since July 2026): modulo 11 over (ASCII − 48), weights 2 to 9
 * from the right. Expects the normalised form.
 */
export const isCnpj = (document: string): boolean => {
  if (!/^[0-9A-Z]{12}\d{2}$/.test(document) || /^(.)\1+$/.test(document)) return false
  const values = [...document].map((character) => character.charCodeAt(0) - 48)
  const digitAfter = (length: number) =>
    checkDigit(values.slice(0, length).reduce((sum, value, i) => sum + value * (((length - 1 - i) % 8) + 2), 0))
  return values[12] === digitAfter(12) && values[13] === digitAfter(13)
}

/** Whether a normalised document fits the kind of person: a CPF for `pf`, a CNPJ for `pj`. */
export const isDocumentOf = (personType: PersonType, document: string): boolean =>
  personType === 'pf' ? isCpf(document) : isCnpj(document)
