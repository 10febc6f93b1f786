import { createHash } from 'node:crypto'
import { Agent, type Dispatcher } from 'undici'
import { createAddressGuard } from './address-guard.js'
import type { AttemptOutcome } from './attempt-outcome.js'
import { classifyFailure } from './classify-failure.js'
import type { DatabaseClock } from './database-clock.js'
import type { PreparedRequest } from './delivery-contract.js'
import { createEndpointCheck, type EndpointPolicy } from './endpoint-url.js'
import { exchange } from './exchange.js'
import { createGuardedConnector, type ResolveName } from './guarded-connector.js'
import { readAnswer } from './read-answer.js'
import { checkRequestHeaders } from './request-headers.js'
import { signWebhook } from './sign.js'
import { storableText } from './storable-text.js'

export interface SenderOptions {
  endpoints: EndpointPolicy
  /** Total time of an attempt: name, connection, answer and the quick re-send. 15 s by default. */
  deadlineMs?: number
  /** A longer answer is cut off and counts as a failure. 64 KiB by default. */
  maxAnswerBytes?: number
  /** How names are resolved; by the system unless given. */
  resolve?: ResolveName
}

export interface SendInput {
  eventId: string
  request: PreparedRequest
  clock: DatabaseClock
  /** Aborted when the process waits no longer; the outcome is then unknown. */
  interrupted?: AbortSignal | undefined
}

/** What an attempt leaves for the log. Texts are masked already. */
export interface SentAttempt {
  outcome: AttemptOutcome
  startedAtMs: number
  durationMs: number
  /** Of the bytes that were sent; null if nothing could be. */
  requestSha256: string | null
  requestMasked: string | null
  responseMasked: string | null
}

/** Sends signed requests over kept-alive connections, to allowed addresses only. Never rejects for what a receiver does. */
export interface Sender {
  readonly deadlineMs: number
  send(input: SendInput): Promise<SentAttempt>
  /** Closes all connections at once, also those with a request under way: stop the dispatcher first. */
  close(): Promise<void>
}

const KEPT_ANSWER_CHARACTERS = 8 * 1024

/** One sender serves all integrations of a process; close it when the dispatcher has stopped. */
export const createSender = (options: SenderOptions): Sender => {
  const { endpoints, deadlineMs = 15_000 } = options
  const agent = createAgent(options, deadlineMs)
  const checkEndpoint = createEndpointCheck(endpoints)

  const send = async ({ eventId, request, clock, interrupted }: SendInput): Promise<SentAttempt> => {
    const startedAtMs = clock()
    const unsent = { startedAtMs, durationMs: 0, requestSha256: null, requestMasked: null, responseMasked: null }
    const blocked = checkEndpoint(request.url)
    if (blocked) return { ...unsent, outcome: { kind: 'blocked', reason: blocked } }
    const headers = signedHeaders(eventId, request, startedAtMs)
    if (!headers) return { ...unsent, outcome: { kind: 'unsendable', reason: 'headers' } }

    const startedAt = performance.now()
    const method = request.method as Dispatcher.HttpMethod
    const sent = await exchange({
      url: request.url,
      options: { dispatcher: agent, method, headers, body: request.body },
      deadlineMs,
      interrupted,
    }).then(
      (answer) => ({
        outcome: readAnswer(answer, request, clock()),
        responseMasked: storableText(answer.body, request, KEPT_ANSWER_CHARACTERS),
      }),
      (error: unknown) => ({ outcome: classifyFailure(error), responseMasked: null }),
    )
    return {
      ...sent,
      startedAtMs,
      durationMs: Math.round(performance.now() - startedAt),
      requestSha256: createHash('sha256').update(request.body).digest('hex'),
      requestMasked: request.maskedBody,
    }
  }
  return { deadlineMs, send, close: () => agent.destroy() }
}

const createAgent = ({ endpoints, maxAnswerBytes = 64 * 1024, resolve }: SenderOptions, deadlineMs: number) =>
  new Agent({
    connect: createGuardedConnector({
      isForbidden: createAddressGuard(endpoints.allowedCidrs),
      allowedHosts: endpoints.allowedHosts,
      connectTimeoutMs: deadlineMs,
      ...(resolve && { resolve }),
    }),
    pipelining: 1,
    maxResponseSize: maxAnswerBytes,
    // These measure gaps, which a byte now and then defeats: the total deadline is what holds.
    headersTimeout: 0,
    bodyTimeout: 0,
  })

const signedHeaders = (id: string, request: PreparedRequest, nowMs: number): Record<string, string> | undefined => {
  const own = checkRequestHeaders(request.headers)
  if (!own || request.signingSecrets.length === 0) return undefined
  const timestamp = Math.floor(nowMs / 1000)
  return {
    ...(request.body === '' ? {} : { 'content-type': 'application/json' }),
    'user-agent': 'adminjs-content-platforms',
    ...own,
    'accept-encoding': 'identity',
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signWebhook({ id, timestamp, body: request.body }, request.signingSecrets),
  }
}
