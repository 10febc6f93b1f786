import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { Gauge, Registry } from 'prom-client'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ApiRouterOptions } from '../../../src/api/create-api-router.js'
import { saveCustomer } from '../../../src/domain/customers/save-customer.js'
import { pauseIntegration } from '../../../src/domain/integrations/pause-integration.js'
import { suspendService } from '../../../src/domain/services/suspend-service.js'
import { ACTOR, createProvider, type Provider } from '../../support/provider.js'
import { type Receiver, startReceiver } from '../../support/receiver.js'
import { parseScrape, samplesOf, sumOf } from '../../support/scrape.js'

const P = 'content_platforms_'
let provider: Provider
let receiver: Receiver
let server: Server | undefined

beforeEach(async () => {
  provider = await createProvider({
    delivery: { pollMs: 20, deadlineMs: 500, leaseMs: 7_000, retryDelaysMs: [60_000] },
  })
  receiver = await startReceiver()
})
afterEach(async () => {
  server?.closeAllConnections()
  await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)))
  server = undefined
  await provider.drop()
  await receiver.close()
})

const listen = async (options?: ApiRouterOptions): Promise<string> => {
  const app = express()
  app.use('/content', provider.content.apiRouter(options))
  server = createServer(app)
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/content`
}
const scrape = async () => parseScrape(await provider.content.metrics.metrics())
const until = (check: (samples: Awaited<ReturnType<typeof scrape>>) => void) =>
  vi.waitFor(async () => check(await scrape()), { timeout: 10_000, interval: 50 })
const linked = () => provider.linked({ integration: { url: receiver.url } })

describe('the figures of a process', () => {
  it('count attempts by what came of them, what was delivered, and what failed by class', async () => {
    receiver.script(503)
    const { integrationId, serviceId } = await linked()
    const integration = String(integrationId)
    await provider.content.start()
    await until((samples) => {
      expect(
        sumOf(samples, `${P}delivery_attempts_total`, {
          integration,
          event_type: 'content.subscription.created',
          outcome: 'http_503',
        }),
      ).toBe(1)
      expect(samplesOf(samples, `${P}delivery_failed_total`)).toMatchObject([
        { labels: { integration, class: 'http_503', next: 'retry' }, value: 1 },
      ])
      expect(sumOf(samples, `${P}delivery_delivered_total`)).toBeUndefined()
    })
    // Counted first, written down after: the wait is cut short only once it is written.
    await vi.waitFor(async () => {
      const [rows] = await provider.dataSource.query(
        'update content_platforms.delivery_lane set ready_at = now() where attempts = 1 and lease_token is null returning id',
      )
      expect(rows).toHaveLength(1)
    })
    await until((samples) =>
      expect(samplesOf(samples, `${P}delivery_delivered_total`)).toEqual([
        {
          name: `${P}delivery_delivered_total`,
          labels: { integration, event_type: 'content.subscription.created' },
          value: 1,
        },
      ]),
    )
    receiver.script('timeout')
    await provider.inTransaction((tx) => suspendService(tx, { serviceId, kind: 'debt', actor: ACTOR }))
    await until((samples) => {
      expect(sumOf(samples, `${P}delivery_failed_total`, { class: 'timeout' })).toBe(1)
      expect(sumOf(samples, `${P}delivery_attempt_duration_seconds_count`, { integration })).toBe(3)
      expect(sumOf(samples, `${P}delivery_attempt_duration_seconds_sum`, { integration })).toBeGreaterThan(0.45)
    })
    await until((samples) => {
      expect(sumOf(samples, `${P}delivery_claim_duration_seconds_count`)).toBeGreaterThan(2)
      expect(sumOf(samples, `${P}delivery_claimed_lanes_sum`)).toBe(3)
      expect(sumOf(samples, `${P}delivery_settle_duration_seconds_count`)).toBe(3)
      expect(sumOf(samples, `${P}delivery_settled_lanes_sum`)).toBe(3)
    })
  })

  it('show a lane in flight while its request is under way, and none after', async () => {
    let answer: (() => void) | undefined
    receiver.script((_request, response) => {
      answer = () => response.writeHead(200).end()
    })
    const { integrationId } = await linked()
    const integration = String(integrationId)
    await provider.content.start()
    await until((samples) => expect(sumOf(samples, `${P}delivery_in_flight_lanes`, { integration })).toBe(1))
    await vi.waitFor(() => expect(answer).toBeDefined())
    answer?.()
    await until((samples) => expect(sumOf(samples, `${P}delivery_in_flight_lanes`)).toBeUndefined())
  })

  it('count the runs of jobs by how they ended', async () => {
    await provider.content.start()
    await vi.waitFor(
      async () => {
        await provider.dataSource.query(
          `update content_platforms.job set due_at = now() where name = 'subscription.expire'`,
        )
        expect(
          sumOf(await scrape(), `${P}job_runs_total`, { job: 'subscription.expire', result: 'finished' }),
        ).toBeGreaterThan(0)
      },
      { timeout: 20_000, interval: 200 },
    )
    expect(sumOf(await scrape(), `${P}job_consecutive_failures`, { job: 'subscription.expire' })).toBe(0)
  })
})

describe('the figures of the database', () => {
  it('tell by integration what waits, is due and since when, and what is parked', async () => {
    const { integrationId, serviceId } = await linked()
    const integration = String(integrationId)
    await provider.inTransaction((tx) => suspendService(tx, { serviceId, kind: 'debt', actor: ACTOR }))
    await linked()
    await provider.dataSource.query(
      `update content_platforms.delivery_lane set ready_at = now() - interval '90 s' where integration_id = $1`,
      [integrationId],
    )
    const samples = await scrape()
    const figure = (name: string) => sumOf(samples, P + name, { integration })
    expect(figure('delivery_waiting_events')).toBe(2)
    expect(figure('delivery_waiting_lanes')).toBe(1)
    expect(figure('delivery_due_lanes')).toBe(1)
    expect(figure('delivery_parked_lanes')).toBe(0)
    expect(figure('delivery_lag_seconds')).toBeGreaterThanOrEqual(90)
    expect(figure('delivery_lag_seconds')).toBeLessThan(120)
    expect(sumOf(samples, `${P}delivery_waiting_events`)).toBe(3)
    expect(sumOf(samples, `${P}database_up`)).toBe(1)
  })

  it('tell what is parked with what it holds back, and of a paused integration nothing that is due', async () => {
    const { integrationId, serviceId } = await linked()
    await provider.inTransaction((tx) => suspendService(tx, { serviceId, kind: 'debt', actor: ACTOR }))
    await provider.dataSource.query(
      `update content_platforms.delivery_lane set parked_at = now(), parked_reason = 'exhausted'`,
    )
    const paused = await linked()
    await provider.inTransaction((tx) =>
      pauseIntegration(tx, { integrationId: paused.integrationId, reason: 'HTTP 410', actor: ACTOR }),
    )
    const samples = await scrape()
    const figure = (name: string, id: number) => sumOf(samples, P + name, { integration: String(id) })
    expect(figure('delivery_parked_lanes', integrationId)).toBe(1)
    expect(figure('delivery_parked_events', integrationId)).toBe(2)
    expect(figure('delivery_due_lanes', integrationId)).toBe(0)
    expect(figure('delivery_lag_seconds', integrationId)).toBe(0)
    expect(figure('delivery_waiting_events', paused.integrationId)).toBe(1)
    expect(figure('delivery_due_lanes', paused.integrationId)).toBe(0)
    expect(figure('delivery_lag_seconds', paused.integrationId)).toBe(0)
    expect(figure('integration_active', paused.integrationId)).toBe(0)
    expect(figure('integration_active', integrationId)).toBe(1)
  })

  it('tell the state of each breaker, closed where there never was trouble', async () => {
    const open = await linked()
    const closed = await linked()
    await provider.dataSource.query(
      `insert into content_platforms.delivery_gate (integration_id, breaker, opened_at) values ($1, 'open', now())`,
      [open.integrationId],
    )
    const samples = await scrape()
    const state = (id: number) =>
      samplesOf(samples, `${P}integration_breaker`, { integration: String(id) })
        .filter(({ value }) => value === 1)
        .map(({ labels }) => labels.state)
    expect(state(open.integrationId)).toEqual(['open'])
    expect(state(closed.integrationId)).toEqual(['closed'])
  })

  it('tell how many alerts of each kind last, and no more once they ended', async () => {
    await provider.dataSource.query(
      `insert into content_platforms.alert (kind, subject, count, since, ended_at) values
         ('job_failing', 'a', 1, now(), null), ('job_failing', 'b', 1, now(), null), ('brake_held', 'c', 1, now(), now())`,
    )
    const samples = await scrape()
    expect(sumOf(samples, `${P}alerts_open`, { kind: 'job_failing' })).toBe(2)
    expect(sumOf(samples, `${P}alerts_open`, { kind: 'brake_held' })).toBe(0)
  })

  it('are left out while the database is away, and the others are told all the same', async () => {
    await linked()
    await provider.dataSource.query('alter table content_platforms.delivery_lane rename to elsewhere')
    const samples = await scrape()
    expect(sumOf(samples, `${P}database_up`)).toBe(0)
    expect(samplesOf(samples, `${P}delivery_waiting_events`)).toEqual([])
    expect(sumOf(samples, `${P}delivery_claim_duration_seconds_count`)).toBe(0)
    await provider.dataSource.query('alter table content_platforms.elsewhere rename to delivery_lane')
    expect(sumOf(await scrape(), `${P}delivery_waiting_events`)).toBe(1)
  })

  it('are read once for scrapes that come close together', async () => {
    await linked()
    await scrape()
    await linked()
    expect(sumOf(await scrape(), `${P}delivery_waiting_events`)).toBe(1)
  })
})

it('no label and no value of a scrape holds a name, an address or a document', async () => {
  const customer = { name: 'Fulana de Tal', email: 'fulana@example.com', phone: '11987654321', document: '52998224725' }
  const integration = await provider.integration({ url: receiver.url, description: 'Plataforma Secreta' })
  const packageId = await provider.package({ productId: integration.productId })
  const customerId = await provider.customer(customer)
  await provider.link(await provider.service({ customerId }), packageId)
  await provider.inTransaction((tx) =>
    saveCustomer(tx, { id: customerId, values: { email: 'nova@example.com' }, actor: ACTOR }),
  )
  await provider.content.start()
  await until((samples) => expect(sumOf(samples, `${P}delivery_delivered_total`)).toBeGreaterThan(0))
  const text = await provider.content.metrics.metrics()
  for (const secret of [
    ...Object.values(customer),
    'nova@example.com',
    'Plataforma Secreta',
    receiver.url,
    '127.0.0.1',
  ])
    expect(text).not.toContain(secret)
  const labels = new Set(parseScrape(text).flatMap((sample) => Object.keys(sample.labels)))
  expect([...labels].sort()).toEqual(
    ['class', 'event_type', 'integration', 'job', 'kind', 'le', 'next', 'outcome', 'state'].filter((name) =>
      labels.has(name),
    ),
  )
})

it('two plugins in one process count apart, each in a registry of its own', async () => {
  const other = await createProvider()
  try {
    expect(other.content.metrics).not.toBe(provider.content.metrics)
    await linked()
    await other.content.start()
    await vi.waitFor(async () =>
      expect(
        sumOf(parseScrape(await other.content.metrics.metrics()), `${P}delivery_claim_duration_seconds_count`),
      ).toBeGreaterThan(0),
    )
    expect(sumOf(await scrape(), `${P}delivery_claim_duration_seconds_count`)).toBe(0)
    expect(sumOf(await scrape(), `${P}delivery_waiting_events`)).toBe(1)
  } finally {
    await other.drop()
  }
})

it('a host can merge them with its own', async () => {
  const own = new Registry()
  new Gauge({ name: 'host_answer', help: 'Of everything.', registers: [own] }).set(42)
  const samples = parseScrape(await Registry.merge([own, provider.content.metrics]).metrics())
  expect([sumOf(samples, 'host_answer'), sumOf(samples, `${P}database_up`)]).toEqual([42, 1])
})

describe('the router of an Express host', () => {
  it('answers that it lives, also while the database is away', async () => {
    const url = await listen()
    await provider.dataSource.query('alter table content_platforms.delivery_lane rename to elsewhere')
    const answer = await fetch(`${url}/health/live`)
    expect([answer.status, await answer.json()]).toEqual([200, { status: 'live' }])
    expect(answer.headers.get('cache-control')).toBe('no-store')
  })

  it('is ready with its parts told one by one, the worker only where it was started', async () => {
    const url = await listen()
    const ready = async () => {
      const answer = await fetch(`${url}/health/ready`)
      expect(answer.headers.get('cache-control')).toBe('no-store')
      return [answer.status, await answer.json()]
    }
    const parts = { database: { ok: true }, migrations: { ok: true } }
    expect(await ready()).toEqual([200, { status: 'ready', checks: parts }])
    await provider.content.start()
    expect(await ready()).toEqual([200, { status: 'ready', checks: { ...parts, worker: { ok: true } } }])
    await provider.content.stop({ deadlineMs: 1_000 })
    expect(await ready()).toEqual([
      503,
      { status: 'not_ready', checks: { ...parts, worker: { ok: false, reason: 'draining' } } },
    ])
  })

  it('is not ready before the migrations are applied, and says which are missing', async () => {
    const url = await listen()
    await provider.dataSource.query(`delete from migrations where name = 'LimitDelivery1764100000000'`)
    const answer = await fetch(`${url}/health/ready`)
    expect(answer.status).toBe(503)
    const { checks } = (await answer.json()) as { checks: Record<string, unknown> }
    expect(checks.migrations).toEqual({ ok: false, reason: 'not applied: LimitDelivery1764100000000' })
  })

  it('has no figures unless the host asks for them', async () => {
    expect((await fetch(`${await listen()}/metrics`)).status).toBe(404)
  })

  it('tells figures as Prometheus reads them, to whom the host lets', async () => {
    const url = await listen({ metrics: true, authenticate: ({ headers }) => headers.authorization === 'Bearer abc' })
    const refused = await fetch(`${url}/metrics`)
    expect([refused.status, await refused.json()]).toEqual([401, { error: 'unauthorized' }])
    const answer = await fetch(`${url}/metrics`, { headers: { authorization: 'Bearer abc' } })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(sumOf(parseScrape(await answer.text()), `${P}database_up`)).toBe(1)
    expect((await fetch(`${url}/health/live`)).status).toBe(200)
  })

  it.each(['POST', 'PUT', 'DELETE', 'PATCH'])('refuses %s with 405', async (method) => {
    const url = await listen({ metrics: true })
    for (const path of ['health/live', 'health/ready', 'metrics']) {
      const answer = await fetch(`${url}/${path}`, { method })
      expect([path, answer.status, answer.headers.get('allow')]).toEqual([path, 405, 'GET, HEAD'])
    }
  })

  it('passes on what is not its own', async () => {
    const url = await listen({ metrics: true })
    for (const path of ['', 'health', 'health/live/x', 'metrics/']) {
      expect((await fetch(`${url}/${path}`)).status, path).toBe(404)
    }
  })
})
