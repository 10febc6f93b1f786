import { ViewHelpers } from 'adminjs'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readDashboard } from '../../../src/actions/read-dashboard.js'
import type { DashboardData } from '../../../src/components/dashboard/dashboard-data.js'
import { en } from '../../../src/locale/en.js'
import { ptBR } from '../../../src/locale/pt-BR.js'
import { openPanel, type Panel, PLATFORM } from './panel.js'

let panel: Panel
let id: number
beforeAll(async () => {
  panel = await openPanel()
})
afterAll(() => panel.close())
beforeEach(async () => {
  await panel.rows('delete from content_platforms.delivery_gate')
  id = await panel.added('Integration', PLATFORM)
})

type Role = Parameters<Panel['get']>[1]

const GATES = {
  interrupted: `'open', now() - interval '1 hour', now() + interval '1 minute', null, 'timeout', null`,
  testing: `'half_open', now() - interval '1 hour', now() + interval '1 minute', null, 'http_503', null`,
  stopped: `'open', now() - interval '1 hour', null, null, null, 'bia@provedor.example'`,
  ramping: `'closed', null, null, now(), null, null`,
  normal: `'closed', null, null, now() - interval '1 hour', null, null`,
}
type State = keyof typeof GATES
const STATES = Object.keys(GATES) as State[]

const put = (state: State) =>
  panel.rows(
    `insert into content_platforms.delivery_gate
       (integration_id, breaker, opened_at, probe_at, ramp_from, cause, forced_by)
     values ($1, ${GATES[state]})`,
    [id],
  )
const overview = async (role?: Role) => (await panel.get(`/Integration/records/${id}/showOverview`, role)).data
const press = (action: string, form: Record<string, string> = { reason: 'Manutenção' }, role?: Role) =>
  panel.post(`/Integration/records/${id}/${action}`, form, role)
const breaker = async () =>
  (await panel.rows('select breaker from content_platforms.delivery_gate where integration_id = $1', [id]))[0]?.breaker
const offered = async (role?: Role): Promise<string[]> => {
  const { record } = await panel.get(`/Integration/records/${id}/show`, role)
  const names: string[] = record.recordActions.map(({ name }: { name: string }) => name)
  return names.filter((name) => name.endsWith('Delivery'))
}

describe('how delivery to a platform stands', () => {
  it.each(STATES)('is told as %s on its page, in the list and by the filter', async (state) => {
    await put(state)
    expect((await overview()).delivery).toMatchObject({ state })
    const { records } = await panel.get(`/Integration/actions/list?filters.delivery=${state}`)
    expect(records.map((record: { id: string }) => Number(record.id))).toContain(id)
    expect(records.every(({ params }: { params: { delivery: string } }) => params.delivery === state)).toBe(true)
    expect(ptBR.resources.Integration.labels.delivery?.[state]).toBeTruthy()
  })

  it('is normal for one that was never held back, and a state that there is not finds nothing', async () => {
    expect((await overview()).delivery).toMatchObject({ state: 'normal' })
    const { records } = await panel.get('/Integration/actions/list?filters.delivery=quebrada')
    expect(records).toEqual([])
  })

  it('says since when and why, and no time of a next try while no event waits for it', async () => {
    await put('interrupted')
    expect((await overview('auditor')).delivery).toEqual({
      state: 'interrupted',
      since: expect.any(String),
      nextTryAt: null,
      cause: 'timeout',
      by: null,
    })
  })

  it('names who stopped it: by name where the panel knows one', async () => {
    await put('stopped')
    expect((await overview()).delivery).toMatchObject({ by: 'bia@provedor.example', nextTryAt: null })
    const user = { name: 'Bia Souza', email: 'bia@provedor.example', role: 'administrator', password: 'dez-letras!' }
    await panel.added('PanelUser', { ...user, active: 'true' })
    expect((await overview()).delivery).toMatchObject({ by: 'Bia Souza' })
  })
})

describe('Interromper entregas and Retomar entregas', () => {
  it.each([
    ['interrupted', ['interruptDelivery', 'resumeDelivery']],
    ['testing', ['interruptDelivery', 'resumeDelivery']],
    ['stopped', ['resumeDelivery']],
    ['ramping', ['interruptDelivery']],
    ['normal', ['interruptDelivery']],
  ] as const)('are offered to an administrator where delivery is %s: %j', async (state, actions) => {
    await put(state)
    expect(await offered()).toEqual(actions)
    expect(await offered('auditor')).toEqual([])
  })

  it('change delivery with a reason, in the history', async () => {
    const stopped = await press('interruptDelivery', { reason: ' Manutenção deles ' })
    expect(stopped.notice).toMatchObject({ type: 'success', message: 'deliveryInterrupted' })
    expect(stopped.record.params.delivery).toBe('stopped')
    const resumed = await press('resumeDelivery', { reason: 'Voltaram' })
    expect(resumed.notice).toMatchObject({ type: 'success', message: 'deliveryResumed' })
    expect(resumed.record.params.delivery).toBe('ramping')
    const { data } = await panel.get(`/Integration/records/${id}/showHistory`)
    const reasons = data.entries.map((entry: { action: string; reason: string | null }) => [entry.action, entry.reason])
    expect(reasons.slice(0, 2)).toEqual([
      ['integration.breaker_closed', 'Voltaram'],
      ['integration.breaker_opened', 'Manutenção deles'],
    ])
  })

  it('name in the history every field that they change', async () => {
    await put('interrupted')
    await press('interruptDelivery')
    await press('resumeDelivery')
    const { data } = await panel.get(`/Integration/records/${id}/showHistory`)
    const [resumed, stopped]: { changes: { path: string }[] }[] = data.entries
    const paths = [resumed, stopped].map((entry) => entry?.changes.map(({ path }) => path).sort())
    expect(paths).toEqual([['breaker', 'cause', 'forcedBy'], ['forcedBy']])
    for (const words of [ptBR, en])
      expect(paths.flat().filter((path) => !words.history.fields[String(path)])).toEqual([])
  })

  it('refuse a second press in words that say what to do', async () => {
    await press('interruptDelivery')
    const again = await press('interruptDelivery')
    expect(again.notice).toMatchObject({ type: 'error', message: 'errors.BREAKER_ALREADY_FORCED' })
    expect(again.notice.options).toMatchObject({ by: 'administrator@example.com' })
    await press('resumeDelivery')
    expect((await press('resumeDelivery')).notice).toMatchObject({
      type: 'error',
      message: 'errors.BREAKER_ALREADY_CLOSED',
    })
  })

  it.each([{}, { reason: '' }, { reason: '   ' }, { reason: 'x'.repeat(501) }])(
    'want a reason at its field: %j',
    async (form) => {
      for (const action of ['interruptDelivery', 'resumeDelivery']) {
        const answer = await press(action, form as Record<string, string>)
        expect(answer.issues).toMatchObject([{ path: 'reason' }])
        expect(answer.notice.type).toBe('error')
      }
      expect(await breaker()).toBeUndefined()
    },
  )

  it.each(['attendant', 'auditor'] as const)('are refused to an %s, and by GET do nothing', async (role) => {
    await put('interrupted')
    for (const action of ['interruptDelivery', 'resumeDelivery']) {
      const answer = await press(action, { reason: 'Quero' }, role)
      expect(answer.notice).toMatchObject({ type: 'error' })
      await panel.get(`/Integration/records/${id}/${action}?reason=x`, 'administrator')
    }
    expect(await panel.rows('select breaker, probe_at is null as forced from content_platforms.delivery_gate')).toEqual(
      [{ breaker: 'open', forced: false }],
    )
  })

  it.each(['0', '-1', 'abc', '99999999999999', '1e3'])('answer the garbage id %j without a 500', async (garbage) => {
    for (const action of ['interruptDelivery', 'resumeDelivery']) {
      const answer = await panel.post(`/Integration/records/${garbage}/${action}`, { reason: 'x' })
      expect(answer.status).toBeLessThan(500)
      expect(answer.notice?.type).not.toBe('success')
    }
  })
})

describe('the first page', () => {
  const dashboard = async (role: string | null): Promise<DashboardData> => {
    const { admin, dataSource } = panel
    const h = new ViewHelpers({ options: { rootPath: '/admin' } })
    const who = role ? { currentAdmin: { email: role, role } } : {}
    return readDashboard({ dataSource })({}, {}, { _admin: admin, h, ...who })
  }

  it.each(STATES)('shows a platform whose delivery is %s only while nothing goes out to it', async (state) => {
    await put(state)
    const { heldPlatforms } = await dashboard('administrator')
    const isHeld = ['interrupted', 'testing', 'stopped'].includes(state)
    expect(heldPlatforms).toMatchObject(isHeld ? [{ id, name: PLATFORM.description, delivery: { state } }] : [])
  })

  it('leads only those to its page who may open it, and tells nobody else at all', async () => {
    await put('interrupted')
    expect((await dashboard('auditor')).heldPlatforms?.[0]?.href).toContain(`/Integration/records/${id}/show`)
    const [seen] = (await dashboard('attendant')).heldPlatforms ?? []
    expect(seen).toMatchObject({ id })
    expect(seen).not.toHaveProperty('href')
    expect((await dashboard(null)).heldPlatforms).toEqual([])
  })
})
