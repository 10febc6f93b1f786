import { setMaxListeners } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createTlsServer, type Server as TlsServer } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { Webhook } from 'standardwebhooks'

/**
 * What the receiver does with one request: a status, an answer in full, a fault, or a function that answers itself
 * or says what to do.
 * `timeout` reads the request and stays silent, `reset` cuts the connection before any answer, `reset-answer` within it.
 */
export type ReceiverStep =
  | number
  | 'timeout'
  | 'reset'
  | 'reset-answer'
  | 'drip'
  | 'endless'
  | { status: number; headers?: Record<string, string>; body?: string | Buffer; delayMs?: number }
  | ((request: ReceivedRequest, response: ServerResponse) => void | ReceiverStep | Promise<void>)

export interface ReceivedRequest {
  id: string
  account: number | undefined
  sequence: number | undefined
  method: string
  path: string
  headers: IncomingMessage['headers']
  body: string
  signatureOk: boolean
  /** Whether it was answered with success, and in full. */
  accepted: boolean
  /** Both by `performance.now()`; `endedAt` is undefined while the answer is under way. */
  startedAt: number
  endedAt: number | undefined
}

export interface Receiver {
  url: string
  port: number
  requests: readonly ReceivedRequest[]
  /** Steps for the next requests; without any, `otherwise` (200 unless set). */
  script(...steps: ReceiverStep[]): void
  otherwise(step: ReceiverStep): void
  /** Shows another certificate from the next connection on; by https only. */
  renew(certificate: { cert: string; key: string }): void
  /** Does one step, for a function that decides from the request which. */
  act(step: ReceiverStep, exchange: { request: ReceivedRequest; response: ServerResponse }): Promise<void>
  close(): Promise<void>
}

/**
 * A platform on 127.0.0.1 that follows a script and remembers every request; by https with the certificate that `tls`
 * holds, which `renew` replaces. `secret` is for tests that look at `signatureOk`.
 */
export const startReceiver = async (
  secret = `whsec_${Buffer.alloc(32).toString('base64')}`,
  tls?: { cert: string; key: string },
): Promise<Receiver> => {
  const requests: ReceivedRequest[] = []
  const sockets = new Set<Socket>()
  const steps: ReceiverStep[] = []
  let otherwise: ReceiverStep = 200
  const closing = new AbortController()
  setMaxListeners(0, closing.signal)

  const listener = async (incoming: IncomingMessage, response: ServerResponse) => {
    const startedAt = performance.now()
    const body = await readAll(incoming).catch(() => undefined)
    if (body === undefined) return
    const request = describe({ incoming, body, startedAt, secret })
    requests.push(request)
    response.on('finish', () => {
      request.accepted = response.statusCode >= 200 && response.statusCode < 300
    })
    response.on('close', () => {
      request.endedAt = performance.now()
    })
    await act(steps.shift() ?? otherwise, { request, response, signal: closing.signal }).catch(() => response.destroy())
  }
  const server = tls ? createTlsServer(tls, listener) : createServer(listener)
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo

  return {
    url: `http${tls ? 's' : ''}://127.0.0.1:${port}/hook`,
    port,
    requests,
    script: (...next) => {
      steps.push(...next)
    },
    otherwise: (step) => {
      otherwise = step
    },
    renew: (certificate) => (server as TlsServer).setSecureContext(certificate),
    act: (step, exchange) => act(step, { ...exchange, signal: closing.signal }),
    close: () => {
      closing.abort()
      for (const socket of sockets) socket.destroy()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

const readAll = async (incoming: IncomingMessage) => {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

const describe = (input: {
  incoming: IncomingMessage
  body: string
  startedAt: number
  secret: string
}): ReceivedRequest => {
  const { incoming, body, startedAt, secret } = input
  const { account, sequence } = dataOf(body)
  return {
    id: String(incoming.headers['webhook-id']),
    account,
    sequence,
    method: incoming.method ?? '',
    path: incoming.url ?? '',
    headers: incoming.headers,
    body,
    signatureOk: isSigned(body, incoming.headers, secret),
    accepted: false,
    startedAt,
    endedAt: undefined,
  }
}

const dataOf = (body: string): { account?: number; sequence?: number } => {
  try {
    return JSON.parse(body).data ?? {}
  } catch {
    return {}
  }
}

const isSigned = (body: string, headers: IncomingMessage['headers'], secret: string) => {
  try {
    new Webhook(secret).verify(body, headers as Record<string, string>)
    return true
  } catch {
    return false
  }
}

interface Act {
  request: ReceivedRequest
  response: ServerResponse
  signal: AbortSignal
}

const act = async (step: ReceiverStep, { request, response, signal }: Act): Promise<void> => {
  if (typeof step === 'number') return void response.writeHead(step).end(step === 204 ? undefined : '{"ok":true}')
  if (typeof step === 'function') {
    const next = await step(request, response)
    return next === undefined ? undefined : act(next, { request, response, signal })
  }
  if (typeof step === 'object') {
    if (step.delayMs) await wait(step.delayMs, undefined, { signal })
    return void response.writeHead(step.status, step.headers).end(step.body)
  }
  switch (step) {
    case 'timeout':
      return
    case 'reset':
      return void response.socket?.resetAndDestroy()
    case 'reset-answer':
      response.writeHead(200, { 'content-length': '1000' }).write('{"ok"')
      await wait(20, undefined, { signal })
      return void response.socket?.resetAndDestroy()
    case 'drip':
      response.writeHead(200)
      while (!response.destroyed) {
        response.write(' ')
        await wait(20, undefined, { signal })
      }
      return
    case 'endless':
      response.writeHead(200)
      while (!response.destroyed) {
        response.write('x'.repeat(16 * 1024))
        await wait(1, undefined, { signal })
      }
  }
}
