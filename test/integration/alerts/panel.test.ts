import { ViewHelpers } from 'adminjs'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readDashboard } from '../../../src/actions/read-dashboard.js'
import type { DashboardData } from '../../../src/components/dashboard/dashboard-data.js'
import { createAlertWatchJob } from '../../../src/jobs/alert-watch.job.js'
import { runOnce } from '../jobs/run-once.js'
import { type Desk, openDesk } from '../screens-desk/desk.js'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk({ jobs: false, retryDelaysMs: [0] })
})
beforeEach(async () => {
  await desk.rows('truncate content_platforms.alert, content_platforms.mass_brake')
})
afterAll(() => desk.close())

const watch = () => runOnce(createAlertWatchJob({ resumeUndeliveredHours: 4, jobFailures: 3 }), desk.dataSource)
const dashboard = (role: string | null): Promise<DashboardData> =>
  readDashboard({ dataSource: desk.dataSource })(
    {},
    {},
    {
      _admin: desk.admin,
      h: new ViewHelpers({ options: { rootPath: '/admin' } }),
      ...(role ? { currentAdmin: { email: role, role } } : {}),
    },
  )
const brake = (source: string) =>
  desk.rows(`insert into content_platforms.mass_brake (source, affected_count, limit_count) values ($1, 150, 100)`, [
    source,
  ])

describe('Alertas', () => {
  it('are on the first page of whoever may see them, and of nobody else', async () => {
    await brake('subscription.expire')
    await watch()
    for (const role of ['administrator', 'attendant', 'auditor'])
      expect((await dashboard(role)).alerts, role).toMatchObject({
        shown: [{ kind: 'brake_held', number: 150, job: 'subscription.expire' }],
        more: 0,
      })
    expect(await dashboard(null)).not.toHaveProperty('alerts')
    await desk.rows(`update content_platforms.mass_brake set state = 'dismissed'`)
    await watch()
    expect((await dashboard('administrator')).alerts).toEqual({ shown: [], more: 0 })
  })

  it('on the first page are five at most, and how many there are besides', async () => {
    for (let index = 0; index < 7; index += 1) await brake(`job.${index}`)
    await watch()
    const { alerts } = await dashboard('attendant')
    expect(alerts?.shown).toHaveLength(5)
    expect(alerts?.more).toBe(2)
  })

  it('are listed by kind, situation and platform, what is over too; nobody writes them', async () => {
    await brake('subscription.expire')
    await watch()
    await desk.rows(`update content_platforms.mass_brake set state = 'ended'`)
    await brake('subscription.recompute')
    await watch()
    const found = async (search: string, role: 'attendant' | 'auditor' = 'attendant') =>
      (await desk.get(`/Alert/actions/list?${search}`, role)).records.map(
        ({ params }: { params: Record<string, unknown> }) => [params.kind, params.situation],
      )
    expect(await found('')).toEqual([
      ['brake_held', 'open'],
      ['brake_held', 'over'],
    ])
    expect(await found('filters.situation=over', 'auditor')).toEqual([['brake_held', 'over']])
    expect(await found('filters.situation=open')).toEqual([['brake_held', 'open']])
    expect(await found('filters.kind=lane_parked')).toEqual([])
    expect(await found(`filters.integrationId=${desk.integrationId}`)).toEqual([])
    for (const situation of ['x', "'; drop table alert; --", '__proto__'])
      expect(await found(`filters.situation=${encodeURIComponent(situation)}`)).toEqual([])
    const [alert] = await desk.rows<{ id: number }>('select id from content_platforms.alert order by id limit 1')
    for (const action of ['edit', 'delete']) {
      expect((await desk.run(`/Alert/records/${alert?.id}/${action}`, { kind: 'x' })).notice?.type).not.toBe('success')
    }
    expect(await desk.count('alert')).toBe(2)
  })

  it('BR-95: of a parked lane lead to its event; the alert itself holds ids and counts alone', async () => {
    desk.platform.otherwise(500)
    const packageId = await desk.addPackage()
    const planId = await desk.addPlan({ packages: [[packageId, false]] })
    await desk.content.start()
    const customerId = await desk.addCustomer({ name: 'Íris Valadão' })
    await desk.addService({ customerId: String(customerId), planId: String(planId), packages: String(packageId) })
    await expect
      .poll(() => desk.rows('select from content_platforms.delivery_lane where parked_at is not null'))
      .toHaveLength(1)
    await watch()
    const [row] = await desk.rows(`select * from content_platforms.alert where kind = 'lane_parked'`)
    expect(JSON.stringify(row)).not.toMatch(/Íris|iris@|52998224725|11987654321/)
    const { record } = await desk.get(`/Alert/records/${row?.id}/show`, 'attendant')
    expect(record.params.title).toBe('Filas paradas · Estação Play')
    expect(JSON.parse(record.params.what)).toMatchObject({ kind: 'lane_parked', number: 1, platform: 'Estação Play' })
    expect(JSON.parse(record.params.events)).toEqual([{ id: expect.any(String), title: 'Cadastro · Íris Valadão' }])
  })
})
