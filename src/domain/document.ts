import { isCNPJ, isCPF } from 'validation-br'
import type { PersonType } from '../entities/customer.js'

/** Drops punctuation and blanks and raises letters: the form in which documents are stored and compared. */
export const normalizeDocument = (typed: string): string => typed.replace(/[\s./-]/g, '').toUpperCase()

// The library reads punctuated documents too; what is stored and compared is the normalised form alone.
const CPF = /^\d{11}$/
const CNPJ = /^[0-9A-Z]{12}\d{2}$/

/** BR-70: whether these are 11 digits, not all equal, with both check digits right. Expects the normalised form. */
export const isCpf = (document: string): boolean => CPF.test(document) && isCPF(document)

/** BR-71: whether this is a CNPJ, numeric or alphanumeric (since July 2026). Expects the normalised form. */
export const isCnpj = (document: string): boolean => CNPJ.test(document) && isCNPJ(document)

/** Whether a normalised document fits the kind of person: a CPF for `pf`, a CNPJ for `pj`. */
export const isDocumentOf = (personType: PersonType, document: string): boolean =>
  personType === 'pf' ? isCpf(document) : isCnpj(document)
