import { DataSource } from 'typeorm'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { runTogether } from '../../../src/database/run-together.js'
import { createStatement } from '../../../src/database/statement.js'
import { createTestDatabase, type TestDatabase } from '../../support/database.js'

let database: TestDatabase
let dataSource: DataSource
beforeAll(async () => {
  database = await createTestDatabase()
})
beforeEach(async () => {
  dataSource = await database.connect()
  await dataSource.query('create table if not exists public.number (value int)')
  await dataSource.query('truncate public.number')
})
afterAll(() => database.drop())

const ADD = createStatement('insert into public.number select unnest($1::int[]) returning value')
const SUM = createStatement(
  `insert into public.number select sum(value) / $1::int from public.number returning value, $2::text`,
)
const RAISE = createStatement('update public.number set value = value + $1::int')

const sum = (by: number, word: string | null = null) => SUM.with([by, word])

describe('statements that are run together', () => {
  it('each see what those before them wrote, and answer their rows', async () => {
    expect(await runTogether(dataSource, [ADD.with(['{1,2}']), ADD.with(['{9}']), sum(1, '"é"'), sum(2)])).toEqual([
      [['1'], ['2']],
      [['9']],
      [['12', '"é"']],
      [['12', null]],
    ])
    expect(await runTogether(dataSource, [sum(1)])).toEqual([[['36', null]]])
  })

  it('each see what was committed while one before them waited', async () => {
    await dataSource.query('insert into public.number values (1)')
    const { other, running } = await database.dataSource.transaction(async (tx) => {
      await tx.query('update public.number set value = 2')
      const running = runTogether(dataSource, [RAISE.with([10]), sum(1)])
      await vi.waitFor(async () => {
        const [{ waiting }] = await tx.query(
          `select count(*)::int as waiting from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
        )
        expect(waiting).toBe(1)
      })
      return { other: await tx.query('insert into public.number values (100)'), running }
    })
    expect(other).toEqual([])
    expect(await running).toEqual([[], [['112', null]]])
  })

  it('are undone together when one fails, and go on afterwards on the same connection', async () => {
    for (let time = 0; time < 3; time += 1)
      await expect(runTogether(dataSource, [ADD.with(['{1}']), sum(0), ADD.with(['{2}'])])).rejects.toMatchObject({
        code: '22012',
      })
    await expect(runTogether(dataSource, [ADD.with(['{wrong}'])])).rejects.toMatchObject({ code: '22P02' })
    expect(await dataSource.query('select value from public.number')).toEqual([])
    expect(await runTogether(dataSource, [ADD.with(['{7}']), sum(1)])).toEqual([[['7']], [['7', null]]])
  })

  it('are parsed again where one before them kept them from being parsed at all', async () => {
    await expect(runTogether(dataSource, [ADD.with(['{wrong}']), sum(1)])).rejects.toMatchObject({ code: '22P02' })
    expect(await runTogether(dataSource, [sum(1)])).toEqual([[[null, null]]])
  })

  it('give their connection back, also after an error', async () => {
    for (let time = 0; time < 15; time += 1) {
      await expect(runTogether(dataSource, [ADD.with(['{wrong}'])])).rejects.toMatchObject({ code: '22P02' })
      expect(await runTogether(dataSource, [ADD.with(['{1}'])])).toEqual([[['1']]])
    }
  })

  it('look rows up by index and compile nothing, and leave that to the connection afterwards', async () => {
    const settings = `current_setting('enable_seqscan') as seqscan, current_setting('jit') as jit`
    const read = createStatement(`select ${settings}`)
    const [before] = await dataSource.query(`select ${settings}`)
    expect(before.seqscan).toBe('on')
    for (let time = 0; time < 2; time += 1)
      expect(await runTogether(dataSource, [read.with([])])).toEqual([[['off', 'off']]])
    expect(await dataSource.query(`select ${settings}`)).toEqual([before])
  })

  it('are planned once by a connection, whose own way to plan stays as it was', async () => {
    for (let time = 0; time < 4; time += 1) await runTogether(dataSource, [sum(1)])
    const [plans] = await dataSource.query(
      `select generic_plans::int, custom_plans::int from pg_prepared_statements where statement like '%sum(value)%'`,
    )
    expect(plans).toEqual({ generic_plans: 4, custom_plans: 0 })
    const [settings] = await dataSource.query(
      `select (generic_plans + custom_plans)::int as runs from pg_prepared_statements where statement like '%plan_cache_mode%'
         and name <> ''`,
    )
    expect(settings).toEqual({ runs: 4 }) // of one parsing
    expect(await dataSource.query('show plan_cache_mode')).toEqual([{ plan_cache_mode: 'auto' }])
  })

  it('are parsed once where one message holds the same one twice', async () => {
    await runTogether(dataSource, [ADD.with(['{1}']), ADD.with(['{2}'])])
    const parsed = await dataSource.query(
      `select generic_plans::int as runs from pg_prepared_statements where statement like '%public.number select unnest%'`,
    )
    expect(parsed).toEqual([{ runs: 2 }])
  })

  it('do not begin before the last of them is known to be well formed: none locks rows while others are on their way', async () => {
    await dataSource.query('drop sequence if exists public.begun; create sequence public.begun')
    const begin = createStatement(`select nextval('public.begun')`)
    await expect(runTogether(dataSource, [begin.with([]), ADD.with(['{wrong}'])])).rejects.toMatchObject({
      code: '22P02',
    })
    expect(await dataSource.query('select is_called from public.begun')).toEqual([{ is_called: false }])
  })

  it('share their names with those that are run one by one', async () => {
    await runTogether(dataSource, [sum(1)])
    expect(await SUM.run(dataSource, [1, null])).toHaveLength(1)
    expect(await ADD.run(dataSource, [[4]])).toEqual([{ value: 4 }])
    expect(await runTogether(dataSource, [ADD.with(['{5}'])])).toEqual([[['5']]])
  })

  it('are left undone where a pooler gives them a session that does not know them, then and from then on', async () => {
    await runTogether(dataSource, [ADD.with(['{1}'])])
    await dataSource.query('deallocate all')
    expect(await runTogether(dataSource, [ADD.with(['{2}'])])).toBeUndefined()
    // Nor on another connection, which could.
    await dataSource.transaction(async () => {
      expect(await runTogether(dataSource, [ADD.with(['{3}'])])).toBeUndefined()
    })
    expect(await dataSource.query('select value from public.number')).toEqual([{ value: 1 }])
  })

  it('are left undone where the driver is not pg', async () => {
    const released: string[] = []
    const runner = { connect: async () => ({ query() {} }), release: async () => void released.push('runner') }
    const foreign: DataSource = Object.create(dataSource, { createQueryRunner: { value: () => runner } })
    expect(await runTogether(foreign, [ADD.with(['{1}'])])).toBeUndefined()
    expect(released).toEqual(['runner'])
  })

  it('keep to a time limit that the host gave the driver', async () => {
    const limited = new DataSource({ type: 'postgres', url: database.url, extra: { query_timeout: 1_500 } })
    await limited.initialize()
    try {
      const sleep = createStatement('select pg_sleep($1::float8)')
      expect(await runTogether(limited, [ADD.with(['{1}'])])).toEqual([[['1']]])
      const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length
      const before = timers()
      for (let time = 0; time < 20; time += 1) {
        await runTogether(limited, [ADD.with(['{1}'])])
        await expect(runTogether(limited, [ADD.with(['{wrong}'])])).rejects.toMatchObject({ code: '22P02' })
      }
      expect(timers() - before).toBeLessThan(10) // the pool has its own
      await expect(runTogether(limited, [sleep.with([3])])).rejects.toThrow('Query read timeout')
    } finally {
      await limited.destroy()
    }
  })

  it('are left undone where the host has pg send queries ahead of answers, and are run one by one then', async () => {
    const ahead = new DataSource({ type: 'postgres', url: database.url, extra: { pipeline: true } })
    await ahead.initialize()
    try {
      expect(await runTogether(ahead, [ADD.with(['{1}'])])).toBeUndefined()
      expect(await ADD.run(ahead, ['{2}'])).toEqual([{ value: 2 }])
      expect(await dataSource.query('select value from public.number')).toEqual([{ value: 2 }])
    } finally {
      await ahead.destroy()
    }
  })

  it('reject when their connection is cut', async () => {
    const sleep = createStatement('select pg_sleep(60), $1::int')
    const running = runTogether(dataSource, [sleep.with([1])])
    const caught = expect(running).rejects.toThrow()
    const other = database.dataSource
    for (let ended = 0; ended === 0; )
      [{ ended }] = await other.query(
        `select count(pg_terminate_backend(pid))::int as ended from pg_stat_activity where datname = current_database() and wait_event = 'PgSleep'`,
      )
    await caught
    // The connection may be told of its end a moment later.
    await vi.waitFor(async () => expect(await runTogether(dataSource, [ADD.with(['{7}'])])).toEqual([[['7']]]))
  })
})
