import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { suspendService } from '../../../src/domain/services/suspend-service.js'
import { createWakeOthers, type Hint, type WakeOthers } from '../../../src/webhooks/wake-others.js'
import { folderWith } from '../../support/command.js'
import { createTestDatabase } from '../../support/database.js'
import { ACTOR, LOOPBACK, type Provider } from '../../support/provider.js'
import type { Receiver } from '../../support/receiver.js'
import { createWorkplace, startWorker as startProcess, type Workplace } from '../../support/workplace.js'

// So late that whatever arrives within a test came by a hint.
const NO_POLL_MS = 600_000

let workplace: Workplace
let provider: Provider
let receiver: Receiver
const opened: WakeOthers[] = []
const ears: pg.Client[] = []
beforeEach(async () => {
  workplace = await createWorkplace()
  ;({ provider, receiver } = workplace)
})
afterEach(async () => {
  await Promise.all(opened.splice(0).map((others) => others.close()))
  await Promise.all(ears.splice(0).map((ear) => ear.end()))
  await workplace.drop()
})

const quiet = { info: () => {}, warn: () => {}, error: () => {} }
const listeners = async (): Promise<number[]> => {
  const rows: { pid: number }[] = await provider.dataSource.query(
    `select pid from pg_stat_activity where datname = current_database() and query = 'listen content_platforms_wake'`,
  )
  return rows.map(({ pid }) => pid)
}
const listening = (count: number) =>
  vi.waitFor(async () => expect(await listeners()).toHaveLength(count), { timeout: 10_000 })

const startWorker = async (delivery: object = {}) => {
  const config = { endpoints: LOOPBACK, delivery: { pollMs: NO_POLL_MS, ...delivery } }
  const folder = await folderWith({ 'content-platforms.config.json': JSON.stringify(config) })
  return startProcess({ args: ['worker', '--no-jobs'], env: workplace.environment, folder })
}
const arrived = (count: number) =>
  vi.waitFor(() => expect(receiver.requests).toHaveLength(count), { timeout: 5_000, interval: 1 })

/** Hears what is announced on the channel, as a process of its own would. */
const listen = async () => {
  const client = new pg.Client({ connectionString: provider.url })
  ears.push(client)
  await client.connect()
  const payloads: string[] = []
  client.on('notification', ({ payload }) => payloads.push(payload ?? ''))
  await client.query('listen content_platforms_wake')
  return { payloads }
}
/** Waits until whatever was announced so far is heard: a mark of our own comes behind it. */
const settled = async ({ payloads }: { payloads: string[] }) => {
  await wait(100) // longer than an announcement is held back
  const mark = `mark ${payloads.length}`
  await provider.dataSource.query(`select pg_notify('content_platforms_wake', $1)`, [mark])
  await vi.waitFor(() => expect(payloads.at(-1)).toBe(mark))
}
const open = (input: Partial<Parameters<typeof createWakeOthers>[0]> = {}) => {
  const hints: Hint[] = []
  const onHint = (hint: Hint) => void hints.push(hint)
  const others = createWakeOthers({ dataSource: provider.dataSource, logger: quiet, onHint, ...input })
  opened.push(others)
  return { ...others, hints }
}

describe('a panel process and a worker process', () => {
  it('deliver within milliseconds of the commit, without waiting for the poll', async () => {
    const { productId } = await provider.integration({ url: receiver.url })
    await startWorker()
    await listening(1)
    const tookMs: number[] = []
    for (let round = 1; round <= 9; round += 1) {
      const packageId = await provider.package({ productId })
      const serviceId = await provider.service()
      await provider.link(serviceId, packageId)
      const committedAt = performance.now()
      await arrived(round)
      tookMs.push((receiver.requests.at(-1)?.startedAt ?? 0) - committedAt)
    }
    expect(tookMs.sort((a, b) => a - b)[4]).toBeLessThan(100)
  })

  it('go on after the connection that listens was cut', async () => {
    await startWorker()
    await listening(1)
    const [pid] = await listeners()
    await provider.dataSource.query('select pg_terminate_backend($1)', [pid])
    await vi.waitFor(async () => expect((await listeners()).filter((other) => other !== pid)).toHaveLength(1), {
      timeout: 15_000,
    })
    await provider.linked({ integration: { url: receiver.url } })
    await arrived(1)
  })

  it('leave it to the poll with delivery.notify off, and take no connection for it', async () => {
    await startWorker({ notify: false, pollMs: 2_000 })
    expect(await listeners()).toEqual([])
    await provider.linked({ integration: { url: receiver.url } })
    await arrived(1)
  })

  it('leave no connection behind after SIGTERM', async () => {
    const worker = await startWorker()
    await listening(1)
    worker.signal('SIGTERM')
    expect((await worker.ended).code).toBe(0)
    await listening(0)
  })
})

describe('an announcement', () => {
  it('of many commits at once is a few, and one at least comes after the last of them', async () => {
    const ear = await listen()
    const { announce } = open({ spacingMs: 50 })
    const startedAt = performance.now()
    for (let count = 0; count < 300; count += 1) {
      announce('events')
      await provider.dataSource.query('select 1')
    }
    const heard = ear.payloads.length
    announce('events')
    await vi.waitFor(() => expect(ear.payloads.length).toBeGreaterThan(heard))
    await settled(ear)
    expect(ear.payloads.length).toBeLessThanOrEqual((performance.now() - startedAt) / 50 + 2)
  })

  it('is made outside the transaction that records: a rollback announces nothing, and none holds the lock of NOTIFY', async () => {
    const { serviceId } = await provider.linked({ integration: { url: receiver.url } })
    const ear = await listen()
    await settled(ear)
    const before = ear.payloads.length
    await expect(
      provider.inTransaction(async (tx) => {
        await suspendService(tx, { serviceId, kind: 'debt', actor: ACTOR })
        throw new Error('undone')
      }),
    ).rejects.toThrow('undone')
    await settled(ear)
    expect(ear.payloads.length).toBe(before + 1) // the mark
    await provider.inTransaction((tx) => suspendService(tx, { serviceId, kind: 'debt', actor: ACTOR }))
    await vi.waitFor(() => expect(ear.payloads.at(-1)).toMatch(/^events /))
  })

  it('of a process whose own worker has slots left is none: it needs no help', async () => {
    await provider.content.start()
    const ear = await listen()
    await provider.linked({ integration: { url: receiver.url } })
    await settled(ear)
    expect(ear.payloads.filter((payload) => payload.startsWith('events'))).toEqual([])
  })

  it('wakes the others and not the one who made it, jobs as well as events', async () => {
    const [one, other] = [open(), open()]
    one.listen()
    other.listen()
    await vi.waitFor(() => expect([one.hints, other.hints]).toEqual([['events'], ['events']])) // both listen
    one.announce('jobs')
    await vi.waitFor(() => expect(other.hints).toEqual(['events', 'jobs']))
    one.announce('events')
    await vi.waitFor(() => expect(other.hints).toEqual(['events', 'jobs', 'events']))
    expect(one.hints).toEqual(['events'])
  })

  it('that goes nowhere harms nobody: the database may be away', async () => {
    const { announce } = open()
    const other = await provider.connect()
    const away = open({ dataSource: other })
    await other.destroy()
    away.announce('events')
    announce('events')
    await provider.dataSource.query('select 1')
  })
})

it('where announcements go nowhere, as behind a pooler, the connection that listens is given back and the poll goes on', async () => {
  const elsewhere = await createTestDatabase()
  // Its announcements are made in one database and listened for in another.
  const dataSource = Object.create(elsewhere.dataSource, {
    query: { value: provider.dataSource.query.bind(provider.dataSource) },
  })
  const log: string[] = []
  const others = open({ dataSource, logger: { ...quiet, info: (_, message) => log.push(message) } })
  others.listen()
  const held = async () => {
    const [{ count }] = await elsewhere.dataSource.query(
      `select count(*)::int from pg_stat_activity where datname = current_database() and query like 'listen %'`,
    )
    return count
  }
  await vi.waitFor(async () => expect(await held()).toBe(1))
  await vi.waitFor(() => expect(log).toEqual(['delivery.not_listening']), { timeout: 10_000 })
  await vi.waitFor(async () => expect(await held()).toBe(0))
  expect(others.hints).toEqual([])
  await others.close()
  await elsewhere.drop()
})
