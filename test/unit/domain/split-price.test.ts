import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatPercent, parsePercent, splitPrice, WHOLE } from '../../../src/domain/catalogue/split-price.js'

/** Shares in hundredths of a percent that sum to 100 %: the gaps between sorted cuts. */
const shares = fc.array(fc.integer({ min: 0, max: WHOLE }), { maxLength: 40 }).map((cuts) => {
  const sorted = [...cuts, WHOLE].sort((a, b) => a - b)
  return sorted.map((cut, index) => cut - (sorted[index - 1] ?? 0))
})
const price = fc.oneof(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 0, max: 999_999_999 }))

describe('BR-16: a price split by percentages', () => {
  it('sums to the price to the cent, with no part negative, whatever the price and the percentages', () => {
    fc.assert(
      fc.property(price, shares, (priceCents, whole) => {
        const parts = splitPrice(priceCents, whole)
        expect(parts).toHaveLength(whole.length)
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(priceCents)
        for (const part of parts) expect(Number.isInteger(part) && part >= 0).toBe(true)
      }),
      { numRuns: 2_000 },
    )
  })

  it('only the largest part, the first of equals, is further than a cent from its share', () => {
    fc.assert(
      fc.property(price, shares, (priceCents, whole) => {
        const largest = whole.indexOf(Math.max(...whole))
        for (const [index, part] of splitPrice(priceCents, whole).entries())
          if (index !== largest) expect(Math.abs(part - (priceCents * (whole[index] ?? 0)) / WHOLE)).toBeLessThan(1)
      }),
      { numRuns: 2_000 },
    )
  })

  it.each<[number, number[], number[]]>([
    [2990, [7000, 3000], [2093, 897]],
    [1000, [3333, 3333, 3334], [333, 333, 334]],
    [1000, [3334, 3333, 3333], [334, 333, 333]],
    [999, [5000, 5000], [499, 500]],
    [1, [5000, 5000], [0, 1]],
    [1, [2500, 2500, 2500, 2500], [1, 0, 0, 0]],
    [3, [1667, 1667, 1667, 1667, 1667, 1665], [3, 0, 0, 0, 0, 0]],
    [0, [6000, 4000], [0, 0]],
    [2990, [10_000, 0], [2990, 0]],
  ])('%d cents by %j are %j', (priceCents, whole, parts) => {
    expect(splitPrice(priceCents, whole)).toEqual(parts)
  })
})

describe('a percentage as it is entered', () => {
  it.each([
    ['33.33', 3333],
    [' 33,33 ', 3333],
    ['33,3', 3330],
    [33.33, 3333],
    [100, 10_000],
    ['0', 0],
    ['00050', null],
    ['100,01', null],
    ['33.333', null],
    ['-1', null],
    ['', null],
    ['1e1', null],
    ['33%', null],
    [Number.NaN, null],
    [0.1 + 0.2, null],
  ])('%j is %j hundredths', (entered, hundredths) => {
    expect(parsePercent(entered)).toBe(hundredths)
  })

  it('is stored as it was read, whatever it is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: WHOLE }), (share) => {
        expect(parsePercent(formatPercent(share))).toBe(share)
      }),
    )
  })
})
