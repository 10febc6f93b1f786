import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { openPool, type PoolDatabase } from '../../../src/database/open-pool.js'
import { runTogether } from '../../../src/database/run-together.js'
import { createStatement } from '../../../src/database/statement.js'
import { createTestDatabase, type TestDatabase } from '../../support/database.js'

let database: TestDatabase
let opened: PoolDatabase
beforeAll(async () => {
  database = await createTestDatabase()
  await database.dataSource.query('create table public.number (value int)')
})
beforeEach(async () => {
  await database.dataSource.query('truncate public.number')
  opened = await openPool({ url: database.url, poolSize: 2, connectTimeoutMs: 2_000 })
})
afterEach(() => opened.destroy())
afterAll(() => database.drop())

const ADD = createStatement<{ value: number }>('insert into public.number select unnest($1::int[]) returning value')
const values = async (): Promise<number[]> =>
  (await database.dataSource.query('select value from public.number order by value')).map(
    ({ value }: { value: number }) => value,
  )

it('runs statements alone, together and in a transaction, as a DataSource does', async () => {
  expect(await ADD.run(opened, ['{1}'])).toEqual([{ value: 1 }])
  expect(await runTogether(opened, [ADD.with(['{2,3}']), ADD.with(['{4}'])])).toEqual([[['2'], ['3']], [['4']]])
  const inside = await opened.transaction(async (tx) => {
    await tx.query('insert into public.number values ($1)', [5])
    await ADD.run(tx, ['{6}'])
    expect(await values()).toEqual([1, 2, 3, 4]) // nobody else sees it yet
    return 'done'
  })
  expect(inside).toBe('done')
  expect(await values()).toEqual([1, 2, 3, 4, 5, 6])
  expect(await opened.query('select value from public.number where value > $1', [5])).toEqual([{ value: 6 }])
})

it('takes back a transaction that fails, and goes on with the connection', async () => {
  for (let time = 0; time < 3; time += 1) {
    const failed = opened.transaction(async (tx) => {
      await tx.query('insert into public.number values (1)')
      await tx.query('select 1 / 0')
    })
    await expect(failed).rejects.toMatchObject({ code: '22012' })
    const thrown = opened.transaction(async (tx) => {
      await tx.query('insert into public.number values (1)')
      throw new Error('mine')
    })
    await expect(thrown).rejects.toThrow('mine')
  }
  expect(await values()).toEqual([])
  expect(opened.pool.idleCount).toBe(opened.pool.totalCount)
})

it('bears cut connections, idle or in a transaction: whoever used one is told, and the next is a new one', async () => {
  const cut = () =>
    database.dataSource.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and application_name = 'content-platforms' and pid <> pg_backend_pid()`,
    )
  await opened.query('select 1')
  await cut()
  await vi.waitFor(() => expect(opened.pool.totalCount).toBe(0))
  const broken = opened.transaction(async (tx) => {
    await tx.query('insert into public.number values (1)')
    await cut()
    await tx.query('insert into public.number values (2)')
  })
  await expect(broken).rejects.toThrow()
  expect(await values()).toEqual([])
  expect(await opened.query('select 1 as one')).toEqual([{ one: 1 }])
})

it('rejects with the reason of the server, or of the network, when it cannot be opened', async () => {
  const url = new URL(database.url)
  url.pathname = '/nowhere'
  await expect(openPool({ url: url.href, poolSize: 2, connectTimeoutMs: 2_000 })).rejects.toMatchObject({
    code: '3D000',
  })
  await expect(
    openPool({ url: 'postgres://127.0.0.1:1/x', poolSize: 2, connectTimeoutMs: 2_000 }),
  ).rejects.toMatchObject({ code: 'ECONNREFUSED' })
})
