import pRetry from 'p-retry'
import { isReset } from './classify-failure.js'
import type { Connections } from './connections.js'
import { type Cutoff, startCutoff } from './cutoff.js'
import type { Interruption } from './interruption.js'
import { type Answer, type RequestOptions, requestOnce } from './request-once.js'

export interface ExchangeInput {
  connections: Connections
  options: RequestOptions
  /** For name, connection, both requests and the whole answer together. */
  deadlineMs: number
  /** Aborted when nobody waits for the answer any more. */
  interrupted: Interruption | undefined
}

/**
 * One request and its answer. Sends a second time if the connection was reset before an answer began, since a
 * kept-alive socket that was closed meanwhile is no failure of the platform. Rejects with the client's error, a
 * `DeadlineError`, or an `InterruptedError`.
 */
export const exchange = async ({ connections, options, deadlineMs, interrupted }: ExchangeInput): Promise<Answer> => {
  const cutoff = startCutoff(deadlineMs, interrupted)
  try {
    return await requestOnce(connections, options, cutoff)
  } catch (failure) {
    return await resend(failure, () => requestOnce(connections, options, cutoff), cutoff)
  } finally {
    cutoff.end()
  }
}

// Entered with the first failure in hand, so that the requests that succeed, nearly all, don't pay for it.
const resend = (failure: unknown, send: () => Promise<Answer>, cutoff: Cutoff): Promise<Answer> =>
  pRetry((attempt) => (attempt === 1 ? Promise.reject(failure) : send()), {
    retries: 1,
    minTimeout: 0,
    shouldRetry: ({ error }) => isReset(error) && !cutoff.reason,
  }).catch((error) => {
    throw cutoff.reason ?? error
  })
