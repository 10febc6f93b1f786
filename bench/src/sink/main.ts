import { once } from 'node:events'
import { createServer } from 'node:http'
import { nowMs } from '../measure/clock.js'
import type { Arrivals } from '../measure/verdict.js'
import { serve } from '../process/serve.js'

/** A request that was kept whole, so that its signature can be verified when nothing is measured. */
export interface Sample {
  headers: Record<string, string>
  body: string
}

const ANSWER = '{"success":true}'
const HEADERS = { 'content-type': 'application/json', 'content-length': String(ANSWER.length) }
const SAMPLE_EVERY = 97

let latencyMs = 0
let jitterMs = 0
let refuses = false
let ids: string[] = []
let arrivedAt = new Float64Array(1 << 16)
let arrivalTicks = new Int32Array(1 << 16)
let answerTicks = new Int32Array(1 << 16).fill(-1)
let bytes = 0
let tick = 0
let samples: Sample[] = []
let waiter: { count: number; resolve: () => void } | undefined

const grow = () => {
  const size = ids.length * 2
  const [times, arrivals, answers] = [new Float64Array(size), new Int32Array(size), new Int32Array(size).fill(-1)]
  times.set(arrivedAt)
  arrivals.set(arrivalTicks)
  answers.set(answerTicks)
  ;[arrivedAt, arrivalTicks, answerTicks] = [times, arrivals, answers]
}

const server = createServer((request, response) => {
  const index = ids.length
  if (index === arrivedAt.length) grow()
  ids.push(String(request.headers['webhook-id']))
  arrivedAt[index] = nowMs()
  arrivalTicks[index] = tick++
  bytes += Number(request.headers['content-length'] ?? 0)
  const answer = () => {
    if (index < ids.length) answerTicks[index] = tick++
    response.writeHead(refuses ? 503 : 200, HEADERS)
    response.end(ANSWER)
    if (waiter && ids.length >= waiter.count) waiter.resolve()
  }
  request.once('end', () => {
    const waitMs = latencyMs + Math.random() * jitterMs
    if (waitMs > 0) setTimeout(answer, waitMs)
    else answer()
  })
  if (index % SAMPLE_EVERY > 0) return request.resume()
  let body = ''
  request.setEncoding('utf8').on('data', (chunk) => {
    body += chunk
  })
  request.once('end', () => samples.push({ headers: request.headers as Record<string, string>, body }))
})
server.keepAliveTimeout = 120_000

const commands = {
  listen: async (_: undefined): Promise<{ url: string }> => {
    server.listen(0, '127.0.0.1', 4096)
    await once(server, 'listening')
    const address = server.address()
    return { url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/webhooks` }
  },
  /** Forgets everything. To be called while nothing is sent. */
  reset: (behaviour: { latencyMs?: number; jitterMs?: number; refuses?: boolean }) => {
    latencyMs = behaviour.latencyMs ?? 0
    jitterMs = behaviour.jitterMs ?? 0
    refuses = behaviour.refuses ?? false
    ids = []
    samples = []
    answerTicks.fill(-1)
    bytes = 0
    tick = 0
  },
  /** Resolves with the number of requests so far once there are that many, or after `timeoutMs`. */
  waitFor: async ({ count, timeoutMs }: { count: number; timeoutMs: number }): Promise<number> => {
    if (ids.length < count) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, timeoutMs)
        waiter = { count, resolve: () => resolve(clearTimeout(timer)) }
      })
    }
    return ids.length
  },
  arrivals: (_: undefined): Arrivals & { samples: Sample[]; meanBytes: number } => ({
    ids,
    arrivedAt: arrivedAt.slice(0, ids.length),
    arrivalTicks: arrivalTicks.slice(0, ids.length),
    answerTicks: answerTicks.slice(0, ids.length),
    samples,
    meanBytes: bytes / ids.length,
  }),
}

export type SinkCommands = typeof commands
serve(commands)
