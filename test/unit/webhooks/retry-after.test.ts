import { expect, it } from 'vitest'
import { parseRetryAfter } from '../../../src/webhooks/retry-after.js'

const nowMs = Date.parse('Tue, 01 Jul 2025 12:00:00 GMT')
const parse = (retryAfter: string | undefined, date?: string) => parseRetryAfter({ retryAfter, date, nowMs })

it('reads seconds', () => {
  expect(parse('120')).toBe(120_000)
  expect(parse(' 0 ')).toBe(0)
})

it('reads a date by the clock of the platform that wrote it', () => {
  expect(parse('Tue, 01 Jul 2025 09:00:30 GMT', 'Tue, 01 Jul 2025 09:00:00 GMT')).toBe(30_000)
})

it('reads a date by our clock if the answer has none', () => {
  expect(parse('Tue, 01 Jul 2025 12:00:30 GMT')).toBe(30_000)
  expect(parse('Tue, 01 Jul 2025 12:00:30 GMT', 'yesterday')).toBe(30_000)
})

it('takes a date in the past as no wait', () => {
  expect(parse('Tue, 01 Jul 2025 11:00:00 GMT')).toBe(0)
})

it.each(['', '  ', '-5', '1.5', '1e9', 'soon', '2025-07-01', 'Tuesday', '12 s', undefined])('ignores %j', (garbage) => {
  expect(parse(garbage)).toBeUndefined()
})
