import type { Dispatcher } from 'undici'
import { createAddressGuard } from './address-guard.js'
import { errorClassOf } from './attempt-outcome.js'
import { classifyFailure } from './classify-failure.js'
import { createConnections } from './connections.js'
import type { EndpointPolicy } from './endpoint-url.js'
import { exchange } from './exchange.js'
import { createGuardedConnector, type ResolveName } from './guarded-connector.js'
import { checkRequestHeaders } from './request-headers.js'
import type { AnswerHeaders } from './request-once.js'
import { createReadTarget } from './request-target.js'

export interface PlatformClientOptions {
  endpoints: EndpointPolicy
  /** Total time of one call: name, connection and the whole answer. */
  deadlineMs: number
  /** A longer answer is cut off and counts as a failure. 4 MiB by default. */
  maxAnswerBytes?: number
  resolve?: ResolveName
}

interface Call {
  url: string
  method: string
  headers: Record<string, string>
  body?: string
}

type Outcome =
  | { kind: 'answered'; status: number; headers: Record<string, string>; body: string }
  /** `failure` is a class of `attempt-outcome`. */
  | { kind: 'unreachable' | 'blocked'; failure: string }

/** Asks platforms for what they list: unsigned calls to allowed addresses only. Never rejects for what a platform does. */
export interface PlatformClient {
  send(call: Call, signal: AbortSignal): Promise<Outcome>
  /** Cuts off what is under way. */
  close(): Promise<void>
}

const flatten = (headers: AnswerHeaders): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), [value ?? ''].flat().join(', ')]),
  )

/** One client serves all integrations of a process. Its connections are dialled through the same guard as webhooks'. */
export const createPlatformClient = (options: PlatformClientOptions): PlatformClient => {
  const { endpoints, deadlineMs, maxAnswerBytes = 4 * 1024 * 1024, resolve } = options
  const connections = createConnections({
    connect: createGuardedConnector({
      isForbidden: createAddressGuard(endpoints.allowedCidrs),
      allowedHosts: endpoints.allowedHosts,
      connectTimeoutMs: deadlineMs,
      ...(resolve && { resolve }),
    }),
    pipelining: 1,
    maxResponseSize: maxAnswerBytes,
    // As in `send`: the total deadline is what holds.
    headersTimeout: 0,
    bodyTimeout: 0,
  })
  const readTarget = createReadTarget(endpoints)
  return {
    async send({ url, method, headers, body }, interrupted) {
      const target = readTarget(url)
      if ('blocked' in target) return { kind: 'blocked', failure: target.blocked }
      const own = checkRequestHeaders(headers)
      if (!own) return { kind: 'unreachable', failure: 'headers' }
      const allHeaders = { 'user-agent': 'adminjs-content-platforms', accept: 'application/json', ...own }
      const request = { ...target, method: method as Dispatcher.HttpMethod, ...(body === undefined ? {} : { body }) }
      return exchange({
        connections,
        options: { ...request, headers: { ...allHeaders, 'accept-encoding': 'identity' } },
        deadlineMs,
        interrupted,
      }).then(
        (answer) => ({ kind: 'answered', status: answer.status, headers: flatten(answer.headers), body: answer.body }),
        (error: unknown) => {
          const outcome = classifyFailure(error)
          const kind = outcome.kind === 'blocked' ? 'blocked' : 'unreachable'
          return { kind, failure: errorClassOf(outcome) ?? 'unknown' }
        },
      )
    },
    close: connections.close,
  }
}
