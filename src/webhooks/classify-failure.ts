import type { AttemptOutcome } from './attempt-outcome.js'
import { AddressBlockedError } from './guarded-connector.js'

/** The total time of an attempt is over. */
export class DeadlineError extends Error {
  override readonly name = 'DeadlineError'
}

/** This process stops and waits no longer. */
export class InterruptedError extends Error {
  override readonly name = 'InterruptedError'
}

/** The connection broke after the answer had begun. */
export class BrokenAnswerError extends Error {
  override readonly name = 'BrokenAnswerError'
}

const TIMEOUTS = new Set(['UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'ETIMEDOUT'])
const OVERSIZES = new Set(['UND_ERR_RES_EXCEEDED_MAX_SIZE', 'UND_ERR_HEADERS_OVERFLOW', 'HPE_HEADER_OVERFLOW'])
const RESETS = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET'])
const TLS_FAILURE = /^(ERR_SSL|ERR_TLS|CERT_|EPROTO|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH|ERR_OSSL)/

/** What an error of the HTTP client means for the attempt. */
export const classifyFailure = (error: unknown): AttemptOutcome => {
  if (error instanceof BrokenAnswerError) return classifyFailure(error.cause)
  if (error instanceof AddressBlockedError) return { kind: 'blocked', reason: 'address' }
  if (error instanceof DeadlineError) return { kind: 'unreachable', cause: 'timeout' }
  if (error instanceof InterruptedError) return { kind: 'unreachable', cause: 'interrupted' }
  const { code = '', syscall } = error as { code?: string; syscall?: string }
  if (code === 'UND_ERR_INVALID_ARG') return { kind: 'unsendable', reason: 'request' }
  if (TIMEOUTS.has(code)) return { kind: 'unreachable', cause: 'timeout' }
  if (OVERSIZES.has(code)) return { kind: 'unreachable', cause: 'oversize' }
  if (syscall === 'getaddrinfo' || syscall?.startsWith('query')) return { kind: 'unreachable', cause: 'dns' }
  if (TLS_FAILURE.test(code)) return { kind: 'unreachable', cause: 'tls' }
  return { kind: 'unreachable', cause: 'connection' }
}

/** Whether the connection was lost before an answer began: usually a kept-alive socket that the other side had closed. */
export const isReset = (error: unknown): boolean => RESETS.has((error as { code?: string }).code ?? '')
