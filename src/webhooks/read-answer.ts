import type { AttemptOutcome } from './attempt-outcome.js'
import type { PreparedRequest, Verdict } from './delivery-contract.js'
import type { Answer } from './request-once.js'
import { parseRetryAfter } from './retry-after.js'
import { storableText } from './storable-text.js'

const ASKS_TO_WAIT = new Set([429, 503])

/** What an answer means. A redirect is a failure whatever the success rule says. */
export const readAnswer = (answer: Answer, request: PreparedRequest, nowMs: number): AttemptOutcome => {
  const { status } = answer
  const verdict = status >= 300 && status < 400 ? ({ kind: 'refused' } as const) : judge(answer, request)
  if (verdict.kind === 'accepted') return { ...verdict, status }
  const retryAfterMs = ASKS_TO_WAIT.has(status)
    ? parseRetryAfter({ retryAfter: one(answer.headers['retry-after']), date: one(answer.headers.date), nowMs })
    : undefined
  return { ...verdict, status, ...(retryAfterMs !== undefined && { retryAfterMs }) }
}

// A success rule that fails on an answer is a refusal with a reason: the request was made, and people must see it. What it
// says may quote the answer.
const judge = ({ status, body }: Answer, request: PreparedRequest): Verdict => {
  try {
    return storable(request.judge({ status, body }), request)
  } catch (error) {
    return storable(
      { kind: 'refused', message: `success rule: ${error instanceof Error ? error.message : error}` },
      request,
    )
  }
}

const MAX_MESSAGE_CHARACTERS = 1_000

// A NUL, which JSON can carry and PostgreSQL refuses, would keep the attempt from ever being settled.
const storable = (verdict: Verdict, request: PreparedRequest): Verdict => {
  if (verdict.kind === 'refused') {
    const message = verdict.message && storableText(verdict.message, request, MAX_MESSAGE_CHARACTERS)
    return { kind: 'refused', ...(message && { message }) }
  }
  const { kind, ...learned } = verdict
  const texts = Object.entries(learned)
  if (texts.length === 0) return verdict // as nearly always
  return { kind, ...Object.fromEntries(texts.map(([name, text]) => [name, withoutNul(text)])) }
}

const withoutNul = (text: string) => text.replaceAll('\0', '')

const one = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value)
