import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  cancelService,
  changeHolder,
  enableService,
  requestAnonymization,
  suspendService,
  unlinkPackage,
} from '../../../src/index.js'
import { createAnonymizeJob } from '../../../src/jobs/anonymize.job.js'
import { createPurgeHistoryJob } from '../../../src/jobs/purge-history.job.js'
import { ACTOR } from '../../support/provider.js'
import { type Receiver, startReceiver } from '../../support/receiver.js'
import { openWorld, type World } from '../domain/reconciliation-world.js'
import { runOnce } from '../jobs/run-once.js'
import { SECRET } from '../webhooks/requests.js'

let world: World
let receiver: Receiver
let integrationId: number
let confirmedId: number
const subscriptions: number[] = []
const services: number[] = []

const rows = (sql: string, parameters: unknown[] = []) => world.dataSource.query(sql, parameters)
const purge = () =>
  runOnce(createPurgeHistoryJob({ attemptDays: 365, eventDays: 730, resultDays: 180, dailyHour: 4 }), world.dataSource)
const count = async (table: string): Promise<number> =>
  (await rows(`select count(*)::int as n from content_platforms.${table}`))[0].n
const suspend = (serviceId: number) =>
  world.inTransaction((tx) => suspendService(tx, { serviceId, kind: 'debt', actor: ACTOR }))
const enable = (serviceId: number) =>
  world.inTransaction((tx) => enableService(tx, { serviceId, reason: 'x', actor: ACTOR }))

/** Makes everything that ever happened so many days older. */
const age = async (days: number) => {
  await rows(
    `update content_platforms.webhook_event set occurred_at = occurred_at - make_interval(days => $1),
       settled_at = settled_at - make_interval(days => $1)`,
    [days],
  )
  await rows('update content_platforms.delivery_attempt set started_at = started_at - make_interval(days => $1)', [
    days,
  ])
}

/** What a comparison with the platform finds, and what the panel says of each package. */
const outlook = async () => {
  const differences: unknown[] = []
  for (const id of [integrationId, confirmedId]) {
    expect((await world.reconcile(id)).notice?.type).toBe('success')
    const { data } = await world.show(id)
    differences.push({ compared: data.run?.compared, differences: data.differences })
  }
  const standings: unknown[] = []
  for (const id of services) {
    const { data } = await world.panel.get(`/CustomerService/records/${id}/showPackages`)
    standings.push(data.subscriptions.map(({ standing, eventId }: Record<string, unknown>) => ({ standing, eventId })))
  }
  return { differences, standings }
}

beforeAll(async () => {
  world = await openWorld()
  await world.content.start()
  const catalogue = await world.catalogue()
  integrationId = catalogue.id
  receiver = await startReceiver(SECRET)
  const { id, productId } = await world.integration({ url: receiver.url, successRule: 'http_2xx' })
  confirmedId = id
  const packages = [
    await world.package({ productId: catalogue.productIds[0] ?? 0 }),
    await world.package({ productId }),
  ]
  for (let index = 0; index < 4; index += 1) {
    const serviceId = await world.service()
    services.push(serviceId)
    for (const packageId of packages) subscriptions.push(await world.link(serviceId, packageId))
  }
  // Several events each, and ends of all sorts: active, suspended, removed, of another holder.
  for (const serviceId of services) await suspend(serviceId)
  for (const serviceId of services.slice(0, 3)) await enable(serviceId)
  await world.inTransaction((tx) => unlinkPackage(tx, { subscriptionId: subscriptions[0] ?? 0, actor: ACTOR }))
  await world.inTransaction((tx) => cancelService(tx, { serviceId: services[1] ?? 0, reason: 'x', actor: ACTOR }))
  const customerId = await world.customer()
  const change = {
    serviceId: services[2] ?? 0,
    customerId,
    reason: 'x',
    consentChannel: 'telefone',
    actor: ACTOR,
  } as const
  await world.inTransaction((tx) => changeHolder(tx, change, world.domain))
}, 60_000)
afterAll(async () => {
  await world.close()
  await receiver.close()
})

describe('after everything was years ago and the history is gone', () => {
  it('comparisons with platforms and the panel say the same as before', async () => {
    await world.idle()
    await age(1_000)
    const before = {
      ...(await outlook()),
      subscriptions: await world.subscriptions(),
      events: await count('webhook_event'),
    }
    expect(before.events).toBeGreaterThan(20)
    const { attempts = 0, events = 0 } = await purge()
    expect(attempts).toBeGreaterThan(20)
    expect(events).toBeGreaterThan(8)
    expect(await count('delivery_attempt')).toBe(0)
    const after = {
      ...(await outlook()),
      subscriptions: await world.subscriptions(),
      events: (await count('webhook_event')) + events,
    }
    expect(after).toEqual(before)
  })

  it('a full recompute finds no drift, and life goes on in order', async () => {
    expect(await world.content.recomputeAll()).toMatchObject({ drifted: 0 })
    const serviceId = services[3] ?? 0
    await enable(serviceId)
    await suspend(serviceId)
    await enable(serviceId)
    await world.idle()
    expect(await world.there()).toMatchObject({ [subscriptions[6] ?? 0]: 'active' })
    const told = receiver.requests.filter(({ body }) => JSON.parse(body).data.service.id === serviceId)
    const sequences = told.map(({ body }) => JSON.parse(body).data.subscription.sequence)
    expect(sequences).toEqual([1, 2, 3, 4, 5])
  })

  it('every page of the panel answers', async () => {
    const [event] = await rows(
      `select id from content_platforms.webhook_event where settled_at < now() - interval '900 days' limit 1`,
    )
    const [account] = await rows('select customer_id as id from content_platforms.platform_account limit 1')
    for (const path of [
      '/WebhookEvent/actions/list',
      '/DeliveryAttempt/actions/list',
      `/WebhookEvent/records/${event.id}/showTimeline`,
      `/Customer/records/${account.id}/showOverview`,
      `/Customer/records/${account.id}/showHistory`,
      `/CustomerService/records/${services[0]}/showOverview`,
      `/Integration/records/${integrationId}/showOverview`,
      '/WebhookEvent/actions/listParkedLanes',
    ]) {
      const answer = await world.panel.get(path)
      expect(answer.status, `${path}: ${answer.text.slice(0, 200)}`).toBe(200)
      expect(answer.notice?.type, path).not.toBe('error')
    }
    const { data } = await world.panel.get(`/WebhookEvent/records/${event.id}/showTimeline`)
    expect(data.attempts).toEqual([])
  })

  it('BR-76: a customer is still forgotten, what was written about his events included', async () => {
    const [row] = await rows(
      `select sv.customer_id as id, c.name from content_platforms.customer_service sv
       join content_platforms.customer c on c.id = sv.customer_id where sv.id = $1`,
      [services[1]],
    )
    const [kept] = await rows(
      `select e.id from content_platforms.webhook_event e join content_platforms.delivery_lane l on l.id = e.lane_id
       join content_platforms.platform_account a on a.id = l.account_id where a.customer_id = $1 order by e.sequence desc limit 1`,
      [row.id],
    )
    await rows(
      `insert into content_platforms.audit_entry (at, actor, action, resource, record_id, reason)
       values (now() - interval '990 days', 'ana', 'skip', 'webhook_event', $1, $2)`,
      [kept.id, `${row.name} pediu`],
    )
    await purge()
    await world.inTransaction((tx) => requestAnonymization(tx, { customerId: row.id, reason: 'pedido', actor: ACTOR }))
    await runOnce(createAnonymizeJob({ stuckDays: 30 }), world.dataSource)
    const [customer] = await rows('select anonymized_at from content_platforms.customer where id = $1', [row.id])
    expect(customer.anonymized_at).not.toBeNull()
    expect(await rows('select from content_platforms.audit_entry where reason like $1', [`%${row.name}%`])).toEqual([])
  })
})
