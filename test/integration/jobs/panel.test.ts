import { ViewHelpers } from 'adminjs'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readDashboard } from '../../../src/actions/read-dashboard.js'
import type { DashboardData } from '../../../src/components/dashboard/dashboard-data.js'
import { openPanel, type Panel } from '../screens-config/panel.js'

let panel: Panel
beforeAll(async () => {
  panel = await openPanel()
  await panel.rows(
    `insert into content_platforms.job (name, due_at, last_started_at, last_finished_at, last_result)
     values ('subscription.expire', now() + interval '1 hour', now(), now(), '{"expired": 3}'),
       ('subscription.recompute', now() + interval '1 hour', null, null, null),
       ('subscription.expiring', now() - interval '1 hour', null, null, null)`,
  )
})
beforeEach(() => panel.rows('delete from content_platforms.mass_brake'))
afterAll(() => panel.close())

const held = async (count = 150): Promise<number> => {
  const [row] = await panel.rows(
    `insert into content_platforms.mass_brake (source, affected_count, limit_count) values ('subscription.expire', $1, 100)
     returning id`,
    [count],
  )
  return Number(row?.id)
}
const stateOf = async (id: number) =>
  (await panel.rows('select state from content_platforms.mass_brake where id = $1', [id]))[0]?.state
const isDue = async (name: string) =>
  (await panel.rows('select due_at <= now() as due from content_platforms.job where name = $1', [name]))[0]?.due

describe('Tarefas automáticas', () => {
  it('lists each job with how it stands and what it last did', async () => {
    await panel.rows(`insert into content_platforms.mass_brake (source, affected_count, limit_count)
      values ('subscription.recompute', 150, 100)`)
    const { records } = await panel.get('/BackgroundJob/actions/list', 'auditor')
    const shown = Object.fromEntries(
      records.map(({ params }: { params: Record<string, unknown> }) => [
        params.name,
        [params.title, params.situation, params.result],
      ]),
    )
    expect(shown).toEqual({
      'subscription.expire': ['Vencimento de pacotes', 'done', '{"expired":3}'],
      'subscription.recompute': ['Conferência completa dos pacotes', 'held', null],
      'subscription.expiring': ['Aviso de vencimento próximo', 'late', null],
    })
  })

  it('Executar agora makes the job due, audited; only an administrator may, and only by POST', async () => {
    const path = '/BackgroundJob/records/subscription.expire/runNow'
    for (const role of ['auditor', 'attendant'] as const) {
      expect((await panel.post(path, {}, role)).notice?.type).toBe('error')
    }
    await panel.get(path)
    expect(await isDue('subscription.expire')).toBe(false)
    expect((await panel.post(path, {})).notice).toMatchObject({ type: 'success', message: 'jobRequested' })
    expect(await isDue('subscription.expire')).toBe(true)
    expect(await panel.rows(`select actor from content_platforms.audit_entry where action = 'job.requested'`)).toEqual([
      { actor: 'administrator@example.com' },
    ])
  })

  it('is written by nobody through a form', async () => {
    for (const action of ['edit', 'delete']) {
      const answer = await panel.post(`/BackgroundJob/records/subscription.expire/${action}`, { name: 'x' })
      expect(answer.notice?.type).not.toBe('success')
    }
    expect(await panel.rows('select from content_platforms.job')).toHaveLength(3)
  })
})

describe('Freio de segurança', () => {
  const form = (values: Record<string, string> = {}) => ({ reason: 'Conferido', count: '150', ...values })

  it('BR-45: an administrator confirms what was shown, and the job is due at once', async () => {
    await panel.rows(`update content_platforms.job set due_at = now() + interval '1 hour'`)
    const id = await held()
    const answer = await panel.post(`/MassBrake/records/${id}/confirm`, form())
    expect(answer.notice).toMatchObject({ type: 'success', message: 'brakeConfirmed' })
    expect(await stateOf(id)).toBe('confirmed')
    expect(await isDue('subscription.expire')).toBe(true)
    const again = await panel.post(`/MassBrake/records/${id}/confirm`, form())
    expect(again).toMatchObject({ status: 200, notice: { type: 'error', message: 'errors.BRAKE_DECIDED' } })
  })

  it('BR-45: dismisses it with a reason, which is audited', async () => {
    const id = await held()
    const blank = await panel.post(`/MassBrake/records/${id}/dismiss`, form({ reason: ' ' }))
    expect(blank.issues).toMatchObject([{ path: 'reason', code: 'required' }])
    expect(await stateOf(id)).toBe('held')
    await panel.post(`/MassBrake/records/${id}/dismiss`, form())
    expect(await stateOf(id)).toBe('dismissed')
    expect(
      await panel.rows(
        `select actor, reason, record_id from content_platforms.audit_entry where action = 'brake.dismissed'`,
      ),
    ).toEqual([{ actor: 'administrator@example.com', reason: 'Conferido', record_id: String(id) }])
  })

  it.each(['149', '151', '', 'muitos'])(
    'BR-45: a count of "%s" that is not the one by now is refused',
    async (count) => {
      const id = await held()
      const answer = await panel.post(`/MassBrake/records/${id}/confirm`, form({ count }))
      expect(answer).toMatchObject({ status: 200, notice: { type: 'error', message: 'errors.BRAKE_CHANGED' } })
      expect(await stateOf(id)).toBe('held')
    },
  )

  it.each(['auditor', 'attendant'] as const)('BR-105: an %s decides nothing', async (role) => {
    const id = await held()
    for (const action of ['confirm', 'dismiss']) await panel.post(`/MassBrake/records/${id}/${action}`, form(), role)
    await panel.get(`/MassBrake/records/${id}/confirm`)
    expect(await stateOf(id)).toBe('held')
  })
})

describe('the first page', () => {
  const dashboard = async (role: string | null) => {
    const { admin, dataSource } = panel
    const context = {
      _admin: admin,
      h: new ViewHelpers({ options: { rootPath: '/admin' } }),
      ...(role ? { currentAdmin: { email: role, role } } : {}),
    }
    const { figures }: DashboardData = await readDashboard({ dataSource })({}, {}, context)
    return Object.fromEntries(figures?.map(({ name, value }) => [name, value]) ?? [])
  }

  it('BR-45: shows a stopped job to those who may see it, as long as it waits', async () => {
    expect(await dashboard('administrator')).not.toHaveProperty('heldBrakes')
    const id = await held()
    expect(await dashboard('administrator')).toMatchObject({ heldBrakes: 1, customers: 0, activePackages: 0 })
    expect(await dashboard('attendant')).not.toHaveProperty('heldBrakes')
    expect(await dashboard(null)).toEqual({})
    await panel.post(`/MassBrake/records/${id}/dismiss`, { reason: 'Conferido', count: '150' })
    expect(await dashboard('administrator')).not.toHaveProperty('heldBrakes')
  })
})
