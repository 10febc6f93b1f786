import type { DataSource } from 'typeorm'
import type { ClaimedEvent, PreparedRequest, PrepareRequests } from '../../../src/webhooks/delivery-contract.js'
import type { EndpointPolicy } from '../../../src/webhooks/endpoint-url.js'

export const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'

/** As the demo's server options: plain http to this machine, any port. */
export const LOOPBACK: EndpointPolicy = {
  allowHttp: true,
  allowedPorts: 'any',
  allowedHosts: [],
  allowedCidrs: ['127.0.0.0/8'],
}

/** Settings that keep a test short; each can be overridden. */
export const QUICK = {
  pollMs: 25,
  leaseMs: 3_000,
  retryPolicy: {
    delaysMs: [20, 20, 20],
    jitter: 0,
    retryAfterCapMs: 86_400_000,
    giveUpOnClientError: false,
    informativeAttempts: 3,
  },
}
export const QUICK_DEADLINE_MS = 500

/** A body that names its account and sequence, so that a receiver can check order; nothing else is in it. */
const bodyOf = (event: ClaimedEvent): string =>
  JSON.stringify({ type: event.type, timestamp: event.occurredAt, data: { ...event.data, sequence: event.sequence } })

/** Requests to each integration's present url, in one read, accepted by any 2xx. */
export const prepareFrom =
  (dataSource: DataSource, change: Partial<PreparedRequest> = {}): PrepareRequests =>
  async (events) => {
    const rows: { id: number; url: string }[] = await dataSource.query(
      'select id, url from content_platforms.integration where id = any($1::int[])',
      [events.map((event) => event.integrationId)],
    )
    const urls = new Map(rows.map(({ id, url }) => [id, url]))
    return new Map(
      events.map((event) => {
        const url = urls.get(event.integrationId) ?? ''
        const body = bodyOf(event)
        const request = {
          method: 'POST',
          url,
          headers: {},
          body,
          maskedBody: body,
          signingSecrets: [SECRET],
          judge: ({ status }: { status: number }) =>
            status >= 200 && status < 300 ? ({ kind: 'accepted' } as const) : ({ kind: 'refused' } as const),
          pausesOnGone: true,
          ...change,
        }
        return [event.id, { kind: 'ready', request }]
      }),
    )
  }
