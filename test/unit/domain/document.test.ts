import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isCnpj, isCpf, isDocumentOf, normalizeDocument } from '../../../src/domain/document.js'

const checkDigit = (sum: number): number => (sum % 11 < 2 ? 0 : 11 - (sum % 11))

/** The two check digits of a document's base by the letter of the rule; `weight` by place from the right. */
const checkDigitsOf = (base: string, weight: (fromRight: number) => number): string => {
  const values = [...base].map((character) => character.charCodeAt(0) - 48)
  for (const _ of [1, 2]) {
    const sum = [...values].reverse().reduce((total, value, fromRight) => total + value * weight(fromRight), 0)
    values.push(checkDigit(sum))
  }
  return values.slice(-2).join('')
}
const cpfWeight = (fromRight: number) => fromRight + 2
const cnpjWeight = (fromRight: number) => (fromRight % 8) + 2

describe('BR-70: a CPF', () => {
  it('is valid with the check digits of the rule, whatever its digits, and with no others', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{9}$/), fc.stringMatching(/^\d{2}$/), (base, others) => {
        const right = checkDigitsOf(base, cpfWeight)
        const isRepeated = /^(\d)\1+$/.test(base + right)
        return isCpf(base + right) === !isRepeated && (others === right || !isCpf(base + others))
      }),
    )
    expect(isCpf('12345678909')).toBe(true)
  })
  it.each(['529.982.247-25', '111.444.777-35'])('%s is valid', (typed) => {
    expect(isCpf(normalizeDocument(typed))).toBe(true)
  })
  it.each([
    '',
    '11111111111',
    '00000000000',
    '52998224726',
    '52998224735',
    '5299822472',
    '529982247255',
    '5299822472A',
  ])('%s is refused', (typed) => {
    expect(isCpf(normalizeDocument(typed))).toBe(false)
  })
  it('with any one digit changed is refused', () => {
    fc.assert(
      fc.property(fc.nat(10), fc.integer({ min: 1, max: 9 }), (position, by) => {
        const digits = [...'52998224725']
        digits[position] = String((Number(digits[position]) + by) % 10)
        return !isCpf(digits.join(''))
      }),
    )
  })
})

describe('BR-71: a CNPJ', () => {
  it('is valid with the check digits of the rule, digits and letters alike, and with no others', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9A-Z]{12}$/), fc.stringMatching(/^\d{2}$/), (base, others) => {
        const right = checkDigitsOf(base, cnpjWeight)
        const isRepeated = /^(.)\1+$/.test(base + right)
        return isCnpj(base + right) === !isRepeated && (others === right || !isCnpj(base + others))
      }),
    )
  })
  it.each(['12.ABC.345/01DE-35', '12abc34501de35', '29.507.487/0001-85'])('%s is valid', (typed) => {
    expect(isCnpj(normalizeDocument(typed))).toBe(true)
  })
  it.each(['', '00000000000000', '12ABC34501DE36', '12ABC34501DE3A', '2950748700018', '12ABC34501DÉ35'])(
    '%s is refused',
    (typed) => {
      expect(isCnpj(normalizeDocument(typed))).toBe(false)
    },
  )
})

it('a person has a CPF, a company a CNPJ', () => {
  expect(isDocumentOf('pf', '52998224725')).toBe(true)
  expect(isDocumentOf('pj', '52998224725')).toBe(false)
  expect(isDocumentOf('pj', '29507487000185')).toBe(true)
})
