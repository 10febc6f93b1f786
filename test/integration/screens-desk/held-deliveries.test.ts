import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { EventTimelineData } from '../../../src/components/deliveries/delivery-data.js'
import { type Desk, openDesk } from './desk.js'

let desk: Desk
let customerId: number
let serviceId: number
let eventId: string
let sent: number
beforeAll(async () => {
  desk = await openDesk({ retryDelaysMs: [3_600_000] })
  const packageId = await desk.addPackage({ name: 'TV' })
  const planId = await desk.addPlan({ packages: [[packageId, true]] })
  desk.platform.otherwise({ status: 503 })
  await desk.content.start()
  customerId = await desk.addCustomer()
  serviceId = await desk.addService({ customerId: String(customerId), planId: String(planId) })
  await vi.waitFor(async () => expect(await situations('customer')).toEqual(['retrying']), { timeout: 10_000 })
  const [event] = await desk.rows<{ id: string }>('select id from content_platforms.webhook_event')
  eventId = event?.id ?? ''
})
afterAll(() => desk.close())

const timeline = async (): Promise<EventTimelineData> =>
  (await desk.get(`/WebhookEvent/records/${eventId}/showTimeline`, 'attendant')).data
const eventsOf = async (place: 'customer' | 'service') => {
  const path = place === 'customer' ? `/Customer/records/${customerId}` : `/CustomerService/records/${serviceId}`
  return (await desk.get(`${path}/showOverview`, 'attendant')).data.events
}
const situations = async (place: 'customer' | 'service') =>
  (await eventsOf(place)).map(({ situation }: { situation: string }) => situation)
const listedAs = async (situation: string) =>
  (await desk.get(`/WebhookEvent/actions/list?filters.situation=${situation}`)).records.map(
    ({ id }: { id: string }) => id,
  )

describe('an event that waits for a platform to which delivery is interrupted', () => {
  it('says so wherever an attendant sees it, without a time that would not hold', async () => {
    expect((await timeline()).event).toMatchObject({ situation: 'retrying', nextAttemptAt: expect.any(String) })
    await desk.run(`/Integration/records/${desk.integrationId}/interruptDelivery`, { reason: 'Manutenção' })
    sent = desk.platform.requests.length

    expect((await timeline()).event).toMatchObject({
      situation: 'held',
      nextAttemptAt: null,
      delivery: { state: 'stopped', by: 'administrator@example.com', nextTryAt: null },
    })
    for (const place of ['customer', 'service'] as const) {
      expect(await situations(place)).toEqual(['held'])
      expect((await eventsOf(place))[0].nextAttemptAt).toBeNull()
    }
  })

  it('is found as held and as nothing else', async () => {
    expect(await listedAs('held')).toEqual([eventId])
    for (const other of ['pending', 'retrying', 'behind', 'parked']) expect(await listedAs(other), other).toEqual([])
  })

  it('can be asked for by hand, and the answer promises it for later', async () => {
    const answer = await desk.run(`/WebhookEvent/records/${eventId}/redeliver`)
    expect(answer.notice).toMatchObject({ type: 'success', message: 'eventRedeliveredLater' })
    expect((await timeline()).event).toMatchObject({ situation: 'held', nextAttemptAt: null })
  })

  it('is tried no sooner than the breaker lets it, nor than it is due itself', async () => {
    const health = async () => (await timeline()).event.delivery
    const gate = 'update content_platforms.delivery_gate set probe_at = now() + make_interval(mins => $1)'
    const lane = 'update content_platforms.delivery_lane set ready_at = now() + make_interval(mins => $1)'
    const minutesAhead = async () => (Date.parse(String((await health()).nextTryAt)) - Date.now()) / 60_000
    const [before] = await desk.rows<{ ready_at: Date }>('select ready_at from content_platforms.delivery_lane')
    await desk.rows(gate, [30])
    expect(await health()).toMatchObject({ state: 'interrupted' })
    expect(await minutesAhead()).toBeCloseTo(30, 0)
    await desk.rows(lane, [90])
    expect(await minutesAhead()).toBeCloseTo(90, 0)
    await desk.rows('update content_platforms.delivery_lane set parked_at = now()')
    expect(await health()).toMatchObject({ nextTryAt: null })
    await desk.rows('update content_platforms.delivery_lane set parked_at = null, ready_at = $1', [before?.ready_at])
    await desk.rows('update content_platforms.delivery_gate set probe_at = null')
  })

  it('waits behind another one as before, and says what that one waits for', async () => {
    await desk.run(`/CustomerService/records/${serviceId}/suspend`, { kind: 'debt' })
    const [newest, oldest] = await eventsOf('customer')
    expect(newest).toMatchObject({ situation: 'behind', delivery: { state: 'stopped' } })
    expect(oldest).toMatchObject({ situation: 'held' })
  })

  it('goes out once delivery is resumed', async () => {
    expect(desk.platform.requests).toHaveLength(sent)
    desk.platform.otherwise({ status: 200 })
    await desk.run(`/Integration/records/${desk.integrationId}/resumeDelivery`, { reason: 'Voltou' })
    expect(await listedAs('held')).toEqual([])
    await vi.waitFor(async () => expect(await situations('customer')).toEqual(['delivered', 'delivered']), {
      timeout: 10_000,
    })
  })
})
