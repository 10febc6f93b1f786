import { expect, test } from 'vitest'
import { median, percentile } from '../../../bench/src/measure/statistics.js'

test('the median of an even number of values lies between the middle ones', () => {
  expect(median([5, 1, 3])).toBe(3)
  expect(median([4, 1, 3, 2])).toBe(2.5)
})

test('a percentile is a value that was measured', () => {
  const values = Array.from({ length: 100 }, (_, index) => 100 - index)
  expect(percentile(values, 0.5)).toBe(51)
  expect(percentile(values, 0.99)).toBe(100)
  expect(percentile(values, 1)).toBe(100)
})

test('of nothing there is neither', () => {
  expect(median([])).toBeNaN()
  expect(percentile([], 0.5)).toBeNaN()
})
