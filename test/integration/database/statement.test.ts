import type { DataSource } from 'typeorm'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createStatement } from '../../../src/database/statement.js'
import { createTestDatabase, type TestDatabase } from '../../support/database.js'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

const DOUBLE = createStatement<{ twice: number }>('select $1::int * 2 as twice')
const double = (on: Parameters<typeof DOUBLE.run>[0], value: number) => DOUBLE.run(on, [value])

const plansKept = async (dataSource: DataSource): Promise<number> => {
  const [{ count }] = await dataSource.query(`select count(*)::int as count from pg_prepared_statements`)
  return count
}

describe('a statement that is run again and again', () => {
  it('is parsed and planned once by a connection, and returns what an update returns as rows', async () => {
    const dataSource = await database.connect()
    await dataSource.transaction(async (tx) => {
      expect(await double(tx, 21)).toEqual([{ twice: 42 }])
      expect(await double(tx, 4)).toEqual([{ twice: 8 }])
      const [{ count }] = await tx.query(`select count(*)::int as count from pg_prepared_statements`)
      expect(count).toBe(1)
      await tx.query('create temporary table number (value int)')
      await tx.query('insert into number values (1), (2)')
      const raise = createStatement<{ value: number }>('update number set value = value + $1::int returning value')
      expect(await raise.run(tx, [10])).toEqual([{ value: 11 }, { value: 12 }])
    })
  })

  it('is not planned anew for few rows because the plan for any number looks dearer', async () => {
    const dataSource = await database.connect()
    const lookUp = createStatement<{ attname: string }>(`
      select a.attname from unnest($1::int[], $2::int[]) as wanted (class_id, number)
      join pg_class c on c.oid = wanted.class_id::oid join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attnum = wanted.number
      where n.oid <> all ($3::oid[])`)
    await dataSource.transaction(async (tx) => {
      for (let run = 0; run < 20; run += 1)
        expect(await lookUp.run(tx, [[1259], [1], [0]])).toEqual([{ attname: 'oid' }])
      const [{ custom }] = await tx.query('select custom_plans::int as custom from pg_prepared_statements')
      expect(custom).toBe(5) // PostgreSQL's own number of tries before it compares
    })
  })

  it('is planned once outside a transaction whatever its parameters, and leaves the connection its own way to plan', async () => {
    const dataSource = await database.connect()
    for (const value of [1, 2, 3]) expect(await double(dataSource, value)).toEqual([{ twice: value * 2 }])
    await expect(double(dataSource, 2 ** 31)).rejects.toMatchObject({ code: '22003' })
    expect(await double(dataSource, 4)).toEqual([{ twice: 8 }])
    const [plans] = await dataSource.query(
      `select generic_plans::int, custom_plans::int from pg_prepared_statements where statement like '%twice%'`,
    )
    expect(plans).toEqual({ generic_plans: 4, custom_plans: 0 })
    expect(await dataSource.query('show plan_cache_mode')).toEqual([{ plan_cache_mode: 'auto' }])
  })

  it('looks up by index in a table that was empty when it was planned', async () => {
    const dataSource = await database.connect()
    await dataSource.query('create table public.grown (id int primary key)')
    await dataSource.query('vacuum analyze public.grown')
    const find = createStatement<{ id: number }>('select id from public.grown where id = any($1::int[])')
    expect(await find.run(dataSource, [[1]])).toEqual([])
    await dataSource.query('insert into public.grown select generate_series(1, 10000)')
    for (let id = 1; id <= 5; id += 1) expect(await find.run(dataSource, [[id]])).toEqual([{ id }])
    // Once to build the index.
    const scans = `select coalesce(sum(seq_scan), 0)::int as whole, coalesce(sum(idx_scan), 0)::int as "byIndex"
      from pg_stat_user_tables where relname = 'grown'`
    await vi.waitFor(async () => expect(await dataSource.query(scans)).toEqual([{ whole: 1, byIndex: 6 }]), 15_000)
  })

  it('goes on without its name where a pooler gives it a session that does not know it', async () => {
    const dataSource = await database.connect()
    expect(await double(dataSource, 1)).toEqual([{ twice: 2 }])
    await dataSource.query('deallocate all')
    expect(await double(dataSource, 2)).toEqual([{ twice: 4 }])
    expect(await double(dataSource, 3)).toEqual([{ twice: 6 }])
    expect(await plansKept(dataSource)).toBe(0)
  })

  it('fails within a transaction there, and the next one succeeds', async () => {
    const dataSource = await database.connect()
    await dataSource.transaction((tx) => double(tx, 1))
    await dataSource.query('deallocate all')
    await expect(dataSource.transaction((tx) => double(tx, 2))).rejects.toMatchObject({ code: '26000' })
    expect(await dataSource.transaction((tx) => double(tx, 2))).toEqual([{ twice: 4 }])
  })

  const asked: unknown[] = []
  class Plain {
    async query({ text, values }: { text?: string; values?: unknown[] }) {
      if (!text) throw new Error('knows no queries of pg')
      asked.push(values)
      return { rows: [{ twice: 42 }] }
    }
  }
  class WithQuery extends Plain {
    static Query = class {
      submit() {}
      handleDataRow() {}
      handleCommandComplete() {}
      handleReadyForQuery() {}
    }
  }
  const sends = () => {}
  const wire = {
    parsedStatements: {},
    stream: {},
    parse: sends,
    bind: sends,
    execute: sends,
    close: sends,
    sync: sends,
  }
  it.each([
    ['has no connection of its kind', new Plain()],
    ['has no connection of its kind, as pg-native', new WithQuery()],
    ['has another connection', Object.assign(new WithQuery(), { connection: { ...wire, bind: undefined } })],
    ['makes queries in another way', Object.assign(new Plain(), { connection: wire })],
  ])('is sent as any other where the driver %s', async (_, client) => {
    const dataSource = await database.connect()
    const runner = { connect: async () => client, release: async () => {} }
    const foreign: DataSource = Object.create(dataSource, {
      createQueryRunner: { value: () => runner },
      manager: { get: () => ({ connection: foreign }) },
    })
    expect(await double(foreign, 21)).toEqual([{ twice: 42 }])
    expect(asked.splice(0)).toEqual([[21]])
  })

  it('gives its connection back after an error', async () => {
    const dataSource = await database.connect()
    const wrong = createStatement('select $1::int / 0')
    for (let attempt = 0; attempt < 30; attempt += 1)
      await expect(wrong.run(dataSource, [1])).rejects.toMatchObject({ code: '22012' })
    expect(await double(dataSource, 5)).toEqual([{ twice: 10 }])
  })
})
