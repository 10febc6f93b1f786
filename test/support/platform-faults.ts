import type { ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'
import type { ReceiverStep } from './receiver.js'

const BOMB = gzipSync(Buffer.alloc(32 * 1024 * 1024))

/** Writes past the HTTP server, until the client has had enough. */
const drip = (text: string, { first = '', everyMs = 20 } = {}) => {
  return (_request: unknown, { socket }: ServerResponse): void => {
    if (!socket) return
    if (first) socket.write(first)
    const timer = setInterval(() => socket.write(text), everyMs)
    socket.on('close', () => clearInterval(timer))
  }
}
const afterSeconds = (seconds: number): string => new Date(Date.now() + seconds * 1_000).toUTCString()
const asksToWait =
  (status: number, retryAfter: () => string) =>
  (_request: unknown, response: ServerResponse): void =>
    void response.writeHead(status, { 'retry-after': retryAfter() }).end()

export interface PlatformFault {
  step: ReceiverStep
  /** How often in a row; once by default. */
  times?: number
  /** What the log says of each attempt that met it: outcome, and status or class. Left out where it does no harm. */
  failure?: string
  /** The retry comes no earlier than so long after it. */
  minWaitMs?: number
}

/** Ways in which a platform misbehaves while it is reached, by the words of the table of faults. */
export const PLATFORM_FAULTS: Record<string, PlatformFault> = {
  '500 ×3 then 200': { step: 500, times: 3, failure: 'refused 500' },
  '429, Retry-After in seconds': { step: asksToWait(429, () => '1'), failure: 'refused 429', minWaitMs: 1_000 },
  '503, Retry-After in seconds': { step: asksToWait(503, () => '1'), failure: 'refused 503', minWaitMs: 1_000 },
  // A date has whole seconds only.
  '429, Retry-After as a date': {
    step: asksToWait(429, () => afterSeconds(2)),
    failure: 'refused 429',
    minWaitMs: 1_000,
  },
  '429, Retry-After in the past': { step: asksToWait(429, () => afterSeconds(-3_600)), failure: 'refused 429' },
  '429, Retry-After that is garbage': {
    step: asksToWait(429, () => 'tomorrow'),
    failure: 'refused 429',
  },
  '429, Retry-After beyond the cap': {
    step: asksToWait(429, () => '99999999999'),
    failure: 'refused 429',
    minWaitMs: 300,
  },
  '429 without Retry-After': { step: 429, failure: 'refused 429' },
  '204': { step: 204 },
  '600': { step: 600, failure: 'refused 600' },
  '404': { step: 404, failure: 'refused 404' },
  'silence after the request': { step: 'timeout', failure: 'unreachable timeout' },
  'dripping headers': { step: drip('x-a: b\r\n', { first: 'HTTP/1.1 200 OK\r\n' }), failure: 'unreachable timeout' },
  'a status line that drips': { step: drip(' ', { first: 'HTTP/1.1 ' }), failure: 'unreachable' },
  'dripping body': { step: 'drip', failure: 'unreachable timeout' },
  'endless body': { step: 'endless', failure: 'unreachable oversize' },
  'endless headers': {
    step: drip(`x-a: ${'b'.repeat(8_192)}\r\n`, { first: 'HTTP/1.1 200 OK\r\n', everyMs: 1 }),
    failure: 'unreachable oversize',
  },
  'gzip bomb': { step: { status: 500, headers: { 'content-encoding': 'gzip' }, body: BOMB }, failure: 'refused 500' },
  'gzip bomb that says 200': { step: { status: 200, headers: { 'content-encoding': 'gzip' }, body: BOMB } },
  // Sent again within the attempt: nobody ever knows of it.
  'reset mid-request': { step: 'reset' },
  'reset mid-request, again at the second try': { step: 'reset', times: 2, failure: 'unreachable connection' },
  'reset mid-response': { step: 'reset-answer', failure: 'unreachable connection' },
  'an answer that is no HTTP': {
    step: (_request, response) => void response.socket?.end('220 smtp.example.com ESMTP\r\n'),
    failure: 'unreachable connection',
  },
}
