import { DomainError } from '../errors.js'
import { platformWords } from './read-platform-answer.js'

/** A request of a gateway to its platform. */
export interface PlatformCall {
  url: string | URL
  /** `GET` unless given. */
  method?: 'GET' | 'POST' | 'PUT'
  headers?: Record<string, string>
  body?: string
  /** Statuses beyond 2xx that are an answer as well, such as 404 for an empty list. */
  accept?: readonly number[]
}

/** A platform's answer, read to its end. */
export interface PlatformAnswer {
  status: number
  headers: Readonly<Record<string, string>>
  body: string
  /** The body's JSON; throws `PLATFORM_ANSWER_INVALID` where it is none. */
  json(): unknown
}

/** What a gateway is handed for talking to its platform. */
export interface GatewayTools {
  /**
   * The one way out: through the address guard, under the deadline of an attempt, never following a redirect, at most
   * 4 MiB of answer. Unsigned: a listing is authorised by the integration's parameters. Throws a `DomainError`, which
   * the panel shows: `PLATFORM_UNREACHABLE`, `PLATFORM_ADDRESS_BLOCKED`, or `PLATFORM_REFUSED` with the platform's words
   * for a status that is neither 2xx nor in `accept`.
   */
  fetch(call: PlatformCall): Promise<PlatformAnswer>
  /** Aborted when nobody waits for the listing any more, or it took too long; `fetch` then fails by itself. */
  signal: AbortSignal
}

/** What came of a call, as delivery tells it. `blocked`: our own rules forbid the address. */
export type CallOutcome =
  | { kind: 'answered'; status: number; headers: Record<string, string>; body: string }
  | { kind: 'unreachable' | 'blocked'; failure: string }

/** Sends one call; never rejects for what a platform does. */
export type SendCall = (
  call: { url: string; method: string; headers: Record<string, string>; body?: string },
  signal: AbortSignal,
) => Promise<CallOutcome>

const readJson = (body: string): unknown => {
  try {
    return JSON.parse(body)
  } catch (cause) {
    throw new DomainError('PLATFORM_ANSWER_INVALID', { detail: 'JSON' }, { cause })
  }
}

/** The tools for one listing, which ends with `signal`. */
export const createGatewayTools = (send: SendCall, signal: AbortSignal): GatewayTools => ({
  signal,
  async fetch({ url, method = 'GET', headers = {}, body, accept = [] }) {
    const call = { url: String(url), method, headers, ...(body === undefined ? {} : { body }) }
    const outcome = await send(call, signal)
    if (outcome.kind !== 'answered') {
      const code = outcome.kind === 'blocked' ? 'PLATFORM_ADDRESS_BLOCKED' : 'PLATFORM_UNREACHABLE'
      throw new DomainError(code, { failure: outcome.failure })
    }
    const { status } = outcome
    if ((status < 200 || status > 299) && !accept.includes(status)) {
      const words = platformWords(outcome.body)
      throw new DomainError('PLATFORM_REFUSED', {
        status,
        message: words ? `${words} (HTTP ${status})` : `HTTP ${status}`,
      })
    }
    return { status, headers: outcome.headers, body: outcome.body, json: () => readJson(outcome.body) }
  },
})
