import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { buildWorker, endWorkers, startWorker } from '../webhooks/worker-process.js'
import type { AlertProcessInput } from './alert-process.js'
import { type AlertWorld, createAlertWorld } from './alert-world.js'

let world: AlertWorld
let build: Awaited<ReturnType<typeof buildWorker>>
beforeAll(async () => {
  ;[world, build] = await Promise.all([createAlertWorld(), buildWorker('alerts/alert-process')])
  await world.rows('create table heard (pid int, alert_id int, change text, at timestamptz default clock_timestamp())')
}, 120_000)
afterEach(async () => {
  await endWorkers()
  await world.tidy()
  await world.rows('truncate heard')
})
afterAll(async () => {
  await build.remove()
  await world.drop()
})

const start = (values: Partial<AlertProcessInput> = {}) =>
  startWorker({ script: build.script, input: { databaseUrl: world.url, hangs: false, leaseMs: 2_000, ...values } })
const jobsDue = () =>
  world.rows(
    `insert into content_platforms.job (name, due_at) values ('alert.watch', now()), ('alert.tell', now())
     on conflict (name) do update set due_at = excluded.due_at`,
  )
const heard = (): Promise<{ pid: number; alert_id: number; change: string }[]> =>
  world.rows('select pid, alert_id, change from heard order by at')

describe('two processes with one onAlert', () => {
  it('tell each alert once, and its end once', async () => {
    await jobsDue()
    const platforms: number[] = []
    for (const lanes of [1, 2, 3, 1, 2]) platforms.push((await world.parked(lanes)).integrationId)
    await Promise.all([start(), start()])
    await vi.waitFor(async () => expect(await heard()).toHaveLength(platforms.length), { timeout: 15_000 })
    await world.rows('update content_platforms.delivery_lane set parked_at = null')
    await vi.waitFor(async () => expect(await heard()).toHaveLength(platforms.length * 2), { timeout: 15_000 })
    const keys = (await heard()).map(({ alert_id, change }) => `${alert_id} ${change}`)
    expect(new Set(keys).size).toBe(keys.length)
  })

  it('one of them killed in the middle of the call, the other tells the same alert after the lease', async () => {
    await jobsDue()
    await world.parked(1)
    const first = await start({ hangs: true })
    await first.said('heard')
    const second = await start()
    first.signal('SIGKILL')
    await first.ended
    await second.said('heard')
    expect(await heard()).toEqual([
      { pid: first.pid, alert_id: expect.any(Number), change: 'raised' },
      { pid: second.pid, alert_id: expect.any(Number), change: 'raised' },
    ])
    expect(await world.alerts()).toHaveLength(1)
  })

  it('killed before it could raise anything, is made up for by the next: alerts come from the state itself', async () => {
    await jobsDue()
    const first = await start()
    first.signal('SIGKILL')
    await first.ended
    await world.parked(2)
    const second = await start()
    await second.said('heard')
    expect(await heard()).toMatchObject([{ pid: second.pid, change: 'raised' }])
  })
})
