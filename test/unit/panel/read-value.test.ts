import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { moneyEntry } from '../../../src/locale/money.js'
import type { ValueKind } from '../../../src/panel/panel-property.js'
import { readValue } from '../../../src/panel/read-value.js'

const read = (kind: ValueKind, entered: unknown, rule = {}) => {
  const result = readValue(entered, { kind, isNullable: false, ...rule })
  return result.kind === 'value' ? result.value : result.code
}

describe('a posted value', () => {
  it.each<[ValueKind, unknown, unknown]>([
    ['text', '  Ana ', 'Ana'],
    ['text', '', ''],
    ['text', 'A\0na', 'invalidValue'],
    ['integer', ' 12 ', 12],
    ['integer', '-3', -3],
    ['integer', '1.5', 'invalidInteger'],
    ['integer', '0x10', 'invalidInteger'],
    ['integer', '2147483648', 'outOfRange'],
    ['bigint', '9007199254740993', '9007199254740993'],
    ['bigint', '9223372036854775808', 'invalidInteger'],
    ['decimal', '1,5', '1.5'],
    ['decimal', 'NaN', 'invalidNumber'],
    ['boolean', 'true', true],
    ['boolean', '', false],
    ['boolean', 'maybe', 'invalidChoice'],
    ['date', '01/03/2026', '2026-03-01'],
    ['date', '2026-03-01T00:00:00.000Z', '2026-03-01'],
    ['date', new Date('2026-03-01T00:00:00.000Z'), '2026-03-01'],
    ['date', new Date('never'), 'invalidDate'],
    ['date', '31/02/2026', 'invalidDate'],
    ['datetime', '2026-03-01T10:00:00-03:00', new Date('2026-03-01T13:00:00Z')],
    ['datetime', '2026-03-01', 'invalidDate'],
    ['uuid', 'abc', 'invalidReference'],
    ['json', '{"a":1}', { a: 1 }],
    ['json', '{', 'invalidValue'],
    ['text', { a: 1 }, 'invalidValue'],
    ['money', '1.234,56', 123456],
    ['money', '2990', 2990],
    ['money', 'R$ 5', 500],
    ['money', '5 mil', 'invalidMoney'],
  ])('of kind %s: %o is read as %o', (kind, entered, expected) => {
    expect(read(kind, entered)).toEqual(expected)
  })

  it('is nothing when empty where nothing is allowed, refused where it is required', () => {
    expect(read('integer', '', { isNullable: true })).toBeNull()
    expect(read('text', '  ', { isRequired: true })).toBe('required')
    expect(read('money', null, { isRequired: true })).toBe('required')
  })

  it('must be one of the choices, and an id where it is a reference', () => {
    expect(read('text', 'pf', { choices: ['pf', 'pj'] })).toBe('pf')
    expect(read('text', 'xx', { choices: ['pf', 'pj'] })).toBe('invalidChoice')
    expect(read('integer', '-1', { isReference: true })).toBe('invalidReference')
  })

  it('keeps every amount through the form: as it was brought and as it was typed', () => {
    fc.assert(
      fc.property(fc.integer({ min: -2_000_000_000, max: 2_000_000_000 }), (cents) => {
        expect(read('money', String(cents))).toBe(cents)
        expect(read('money', moneyEntry(cents)) === cents).toBe(true)
      }),
    )
  })
})
