import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { plainArray, textArray } from '../../../src/database/array-literal.js'
import { createTestDatabase, type TestDatabase } from '../../support/database.js'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

const readBack = async (literal: string, type: string) => {
  const [row] = await database.dataSource.query(`select $1::${type}[] as values`, [literal])
  return row.values
}

describe('plain values arrive as they are', () => {
  it.each([
    ['int', []],
    ['int', [1, null, -2_147_483_648]],
    ['float8', [1_764_510_000_000.125, 1e21, 5e-7, null]],
    ['boolean', [true, null, false]],
    ['uuid', ['019a6e60-3c3c-7def-8abc-0123456789ab', null]],
    ['text', ['delivered', null, 'not_sent', 'e3b0c44298fc1c14']],
  ] as const)('%s[]: %j', async (type, values) => {
    expect(await readBack(plainArray(values), type)).toEqual(values)
  })
})

describe('texts', () => {
  it.each([
    [[]],
    [[null]],
    [['']],
    [['', null, '']],
    [['null', 'NULL', ' ', ' a ']],
    [['{a,b}', 'a,b', '"', '\\', '\\"', '"\\\\"', "it's"]],
    [['line\nbreak\ttab\u001e\u0001', 'ação 🎉']],
  ])('arrive as they are: %j', async (texts) => {
    expect(await readBack(textArray(texts), 'text')).toEqual(texts)
  })

  it('lose U+0000, which PostgreSQL refuses, and stay as many', async () => {
    await expect(readBack('{"a\0b"}', 'text')).rejects.toMatchObject({ code: '22021' })
    expect(await readBack(textArray(['a\0b', '\0', '"\0\\\0']), 'text')).toEqual(['ab', '', '"\\'])
  })

  it('have half of a surrogate pair replaced, and nothing beside it', async () => {
    expect(await readBack(textArray(['a\ud83cb', '\udf89"', '🎉']), 'text')).toEqual(['a\ufffdb', '\ufffd"', '🎉'])
  })
})
