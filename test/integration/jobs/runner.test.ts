import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { requestJob } from '../../../src/domain/request-job.js'
import { BackgroundJob } from '../../../src/entities/background-job.js'
import type { Job } from '../../../src/jobs/job.js'
import { makeDue as makeJobDue } from '../../../src/jobs/make-due.js'
import { createJobRunner, type JobRunner, type JobRunnerOptions } from '../../../src/jobs/runner.js'
import { createTestDatabase, type TestDatabase } from '../../support/database.js'
import { ACTOR } from '../../support/provider.js'
import { buildWorker, endWorkers, startWorker } from '../webhooks/worker-process.js'
import type { JobProcessInput } from './job-process.js'

let database: TestDatabase
let process: Awaited<ReturnType<typeof buildWorker>>
const started: JobRunner[] = []
const lines: string[] = []

beforeAll(async () => {
  ;[database, process] = await Promise.all([createTestDatabase(), buildWorker('jobs/job-process')])
  await database.dataSource.query('create table leader_note (at timestamptz default clock_timestamp(), pid int)')
})
afterEach(async () => {
  await endWorkers()
  await Promise.all(started.splice(0).map((runner) => runner.stop({ deadlineMs: 5_000 })))
  await database.dataSource.query('delete from content_platforms.job')
  await database.dataSource.query('delete from leader_note')
  lines.length = 0
})
afterAll(async () => {
  await process.remove()
  await database.drop()
})

const note = (_: object, message: string) => {
  lines.push(message)
}

const start = (jobs: Job[], options: Partial<JobRunnerOptions> = {}): JobRunner => {
  const runner = createJobRunner({
    dataSource: database.dataSource,
    jobs,
    timeZone: 'America/Sao_Paulo',
    logger: { info: note, warn: note, error: note },
    leaseMs: 2_000,
    pollMs: 10,
    maxRunning: 4,
    ...options,
  })
  started.push(runner)
  runner.start()
  return runner
}

const rowOf = (name: string) => database.dataSource.manager.findOneByOrFail(BackgroundJob, { name })

/** Makes the job due since then; `since` is an SQL interval. */
const makeDue = (name: string, since = '0 seconds') =>
  database.dataSource.query(
    `insert into content_platforms.job (name, due_at) values ($1, now() - $2::interval)
     on conflict (name) do update set due_at = excluded.due_at`,
    [name, since],
  )

const everyMs = (intervalMs: number, run: Job['run'], name = 'test.job'): Job => ({
  name,
  schedule: { kind: 'every', intervalMs },
  run,
})

const until = (check: () => Promise<void> | void) => vi.waitFor(check, { timeout: 8_000, interval: 10 })

const untilAborted = (signal: AbortSignal) =>
  new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))

describe('two runners on one database', () => {
  it('never run one job at the same time, and the other takes its turn', async () => {
    await makeDue('test.job')
    let running = 0
    let atMost = 0
    const runs = [0, 0]
    const jobOf = (index: number): Job =>
      everyMs(0, async ({ step }) => {
        running += 1
        atMost = Math.max(atMost, running)
        await step((tx) => tx.query('select pg_sleep(0.005)'))
        runs[index] = (runs[index] ?? 0) + 1
        running -= 1
        return {}
      })
    start([jobOf(0)])
    start([jobOf(1)], { dataSource: await database.connect() })
    await until(() => expect(Math.min(...runs)).toBeGreaterThan(5))
    expect(atMost).toBe(1)
  })

  it('run different jobs side by side in one process', async () => {
    const seen = new Set<string>()
    const both = everyMs(60_000, async ({ signal }) => {
      seen.add('first')
      await untilAborted(signal)
      return {}
    })
    const other = everyMs(60_000, async () => ({ other: seen.add('second').size }), 'test.other')
    await makeDue('test.job')
    await makeDue('test.other')
    start([both, other])
    await until(() => expect(seen).toEqual(new Set(['first', 'second'])))
  })
})

describe('a leader that is gone', () => {
  it.each([
    ['its clock is right', 0],
    ['its clock is an hour slow', -3_600_000],
    ['its clock is an hour fast', 3_600_000],
  ])('killed, is followed by another after its lease and not before, when %s', async (_, clockShiftMs) => {
    await makeDue('test.leader')
    const input: JobProcessInput = { databaseUrl: database.url, name: 'test.leader', leaseMs: 2_000 }
    const first = await startWorker({ script: process.script, input, clockShiftMs })
    await first.said('leads')
    const second = await startWorker({ script: process.script, input })
    first.signal('SIGKILL')
    expect(await first.ended).toBe('SIGKILL')
    const { leaseUntil } = await rowOf('test.leader')
    await second.said('leads')
    const notes: { pid: number; at: Date }[] = await database.dataSource.query('select * from leader_note order by at')
    expect(notes.map(({ pid }) => pid)).toEqual([first.pid, second.pid])
    expect(notes[1]?.at.getTime()).toBeGreaterThanOrEqual(leaseUntil?.getTime() ?? Number.POSITIVE_INFINITY)
  })

  it('asleep until after its lease, changes nothing any more when it wakes up', async () => {
    await makeDue('test.leader')
    const input: JobProcessInput = { databaseUrl: database.url, name: 'test.leader', leaseMs: 600 }
    const first = await startWorker({ script: process.script, input })
    await first.said('leads')
    first.signal('SIGSTOP')
    const second = await startWorker({ script: process.script, input })
    await second.said('leads')
    first.signal('SIGCONT')
    await first.said('job.lease_lost')
    const notes: { pid: number }[] = await database.dataSource.query('select pid from leader_note order by at')
    expect(notes.map(({ pid }) => pid)).toEqual([first.pid, second.pid])
  })
})

describe('a job made due', () => {
  it('while it runs, runs again at once, since that run may have looked too early', async () => {
    await makeDue('test.job')
    let runs = 0
    const job = everyMs(60_000, async ({ dataSource }) => {
      runs += 1
      if (runs === 1) await makeJobDue(dataSource, 'test.job')
      return {}
    })
    start([job])
    await until(() => expect(runs).toBe(2))
    await until(async () => expect((await rowOf('test.job')).leaseUntil).toBeNull())
    const { dueAt } = await rowOf('test.job')
    expect(dueAt.getTime() - Date.now()).toBeGreaterThan(30_000)
  })
})

describe('a lease', () => {
  it('is renewed while the job runs, so that a long job stays one', async () => {
    await makeDue('test.job')
    let runs = 0
    const long = everyMs(60_000, async ({ dataSource }) => {
      runs += 1
      await dataSource.query('select pg_sleep(2.5)')
      return { long: 1 }
    })
    start([long], { leaseMs: 1_000 })
    start([long], { leaseMs: 1_000, dataSource: await database.connect() })
    await until(async () => expect((await rowOf('test.job')).lastResult).toEqual({ long: 1 }))
    expect(runs).toBe(1)
  })

  it('that went to another aborts the run, and its step saves nothing', async () => {
    await makeDue('test.job')
    let stepped: unknown
    let aborted = false
    const job = everyMs(60_000, async ({ signal, step, dataSource }) => {
      await dataSource.query(`update content_platforms.job set lease_token = gen_random_uuid() where name = 'test.job'`)
      stepped = await step((tx) => tx.query('insert into leader_note (pid) values (1)')).catch((error) => error.name)
      await untilAborted(signal)
      aborted = signal.aborted
      return {}
    })
    start([job], { leaseMs: 300 })
    await until(() => expect(lines).toContain('job.lease_lost'))
    expect({ stepped, aborted }).toEqual({ stepped: 'LeaseLost', aborted: true })
    expect(await database.dataSource.query('select * from leader_note')).toEqual([])
  })

  it('goes back when the process stops, and another process goes on at once', async () => {
    await makeDue('test.job')
    const began: number[] = []
    const job = everyMs(60_000, async ({ signal }) => {
      began.push(1)
      if (began.length === 1) await untilAborted(signal)
      return { done: 1 }
    })
    const first = start([job], { leaseMs: 60_000 })
    await until(() => expect(began).toHaveLength(1))
    await first.stop({ deadlineMs: 5_000 })
    expect(await rowOf('test.job')).toMatchObject({ leaseToken: null, lastFinishedAt: null })
    start([job], { leaseMs: 60_000, dataSource: await database.connect() })
    await until(async () => expect((await rowOf('test.job')).lastResult).toEqual({ done: 1 }))
  })
})

describe('a run that fails', () => {
  it('is written down, ends nothing else, and is repeated later each time', async () => {
    await makeDue('test.bad')
    await makeDue('test.good')
    const bad = everyMs(60_000, () => Promise.reject(new Error('the platform is away')), 'test.bad')
    start([bad, everyMs(60_000, async () => ({ fine: 1 }), 'test.good')])
    const waits: number[] = []
    for (const failures of [1, 2, 3]) {
      await until(async () => expect((await rowOf('test.bad')).failures).toBe(failures))
      const { dueAt, lastFinishedAt, lastError, leaseToken } = await rowOf('test.bad')
      expect({ lastError, leaseToken }).toEqual({ lastError: 'the platform is away', leaseToken: null })
      waits.push(Math.round((dueAt.getTime() - (lastFinishedAt?.getTime() ?? 0)) / 1000))
      if (failures < 3) await makeDue('test.bad')
    }
    expect(waits).toEqual([60, 120, 240])
    expect((await rowOf('test.good')).lastResult).toEqual({ fine: 1 })
  })

  it('leaves no trace of the error once a run succeeds', async () => {
    await makeDue('test.job')
    let runs = 0
    const job = everyMs(60_000, async () => {
      runs += 1
      if (runs === 1) throw new Error('once')
      return { runs }
    })
    start([job])
    await until(async () => expect((await rowOf('test.job')).failures).toBe(1))
    await makeDue('test.job')
    await until(async () => expect((await rowOf('test.job')).lastResult).toEqual({ runs: 2 }))
    expect(await rowOf('test.job')).toMatchObject({ lastError: null, failures: 0 })
  })
})

describe('a schedule', () => {
  const hourThere = async (name: string, timeZone: string) => {
    const [row] = await database.dataSource.query(
      `select to_char(due_at at time zone $2, 'HH24:MI') as hour, due_at > now() as ahead,
         due_at <= now() + interval '25 hours' as soon
       from content_platforms.job where name = $1`,
      [name, timeZone],
    )
    return row
  }

  it.each(['America/Sao_Paulo', 'Pacific/Kiritimati', 'America/Los_Angeles', 'Pacific/Auckland'])(
    'daily, is due at its hour of the day in %s, and after days of downtime once and no more',
    async (timeZone) => {
      await makeDue('test.daily', '3 days')
      let runs = 0
      const run = async () => {
        runs += 1
        return { runs }
      }
      start([{ name: 'test.daily', schedule: { kind: 'daily', hour: 5 }, run }], { timeZone })
      await until(async () => expect((await rowOf('test.daily')).lastResult).toEqual({ runs: 1 }))
      expect(await hourThere('test.daily', timeZone)).toEqual({ hour: '05:00', ahead: true, soon: true })
      expect(runs).toBe(1)
    },
  )

  it('starts a new installation with nothing due at once, and brings a date forward only', async () => {
    const none = async () => ({})
    const jobs: Job[] = [
      { name: 'test.daily', schedule: { kind: 'daily', hour: 5 }, run: none },
      everyMs(3_600_000, none, 'test.hourly'),
      everyMs(1_000, none, 'test.often'),
    ]
    await start(jobs).stop({ deadlineMs: 5_000 })
    const secondsTo = async (name: string) => Math.round(((await rowOf(name)).dueAt.getTime() - Date.now()) / 1000)
    expect(await secondsTo('test.daily')).toBeGreaterThan(0)
    expect(await secondsTo('test.hourly')).toBeGreaterThan(20)
    expect(await secondsTo('test.hourly')).toBeLessThan(60)
    const before = await rowOf('test.hourly')
    await start([everyMs(1_000, none, 'test.daily'), ...jobs.slice(1)]).stop({ deadlineMs: 5_000 })
    expect(await secondsTo('test.daily')).toBeLessThan(5)
    expect((await rowOf('test.hourly')).dueAt).toEqual(before.dueAt)
  })

  it('yields to a person: asked for now, the job runs now; asked for during a run, again after it', async () => {
    let runs = 0
    let goOn = () => {}
    const job = everyMs(3_600_000, async () => {
      runs += 1
      if (runs === 1) {
        await new Promise<void>((resolve) => {
          goOn = resolve
        })
      }
      return { runs }
    })
    start([job])
    await until(async () => expect((await rowOf('test.job')).lastStartedAt).toBeNull())
    const ask = () => database.dataSource.transaction((tx) => requestJob(tx, { name: 'test.job', actor: ACTOR }))
    await ask()
    await until(() => expect(runs).toBe(1))
    await ask()
    goOn()
    await until(async () => expect((await rowOf('test.job')).lastResult).toEqual({ runs: 2 }))
    expect((await rowOf('test.job')).dueAt.getTime()).toBeGreaterThan(Date.now() + 3_000_000)
  })
})
