import { expect, it } from 'vitest'
import { rememberLast } from '../../../src/webhooks/remember-last.js'

it('reads a text once as long as it stays the same, and anew after another one', () => {
  const read: string[] = []
  const length = rememberLast((text) => {
    read.push(text)
    return text.length
  })
  expect(['ok', 'ok', 'no', 'refused', 'ok', ''].map((text) => length(text))).toEqual([2, 2, 2, 7, 2, 0])
  expect(read).toEqual(['ok', 'no', 'refused', 'ok', ''])
})

it('reads a text again that it failed to read', () => {
  let failures = 1
  const parse = rememberLast((text) => {
    if (failures > 0) {
      failures -= 1
      throw new Error('not yet')
    }
    return text.length
  })
  expect(() => parse('ok')).toThrow('not yet')
  expect(parse('ok')).toBe(2)
})
