import pRetry from 'p-retry'
import { type Dispatcher, request } from 'undici'
import { BrokenAnswerError, DeadlineError, InterruptedError, isReset } from './classify-failure.js'

/** An answer as it arrived. `body` is text by its charset, empty if it was compressed against our wish. */
export interface Answer {
  status: number
  headers: Dispatcher.ResponseData['headers']
  body: string
}

export interface ExchangeInput {
  url: string
  options: Omit<Dispatcher.RequestOptions, 'origin' | 'path'> & { dispatcher: Dispatcher }
  /** For name, connection, both requests and the whole answer together. */
  deadlineMs: number
  /** Aborted when nobody waits for the answer any more. */
  interrupted: AbortSignal | undefined
}

/**
 * One request and its answer. Sends a second time if the connection was reset before an answer began, since a
 * kept-alive socket that was closed meanwhile is no failure of the platform. Rejects with the client's error, a
 * `DeadlineError`, or an `InterruptedError`.
 */
export const exchange = async ({ url, options, deadlineMs, interrupted }: ExchangeInput): Promise<Answer> => {
  const limit = new AbortController()
  const timer = setTimeout(() => limit.abort(new DeadlineError()), deadlineMs)
  const interrupt = () => limit.abort(new InterruptedError())
  if (interrupted?.aborted) interrupt()
  interrupted?.addEventListener('abort', interrupt, { once: true })
  try {
    // The race, because undici tells a request that still waits for its connection of an abort only once it has one.
    return await Promise.race([
      aborted(limit.signal),
      pRetry(() => requestOnce(url, { ...options, signal: limit.signal }), {
        retries: 1,
        minTimeout: 0,
        shouldRetry: ({ error }) => isReset(error) && !limit.signal.aborted,
      }),
    ])
  } catch (error) {
    throw limit.signal.aborted ? limit.signal.reason : error
  } finally {
    clearTimeout(timer)
    interrupted?.removeEventListener('abort', interrupt)
  }
}

const aborted = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => {
    if (signal.aborted) reject(signal.reason)
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })

const requestOnce = async (
  url: string,
  options: ExchangeInput['options'] & { signal: AbortSignal },
): Promise<Answer> => {
  const { statusCode, headers, body } = await request(url, options)
  try {
    const bytes = await body.arrayBuffer()
    return { status: statusCode, headers, body: decode(bytes, headers) }
  } catch (cause) {
    throw new BrokenAnswerError('the answer broke off', { cause })
  }
}

const decode = (bytes: ArrayBuffer, headers: Answer['headers']): string => {
  if (!/^(identity)?$/i.test(String(headers['content-encoding'] ?? ''))) return ''
  const charset = /charset="?([\w-]+)/i.exec(String(headers['content-type'] ?? ''))?.[1]
  if (!charset || /^utf-?8$/i.test(charset)) return Buffer.from(bytes).toString('utf8')
  try {
    return new TextDecoder(charset).decode(bytes)
  } catch {
    return Buffer.from(bytes).toString('latin1') // a charset that nobody knows
  }
}
