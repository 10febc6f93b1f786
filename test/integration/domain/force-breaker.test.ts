import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { closeBreaker } from '../../../src/domain/integrations/close-breaker.js'
import { openBreaker } from '../../../src/domain/integrations/open-breaker.js'
import { saveIntegration } from '../../../src/domain/integrations/save-integration.js'
import { DEFAULT_BREAKER_POLICY } from '../../../src/webhooks/breaker.js'
import { createBreakerReports } from '../../../src/webhooks/breaker-reports.js'
import { NO_OBSERVER } from '../../../src/webhooks/delivery-observer.js'
import { ACTOR, createProvider, type Provider } from '../../support/provider.js'
import { fireTwenty } from './fire-twenty.js'

let provider: Provider
let integrationId: number
beforeAll(async () => {
  provider = await createProvider({ endpoints: {} })
})
afterAll(() => provider.drop())

const rows = (sql: string, parameters: unknown[] = [integrationId]) => provider.dataSource.query(sql, parameters)
const GATE = 'select * from content_platforms.delivery_gate where integration_id = $1'
const gate = async () => (await rows(GATE))[0]
const audits = (): Promise<{ action: string; before: unknown; after: unknown }[]> =>
  rows(
    `select action, before, after from content_platforms.audit_entry
     where resource = 'integration' and record_id = $1 and action like 'integration.breaker%' order by id`,
    [String(integrationId)],
  )

const open = (input: Partial<Parameters<typeof openBreaker>[1]> = {}) =>
  provider.inTransaction((tx) => openBreaker(tx, { integrationId, reason: 'Manutenção', actor: ACTOR, ...input }))
const close = (input: Partial<Parameters<typeof closeBreaker>[1]> = {}) =>
  provider.inTransaction((tx) => closeBreaker(tx, { integrationId, reason: 'Voltou', actor: ACTOR, ...input }))

/** As a worker leaves it that found the platform in trouble. */
const trip = (breaker: 'open' | 'half_open' = 'open') =>
  rows(
    `insert into content_platforms.delivery_gate (integration_id, breaker, opened_at, openings, probe_at, cause)
     values ($1, $2, now() - interval '10 minutes', 3, now() + interval '1 minute', 'timeout')`,
    [integrationId, breaker],
  )
const addWindow = (secondsAgo: number) =>
  rows(
    `insert into content_platforms.delivery_window (integration_id, started_at, attempts, failures)
     values ($1, date_trunc('second', now()) - make_interval(secs => $2), 30, 30)`,
    [integrationId, secondsAgo],
  )

beforeEach(async () => {
  const values = { gateway: 'outros', description: 'TV', url: 'https://tv.example/hook' }
  const saved = await provider.inTransaction((tx) => saveIntegration(tx, { values, actor: ACTOR }, provider.domain))
  integrationId = saved.id
})

describe('interrupting delivery by hand', () => {
  it('holds it until a person resumes it, and says who did it', async () => {
    await open()
    expect(await gate()).toMatchObject({ breaker: 'open', probe_at: null, forced_by: ACTOR.id, ramp_from: null })
    expect((await gate()).opened_at).toBeInstanceOf(Date)
    expect(await audits()).toEqual([
      {
        action: 'integration.breaker_opened',
        before: { breaker: 'closed', forcedBy: null },
        after: { breaker: 'open', forcedBy: ACTOR.id },
      },
    ])
  })

  it.each(['open', 'half_open'] as const)(
    'ends the probes of one that is %s by itself, and keeps since when',
    async (breaker) => {
      await trip(breaker)
      const before = await gate()
      await open()
      expect(await gate()).toMatchObject({
        breaker: 'open',
        probe_at: null,
        forced_by: ACTOR.id,
        opened_at: before.opened_at,
        cause: 'timeout',
      })
    },
  )

  it('is refused where a person did it already, and names who', async () => {
    await open()
    await expect(open({ actor: { ...ACTOR, id: 'bia@provedor.example' } })).rejects.toMatchObject({
      code: 'BREAKER_ALREADY_FORCED',
      data: { by: ACTOR.id },
    })
    expect(await audits()).toHaveLength(1)
  })

  it('has one effect of twenty at once', async () => {
    expect(await fireTwenty(() => open())).toEqual({ done: 1, refused: ['BREAKER_ALREADY_FORCED'] })
    expect(await audits()).toHaveLength(1)
  })
})

describe('resuming delivery by hand', () => {
  it('closes it, begins to ramp up now, and forgets the failures of the past', async () => {
    await trip()
    await addWindow(5)
    await addWindow(25)
    await close()
    expect(await gate()).toMatchObject({
      ...{ breaker: 'closed', opened_at: null, openings: 0, probe_at: null, cause: null, forced_by: null },
    })
    const [{ age }] = await rows(
      'select extract(epoch from now() - ramp_from)::float8 as age from content_platforms.delivery_gate where integration_id = $1',
    )
    expect(age).toBeGreaterThanOrEqual(0)
    expect(age).toBeLessThan(10)
    expect(await rows('select 1 from content_platforms.delivery_window where integration_id = $1')).toEqual([])
    expect(await audits()).toMatchObject([
      { before: { breaker: 'open', forcedBy: null, cause: 'timeout' }, after: { breaker: 'closed' } },
    ])
  })

  it('leaves the figures of other platforms alone', async () => {
    const other = integrationId
    await addWindow(5)
    const values = { gateway: 'outros', description: 'Livros', url: 'https://livros.example/hook' }
    integrationId = (
      await provider.inTransaction((tx) => saveIntegration(tx, { values, actor: ACTOR }, provider.domain))
    ).id
    await open()
    await close()
    expect(
      await rows('select 1 from content_platforms.delivery_window where integration_id = $1', [other]),
    ).toHaveLength(1)
  })

  it.each(['never was interrupted', 'was resumed'])('is refused where delivery %s', async (what) => {
    if (what === 'was resumed') {
      await open()
      await close()
    }
    await expect(close()).rejects.toMatchObject({ code: 'BREAKER_ALREADY_CLOSED' })
  })

  it('has one effect of twenty at once', async () => {
    await open()
    expect(await fireTwenty(() => close())).toEqual({ done: 1, refused: ['BREAKER_ALREADY_CLOSED'] })
    expect(await audits()).toHaveLength(2)
  })
})

describe('both', () => {
  it('want a reason and an integration that is there, and change nothing without', async () => {
    for (const run of [open, close]) {
      for (const reason of ['', '  ', undefined as unknown as string])
        await expect(run({ reason })).rejects.toMatchObject({ code: 'REASON_REQUIRED' })
      for (const id of [0, -1, 999_999, 1.5, Number.NaN, 2 ** 31])
        await expect(run({ integrationId: id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    }
    expect(await gate()).toBeUndefined()
    expect(await audits()).toEqual([])
  })

  it('take turns when pressed forty times at once, each change audited from what it found', async () => {
    await Promise.allSettled(Array.from({ length: 40 }, (_, index) => (index % 2 ? open() : close())))
    const entries = await audits()
    expect(entries.length).toBeGreaterThan(0)
    entries.forEach(({ action, before }, index) => {
      expect(action).toBe(index % 2 ? 'integration.breaker_closed' : 'integration.breaker_opened')
      expect(before).toMatchObject({ breaker: index % 2 ? 'open' : 'closed' })
    })
    expect((await gate()).breaker).toBe(entries.length % 2 ? 'open' : 'closed')
  })

  it('wait for a worker that changes the gate, and see what it wrote', async () => {
    await trip()
    const runner = provider.dataSource.createQueryRunner()
    await runner.startTransaction()
    await runner.query(
      `update content_platforms.delivery_gate set breaker = 'closed', opened_at = null, probe_at = null, cause = null,
         ramp_from = now() where integration_id = $1`,
      [integrationId],
    )
    const resuming = close().catch((error) => error)
    const held = await Promise.race([resuming, isWaiting()])
    await runner.commitTransaction()
    await runner.release()
    expect(held).toBe('waits')
    expect(await resuming).toMatchObject({ code: 'BREAKER_ALREADY_CLOSED' })
  })

  it('do not deadlock with a worker that counts a failure before it opens the gate', async () => {
    await trip()
    await addWindow(5)
    const runner = provider.dataSource.createQueryRunner()
    await runner.startTransaction()
    await runner.query(
      'update content_platforms.delivery_window set failures = failures + 0 where integration_id = $1',
      [integrationId],
    )
    await close()
    await runner.query(`update content_platforms.delivery_gate set openings = openings where integration_id = $1`, [
      integrationId,
    ])
    await runner.commitTransaction()
    await runner.release()
    expect(await gate()).toMatchObject({ breaker: 'closed' })
  })
})

describe('a person and a worker at the same moment', () => {
  const isSilent = { info: () => {}, warn: () => {}, error: () => {} }
  const probeSaid = async (failure: string | undefined) => {
    const reports = createBreakerReports({
      dataSource: provider.dataSource,
      policy: DEFAULT_BREAKER_POLICY,
      logger: isSilent,
      observer: NO_OBSERVER,
      onOpened: () => {},
      onClosed: () => {},
    })
    reports.report({ integrationId, failure, retryAfterMs: 0, isProbe: true })
    await reports.flush()
  }
  const rounds = Array.from({ length: 20 }, (_, index) => index)

  it('what a person interrupts stays interrupted whatever a probe says, twenty times', async () => {
    for (const round of rounds) {
      await rows('delete from content_platforms.delivery_gate where integration_id = $1')
      await trip('half_open')
      const pressed = round % 2 ? [open(), probeSaid(undefined)] : [probeSaid(undefined), open()]
      await Promise.all(pressed)
      expect(await gate(), `round ${round}`).toMatchObject({ breaker: 'open', probe_at: null, forced_by: ACTOR.id })
    }
  })

  it('what a person resumes is not interrupted by the probe that was under way, twenty times', async () => {
    for (const round of rounds) {
      await rows('delete from content_platforms.delivery_gate where integration_id = $1')
      await trip('half_open')
      const pressed = round % 2 ? [close(), probeSaid('timeout')] : [probeSaid('timeout'), close()]
      await Promise.all(pressed)
      expect(await gate(), `round ${round}`).toMatchObject({ breaker: 'closed', opened_at: null, forced_by: null })
    }
  })

  it('a person who resumes what a probe closed meanwhile is told so, or comes first', async () => {
    for (const round of rounds) {
      await rows('delete from content_platforms.delivery_gate where integration_id = $1')
      await trip('half_open')
      const [pressed] = await Promise.allSettled([close(), probeSaid(undefined)])
      if (pressed?.status === 'rejected') expect(pressed.reason).toMatchObject({ code: 'BREAKER_ALREADY_CLOSED' })
      expect(await gate(), `round ${round}`).toMatchObject({ breaker: 'closed' })
    }
  })
})

/** Resolves once some session waits for a lock. */
const isWaiting = async (): Promise<'waits'> => {
  await vi.waitFor(async () => {
    const waiting = await provider.dataSource.query(
      `select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
    )
    expect(waiting).not.toEqual([])
  })
  return 'waits'
}
