import type { IncomingMessage } from 'node:http'
import type { Readiness } from './read-readiness.js'

export interface ProbeAnswer {
  status: number
  type: string
  body: string
  headers?: Record<string, string>
}

/** Whether this request may read the figures; asked for `/metrics` only. */
export type AuthenticateProbe = (request: IncomingMessage) => boolean | Promise<boolean>

export interface ProbeParts {
  readReadiness(): Promise<Readiness>
  /** Figures in Prometheus's text format. Left out, there is no `/metrics`. */
  readMetrics?: (() => Promise<string>) | undefined
  authenticate?: AuthenticateProbe | undefined
  /** Off where a server of its own tells only figures. */
  health: boolean
}

const METRICS_TYPE = 'text/plain; version=0.0.4; charset=utf-8'

const json = (status: number, body: unknown): ProbeAnswer => ({
  status,
  type: 'application/json; charset=utf-8',
  body: `${JSON.stringify(body)}\n`,
})

const answerMetrics = async (
  { readMetrics, authenticate }: ProbeParts,
  request: IncomingMessage,
): Promise<ProbeAnswer> => {
  if (authenticate && !(await authenticate(request))) return json(401, { error: 'unauthorized' })
  return { status: 200, type: METRICS_TYPE, body: (await readMetrics?.()) ?? '' }
}

const answerReady = async ({ readReadiness }: ProbeParts): Promise<ProbeAnswer> => {
  const { ready, checks } = await readReadiness()
  return json(ready ? 200 : 503, { status: ready ? 'ready' : 'not_ready', checks })
}

// Answered at all, the event loop turns; a database that is away is no reason to be restarted.
const answerLive = async (): Promise<ProbeAnswer> => json(200, { status: 'live' })

const answers = (parts: ProbeParts): Record<string, (request: IncomingMessage) => Promise<ProbeAnswer>> => ({
  ...(parts.health ? { '/health/live': answerLive, '/health/ready': () => answerReady(parts) } : {}),
  ...(parts.readMetrics ? { '/metrics': (request) => answerMetrics(parts, request) } : {}),
})

/** Answers `/health/live`, `/health/ready` and `/metrics`; undefined for any other path. Never rejects. */
export const createAnswerProbe = (
  parts: ProbeParts,
): ((request: IncomingMessage) => Promise<ProbeAnswer | undefined>) => {
  const byPath = new Map(Object.entries(answers(parts)))
  return async (request) => {
    const answer = byPath.get((request.url ?? '').split('?')[0] ?? '')
    if (!answer) return undefined
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return { ...json(405, { error: 'method_not_allowed' }), headers: { allow: 'GET, HEAD' } }
    }
    return answer(request).catch(() => json(500, { error: 'unexpected' }))
  }
}
