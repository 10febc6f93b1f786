import { describe, expect, it } from 'vitest'
import { nestPayload } from '../../../src/panel/nested-payload.js'

describe('a payload', () => {
  it('is the same whether it came flat or nested', () => {
    const nested = { name: 'x', rows: [{ a: '1' }, { a: '2', deep: { b: '3' } }] }
    expect(nestPayload({ name: 'x', 'rows.0.a': '1', 'rows.1.a': '2', 'rows.1.deep.b': '3' })).toEqual(nested)
    expect(nestPayload(nested)).toEqual(nested)
  })

  it('keeps rows in their order without holes, however large the numbers are', () => {
    expect(nestPayload({ 'rows.4000000000.a': 'last', 'rows.2.a': 'first' }).rows).toEqual([
      { a: 'first' },
      { a: 'last' },
    ])
  })

  it('keeps an empty list', () => {
    expect(nestPayload({ rows: [] })).toEqual({ rows: [] })
  })

  it('reaches no prototype and loses NUL', () => {
    const payload = nestPayload(
      JSON.parse('{"__proto__.polluted":"1","a":{"__proto__":{"polluted":"1"}},"b":"x\\u0000y"}'),
    )
    expect(({} as { polluted?: string }).polluted).toBeUndefined()
    expect(payload).toMatchObject({ b: 'xy' })
    expect((payload.a as { polluted?: string } | undefined)?.polluted).toBeUndefined()
  })
})
