import { afterAll, expect, it } from 'vitest'
import { createTestDatabase } from '../../support/database.js'

const first = await createTestDatabase()
const second = await createTestDatabase()
afterAll(() => Promise.all([first.drop(), second.drop()]))

it('gives each caller a migrated database that no other one sees', async () => {
  await first.dataSource.query(`insert into content_platforms.plan (name, price_cents) values ('Fibra 100', 9990)`)

  const inFirst = await first.dataSource.query('select name from content_platforms.plan')
  const inSecond = await second.dataSource.query('select name from content_platforms.plan')

  expect(inFirst).toEqual([{ name: 'Fibra 100' }])
  expect(inSecond).toEqual([])
})

it('keeps accents as they are and folds them for searches', async () => {
  const [row] = await first.dataSource.query(
    `select getdatabaseencoding() as encoding, upper('joão') as upper, content_platforms.fold_text('JOÃO') as folded`,
  )

  expect(row).toEqual({ encoding: 'UTF8', upper: 'JOÃO', folded: 'joao' })
})
