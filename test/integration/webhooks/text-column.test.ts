import { afterAll, beforeAll, expect, it } from 'vitest'
import { textColumn, textColumnSql } from '../../../src/webhooks/text-column.js'
import { createTestDatabase, type TestDatabase } from '../../support/database.js'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

const stored = async (texts: readonly (string | null)[]) => {
  const [row] = await database.dataSource.query(`select ${textColumnSql('$1')} as texts`, [textColumn(texts)])
  return row.texts
}

it.each([
  [[]],
  [['']],
  [[null]],
  [['', '']],
  [[null, '', null]],
  [['{"a":"b\\\\c \\"d\\""}', "it's {a,b} NULL", 'ação 🎉', 'line\nbreak\ttab']],
])('texts arrive as they are: %j', async (texts) => {
  expect(await stored(texts)).toEqual(texts)
})

it('a separator within a text is dropped, so that no text can become two, or none', async () => {
  expect(await stored(['a\u001eb', '\u001d', 'c'])).toEqual(['ab', '', 'c'])
})

it('what PostgreSQL takes in no text is dropped, so that it keeps no attempt from being written', async () => {
  expect(await stored(['a\0b', '\0', 'c'])).toEqual(['ab', '', 'c'])
})
