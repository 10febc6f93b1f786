import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type {
  EventTimelineData,
  ParkedLaneData,
  ParkedLanesData,
} from '../../../src/components/deliveries/delivery-data.js'
import type { SubscriptionData } from '../../../src/components/services/service-data.js'
import { type Desk, openDesk, refusals, said } from './desk.js'

let desk: Desk
let customerId: number
let serviceId: number
beforeAll(async () => {
  desk = await openDesk({ retryDelaysMs: [10] })
  const packageId = await desk.addPackage({ name: 'TV' })
  const planId = await desk.addPlan({ packages: [[packageId, true]] })
  desk.platform.otherwise({ status: 500, body: '{"message":"cadastro fora do ar para joao@example.com"}' })
  await desk.content.start()
  customerId = await desk.addCustomer()
  serviceId = await desk.addService({ customerId: String(customerId), planId: String(planId) })
  await desk.run(`/CustomerService/records/${serviceId}/suspend`, { kind: 'debt' })
  await vi.waitFor(async () => expect(await parkedLanes()).toHaveLength(1), { timeout: 10_000 })
})
afterAll(() => desk.close())

const parkedLanes = async (): Promise<ParkedLaneData[]> =>
  (await desk.get('/WebhookEvent/actions/listParkedLanes')).data.lanes
const listed = async (filters: string): Promise<{ id: string; params: Record<string, string> }[]> =>
  (await desk.get(`/WebhookEvent/actions/list?${filters}`)).records
const timeline = async (id: string): Promise<EventTimelineData> =>
  (await desk.get(`/WebhookEvent/records/${id}/showTimeline`)).data
const eventOf = async (type: string): Promise<string> =>
  (await listed(`filters.type=content.subscription.${type}`))[0]?.id ?? ''
const packageOf = async (): Promise<SubscriptionData> =>
  (await desk.get(`/CustomerService/records/${serviceId}/showPackages`)).data.subscriptions[0]

describe('while a platform refuses', () => {
  it("BR-95: the customer's own page says what is parked, in the platform's words", async () => {
    const { data, text } = await desk.get(`/Customer/records/${customerId}/showOverview`, 'auditor')
    expect(data.accounts).toMatchObject([{ parked: true, waiting: 2 }])
    expect(data.events.map((event: { situation: string }) => event.situation)).toEqual(['behind', 'parked'])
    expect(data.subscriptions).toMatchObject([
      { standing: 'error', failure: expect.stringContaining('cadastro fora do ar') },
    ])
    expect(text).not.toContain('joao@example.com')
  })

  it('the screen of packages names the event that holds the lane', async () => {
    expect(await packageOf()).toMatchObject({
      standing: 'error',
      eventId: await eventOf('suspended'),
      headEventId: await eventOf('created'),
    })
  })

  it('the list of parked lanes names customer, reason and what waits behind', async () => {
    const [lane] = await parkedLanes()
    expect(lane).toMatchObject({ waiting: 2, head: { customerId, situation: 'parked', attempts: 2 } })
  })

  it('events are found by situation, type, platform, customer and service', async () => {
    const created = await eventOf('created')
    const suspended = await eventOf('suspended')
    const ids = async (filters: string) => (await listed(filters)).map(({ id }) => id)
    expect(await ids('filters.situation=parked')).toEqual([created])
    expect(await ids('filters.situation=behind')).toEqual([suspended])
    expect(await ids('filters.situation=delivered')).toEqual([])
    expect(await ids(`filters.integrationId=${desk.integrationId}`)).toEqual([suspended, created])
    expect(await ids(`filters.customerId=${customerId}&filters.serviceId=${serviceId}`)).toEqual([suspended, created])
    for (const filter of ['situation=x', 'customerId=x', 'serviceId=0', 'customerId=999999', 'type=x'])
      expect(await ids(`filters.${filter}`)).toEqual([])
  })

  it("an event's page shows each attempt, newest first, and what is ahead", async () => {
    const parked = await timeline(await eventOf('created'))
    expect(parked.attempts).toMatchObject([
      { number: 2, status: 500, outcome: 'refused' },
      { number: 1, status: 500, outcome: 'refused' },
    ])
    expect(parked).toMatchObject({ aheadCount: 0, behindCount: 1 })
    const behind = await timeline(await eventOf('suspended'))
    expect(behind).toMatchObject({ aheadCount: 1, behindCount: 0, event: { situation: 'behind' } })
    expect(behind.ahead.map(({ id }) => id)).toEqual([await eventOf('created')])
  })

  it('redelivering or skipping an event behind the head is refused with the reason', async () => {
    const behind = await eventOf('suspended')
    for (const [action, form] of [['redeliver', {}] as const, ['skip', { reason: 'x' }] as const])
      expect(said(await desk.run(`/WebhookEvent/records/${behind}/${action}`, form))).toBe(
        'error: errors.EVENT_NOT_AT_HEAD',
      )
  })

  it('skipping needs a reason, at its field', async () => {
    const answer = await desk.run(`/WebhookEvent/records/${await eventOf('created')}/skip`, { reason: ' ' })
    expect(refusals(answer)).toEqual({ reason: 'required' })
  })

  it('attendants and auditors see, and neither redelivers nor skips', async () => {
    const id = await eventOf('created')
    for (const role of ['attendant', 'auditor'] as const) {
      const { data } = await desk.get(`/WebhookEvent/records/${id}/showTimeline`, role)
      expect(data).toMatchObject({ mayRedeliver: false, maySkip: false })
      expect((await desk.run(`/WebhookEvent/records/${id}/redeliver`, {}, role)).notice.type).toBe('error')
      expect((await desk.run(`/WebhookEvent/records/${id}/skip`, { reason: 'x' }, role)).notice.type).toBe('error')
    }
    expect(await parkedLanes()).toHaveLength(1)
  })

  it('by GET redelivers nothing', async () => {
    await desk.get(`/WebhookEvent/records/${await eventOf('created')}/redeliver`)
    await desk.get(`/WebhookEvent/records/${await eventOf('created')}/skip?reason=x`)
    expect(await parkedLanes()).toHaveLength(1)
  })

  it.each(['0', 'abc', '%27', '00000000-0000-0000-0000-000000000000'])(
    'answers the garbage id %j without a 500',
    async (garbage) => {
      for (const action of ['show', 'showTimeline', 'redeliver', 'skip']) {
        const answer = await desk.run(`/WebhookEvent/records/${garbage}/${action}`, { reason: 'x' })
        expect(answer.status).toBeLessThan(500)
        expect(answer.notice?.type).not.toBe('success')
      }
      for (const resource of ['DeliveryAttempt', 'DeliveryLane', 'PlatformAccount', 'PackageSubscription'])
        expect((await desk.get(`/${resource}/records/${garbage}/show`)).status).toBeLessThan(500)
    },
  )

  it('each attempt can be read with what was sent and answered, personal data hidden, and not be changed', async () => {
    const { records } = await desk.get('/DeliveryAttempt/actions/list?sortBy=startedAt&direction=desc')
    expect(records).toHaveLength(2)
    const { record, text } = await desk.get(`/DeliveryAttempt/records/${records[0].id}/show`)
    expect(record.params).toMatchObject({ outcome: 'refused', status: 500, number: 2 })
    expect(record.params.requestMasked).toContain('content.subscription.created')
    expect(text).not.toMatch(/iris@example\.com|joao@example\.com|52998224725/)
    const edited = await desk.run(`/DeliveryAttempt/records/${records[0].id}/edit`, { outcome: 'accepted' })
    expect(edited.notice?.type).not.toBe('success')
  })
})

describe('Filas paradas (BR-90)', () => {
  const parked = async (query: string, role?: 'attendant' | 'auditor') =>
    (await desk.get(`/WebhookEvent/actions/listParkedLanes?${query}`, role)).data as ParkedLanesData
  const all = '/WebhookEvent/actions/redeliverAll'

  it('shows by filter what could be sent again, and what the filters can choose from', async () => {
    expect(await parked('')).toMatchObject({
      lanes: [{ head: { situation: 'parked' } }],
      count: { redeliverable: 1, held: 0, inactive: 0 },
      mayRedeliver: true,
    })
    expect((await desk.get('/WebhookEvent/actions/findFailedHeads', 'auditor')).data).toEqual({
      integrations: [{ id: desk.integrationId, name: 'Estação Play' }],
      errors: ['500'],
      types: ['content.subscription.created'],
    })
    const found = async (query: string) => (await parked(query)).count.redeliverable
    expect(await found('error=500')).toBe(1)
    expect(await found(`integrationId=${desk.integrationId}&eventType=content.subscription.created`)).toBe(1)
    expect(await found(`customerId=${customerId}&failedFrom=2020-01-01T00:00:00.000Z`)).toBe(1)
    for (const query of [
      'error=timeout',
      'error=404',
      'eventType=x',
      'customerId=999',
      'failedBefore=2020-01-01T00:00Z',
    ])
      expect(await found(query), query).toBe(0)
  })

  it.each(['integrationId=abc', 'customerId=0', 'failedFrom=ontem', 'withWaiting=x'])(
    'refuses the filter %s at its field: all lanes would look like a result',
    async (query) => {
      const path = query.split('=')[0]
      const answer = await desk.get(`/WebhookEvent/actions/listParkedLanes?${query}`)
      expect(answer.issues).toMatchObject([{ path }])
      const [key = '', value = ''] = query.split('=')
      const posted = await desk.run(all, { expectedCount: '1', [key]: value })
      expect(posted.issues).toMatchObject([{ path }])
      expect(await parkedLanes()).toHaveLength(1)
    },
  )

  it('sends nothing by GET, without a confirmed number, or for who is no administrator', async () => {
    await desk.get(`${all}?expectedCount=1`)
    for (const expectedCount of ['', '0', '-1', 'x', '1.5'])
      expect((await desk.run(all, { expectedCount })).issues).toMatchObject([{ path: 'expectedCount' }])
    for (const role of ['attendant', 'auditor'] as const) {
      expect((await parked('', role)).mayRedeliver).toBe(false)
      expect((await desk.run(all, { expectedCount: '1' }, role)).notice.type).toBe('error')
    }
    expect(await parkedLanes()).toHaveLength(1)
  })

  it('sends again at once what was counted, audits it with filter and number, and says what came of it', async () => {
    const before = desk.platform.requests.length
    const form = { expectedCount: '1', integrationId: String(desk.integrationId), error: '500' }
    const answers = await Promise.all([desk.run(all, form), desk.run(all, form)])
    expect(answers.map(said).sort()).toEqual(['error: errors.NOTHING_TO_REDELIVER', 'success: eventsRedelivered'])
    await vi.waitFor(async () => expect(await parkedLanes()).toHaveLength(1), { timeout: 10_000 })
    const requests = desk.platform.requests.slice(before)
    expect(new Set(requests.map(({ id }) => id))).toEqual(new Set([await eventOf('created')]))
    expect((await timeline(await eventOf('created'))).attempts).toMatchObject([
      { number: 4, requestedBy: null },
      { number: 3, requestedBy: 'administrator@example.com' },
      {},
      {},
    ])
    expect(
      await desk.rows(`select actor, after from content_platforms.audit_entry where action = 'redeliver_many'`),
    ).toEqual([
      {
        actor: 'administrator@example.com',
        after: {
          filter: { integrationId: desk.integrationId, httpStatus: 500, withWaiting: false },
          expected: 1,
          redelivered: 1,
        },
      },
    ])
  })
})

describe('once the platform works again', () => {
  it('BR-89: pressed twice at once, Reenviar sends once, and the lane goes on in order', async () => {
    desk.platform.otherwise({ status: 200, body: '{"id":"u-1","login":"iris"}' })
    const id = await eventOf('created')
    const before = desk.platform.requests.length
    const press = () => desk.run(`/WebhookEvent/records/${id}/redeliver`)
    const answers = await Promise.all([press(), press()])
    expect(answers.map(said).filter((text) => text === 'success: eventRedelivered')).toHaveLength(1)
    await vi.waitFor(async () => expect((await packageOf()).standing).toBe('suspended'), { timeout: 10_000 })
    const sent = desk.platform.requests.slice(before).map((request) => JSON.parse(request.body).type)
    expect(sent).toEqual(['content.subscription.created', 'content.subscription.suspended'])
    expect(await timeline(id)).toMatchObject({
      attempts: [{ number: 5, outcome: 'accepted', requestedBy: 'administrator@example.com' }, {}, {}, {}, {}],
    })
    expect(await parkedLanes()).toEqual([])
  })

  it('a settled event offers neither, and refuses both', async () => {
    const id = await eventOf('created')
    const { record } = await desk.get(`/WebhookEvent/records/${id}/show`)
    expect(record.recordActions.map((action: { name: string }) => action.name)).not.toContain('redeliver')
    expect(said(await desk.run(`/WebhookEvent/records/${id}/redeliver`))).toBe('error: errors.EVENT_ALREADY_SETTLED')
    expect(said(await desk.run(`/WebhookEvent/records/${id}/skip`, { reason: 'x' }))).toBe(
      'error: errors.EVENT_ALREADY_SETTLED',
    )
  })

  it('BR-86: a skipped event lets the lane go on, is audited, and never looks like success', async () => {
    desk.platform.otherwise(500)
    await desk.run(`/CustomerService/records/${serviceId}/enable`, { reason: 'Pagou' })
    await vi.waitFor(async () => expect(await parkedLanes()).toHaveLength(1), { timeout: 10_000 })
    const id = await eventOf('resumed')
    const press = () => desk.run(`/WebhookEvent/records/${id}/skip`, { reason: 'Feito por telefone' })
    const answers = await Promise.all([press(), press()])
    expect(answers.map(said).sort()).toEqual(['error: errors.EVENT_ALREADY_SETTLED', 'success: eventSkipped'])
    expect(await packageOf()).toMatchObject({ standing: 'not_applied', failure: null })
    expect(await desk.rows(`select actor, reason from content_platforms.audit_entry where action = 'skip'`)).toEqual([
      { actor: 'administrator@example.com', reason: 'Feito por telefone' },
    ])
    expect(await parkedLanes()).toEqual([])
  })
  it('BR-86: what a skipped event failed with is not shown of the event that comes next', async () => {
    desk.platform.otherwise('timeout')
    await desk.run(`/CustomerService/records/${serviceId}/suspend`, { kind: 'debt' })
    await vi.waitFor(async () => expect((await packageOf()).standing).toBe('awaiting_suspended'))
    expect((await packageOf()).failure).toBeNull()
    expect(await desk.rows('select last_error from content_platforms.subscription_confirmation')).toEqual([
      { last_error: null },
    ])
  })
})
