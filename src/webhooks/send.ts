import { hash } from 'node:crypto'
import type { Dispatcher } from 'undici'
import { oncePer } from '../once-per.js'
import { createAddressGuard } from './address-guard.js'
import type { AttemptOutcome } from './attempt-outcome.js'
import { classifyFailure } from './classify-failure.js'
import { createConnections } from './connections.js'
import type { DatabaseClock } from './database-clock.js'
import type { PreparedRequest } from './delivery-contract.js'
import type { EndpointPolicy } from './endpoint-url.js'
import { exchange } from './exchange.js'
import { createGuardedConnector, type ResolveName } from './guarded-connector.js'
import type { Interruption } from './interruption.js'
import { readAnswer } from './read-answer.js'
import { checkRequestHeaders } from './request-headers.js'
import { createReadTarget } from './request-target.js'
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
  interrupted?: Interruption | undefined
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
  const connections = openConnections(options, deadlineMs)
  const readTarget = createReadTarget(endpoints)

  const send = async ({ eventId, request, clock, interrupted }: SendInput): Promise<SentAttempt> => {
    const startedAtMs = clock()
    const target = readTarget(request.url)
    if ('blocked' in target) return unsent({ kind: 'blocked', reason: target.blocked }, startedAtMs)
    const body = Buffer.from(request.body) // once: these very bytes are signed, hashed and sent
    const headers = signedHeaders({ id: eventId, request, body, nowMs: startedAtMs })
    if (!headers) return unsent({ kind: 'unsendable', reason: 'headers' }, startedAtMs)

    const startedAt = performance.now()
    const { origin, path } = target
    const options = { origin, path, method: request.method as Dispatcher.HttpMethod, headers, body }
    const came = await exchange({ connections, options, deadlineMs, interrupted }).catch(classifyFailure)
    const isAnswer = 'body' in came
    return {
      outcome: isAnswer ? readAnswer(came, request, clock()) : came,
      startedAtMs,
      durationMs: Math.round(performance.now() - startedAt),
      requestSha256: hash('sha256', body, 'hex'),
      requestMasked: request.maskedBody,
      responseMasked: isAnswer ? storableText(came.body, request, KEPT_ANSWER_CHARACTERS) : null,
    }
  }
  return { deadlineMs, send, close: connections.close }
}

/** What is left of an attempt for which nothing was sent. */
export const unsent = (outcome: AttemptOutcome, startedAtMs: number): SentAttempt => ({
  outcome,
  startedAtMs,
  durationMs: 0,
  requestSha256: null,
  requestMasked: null,
  responseMasked: null,
})

const openConnections = ({ endpoints, maxAnswerBytes = 64 * 1024, resolve }: SenderOptions, deadlineMs: number) =>
  createConnections({
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

interface SigningParts {
  id: string
  request: PreparedRequest
  body: Buffer
  nowMs: number
}

// Names and values by turns, as the HTTP client takes them without another look at an object.
const signedHeaders = ({ id, request, body, nowMs }: SigningParts): string[] | undefined => {
  const own = ownHeaders(request.headers)
  if (!own || request.signingSecrets.length === 0) return undefined
  const timestamp = Math.floor(nowMs / 1000)
  const signature = signWebhook({ id, timestamp, body }, request.signingSecrets)
  const headers = body.length > 0 ? own.withBody : own.withoutBody
  return [...headers, 'webhook-id', id, 'webhook-timestamp', String(timestamp), 'webhook-signature', signature]
}

/** What all requests with the same headers of their own share; undefined if those can't be sent. */
const ownHeaders = oncePer((given: Record<string, string>) => {
  const checked = checkRequestHeaders(given)
  if (!checked) return undefined
  const headers = { 'user-agent': 'adminjs-content-platforms', ...checked, 'accept-encoding': 'identity' }
  return {
    withoutBody: Object.entries(headers).flat(),
    withBody: Object.entries({ 'content-type': 'application/json', ...headers }).flat(),
  }
})
