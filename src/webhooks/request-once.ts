import type { Dispatcher } from 'undici'
import { BrokenAnswerError } from './classify-failure.js'
import type { Connection, Connections } from './connections.js'
import type { Cutoff } from './cutoff.js'
import { decodeBody } from './decode-body.js'

/** An answer as it arrived. `body` is text by its charset, empty if it was compressed against our wish. */
export interface Answer {
  status: number
  headers: AnswerHeaders
  body: string
}

/** Names in lower case; a list where a header came more than once. */
export type AnswerHeaders = Record<string, string | string[] | undefined>

export type RequestOptions = Dispatcher.DispatchOptions & { origin: string }

/**
 * One request and its whole answer. Rejects with the client's error, a `BrokenAnswerError` once the
 * answer had begun, or the cutoff's reason as soon as that comes.
 */
export const requestOnce = (connections: Connections, options: RequestOptions, cutoff: Cutoff): Promise<Answer> =>
  new Promise((resolve, reject) => {
    if (cutoff.reason) return reject(cutoff.reason)
    const connection = connections.take(options.origin)
    connection.client.dispatch(options, new AnswerHandler(connection, cutoff, resolve, reject))
  })

const NO_BYTES: Buffer = Buffer.alloc(0)

// Of undici's own `request`, this leaves out the stream and the abort signal, which cost as much as sending does.
class AnswerHandler implements Dispatcher.DispatchHandler {
  private status = 0
  private headers: AnswerHeaders | undefined = undefined
  private bytes: Buffer = NO_BYTES
  private further: Buffer[] | undefined = undefined

  constructor(
    private readonly connection: Connection,
    private readonly cutoff: Cutoff,
    private readonly resolve: (answer: Answer) => void,
    private readonly reject: (error: Error) => void,
  ) {
    // Told to the caller at once: a request that still waits for its connection can't be broken off before it has one.
    cutoff.onCut = reject
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    const { cutoff, reject } = this
    if (cutoff.reason) {
      controller.abort(cutoff.reason)
      return
    }
    cutoff.onCut = (reason) => {
      reject(reason)
      controller.abort(reason)
    }
  }

  onResponseStart(_controller: Dispatcher.DispatchController, status: number, headers: AnswerHeaders): void {
    if (status < 200) return // an interim answer; the real one follows
    this.status = status
    this.headers = headers
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.bytes === NO_BYTES) this.bytes = chunk
    else if (this.further) this.further.push(chunk)
    else this.further = [chunk] // most answers come in one piece
  }

  onResponseEnd(): void {
    const { status, headers = {}, bytes, further } = this
    this.connection.release()
    this.resolve({ status, headers, body: decodeBody(further ? Buffer.concat([bytes, ...further]) : bytes, headers) })
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.connection.release()
    this.reject(this.status === 0 ? error : new BrokenAnswerError('the answer broke off', { cause: error }))
  }
}
