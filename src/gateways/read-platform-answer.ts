import type { LearnedFromAnswer, Verdict } from '../webhooks/delivery-contract.js'
import { judgeAnswer, type SuccessCriteria } from './success-rule.js'

const MAX_WORDS = 500

const parse = (body: string): unknown => {
  try {
    return JSON.parse(body)
  } catch {
    return undefined // an answer that is no JSON is still an answer
  }
}

const text = (value: unknown): string | undefined => {
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, MAX_WORDS) : undefined
}

const first = (answer: unknown, names: readonly string[]): string | undefined => {
  if (typeof answer !== 'object' || answer === null) return undefined
  for (const name of names) {
    const value = text((answer as Record<string, unknown>)[name])
    if (value !== undefined) return value
  }
  return undefined
}

// Fields are named one by one, so that nothing else of an answer, least of all a password, is ever kept.
const LEARNED: readonly (readonly [keyof LearnedFromAnswer, readonly string[]])[] = [
  ['externalId', ['user_id', 'id_externo']],
  ['login', ['login']],
  ['subscriptionExternalId', ['subscription_id', 'id_assinatura']],
]

/** What a platform says in an answer's JSON; undefined where it says nothing. */
export const platformWords = (body: string): string | undefined =>
  first(parse(body), ['message', 'mensagem', 'error', 'erro'])

/**
 * BR-83: what an answer means by the integration's success rule. Takes the platform's ids of the user (`user_id`,
 * `id_externo`) and of the subscription (`subscription_id`, `id_assinatura`) and the `login` from an accepted one; a
 * password in it is never read.
 */
export const readPlatformAnswer = (
  { status, body }: { status: number; body: string },
  { endpoint, event }: { endpoint: SuccessCriteria; event: { type: string } },
): Verdict => {
  const answer = parse(body)
  if (!judgeAnswer({ status, answer, eventType: event.type }, endpoint)) {
    const message = platformWords(body)
    return message === undefined ? { kind: 'refused' } : { kind: 'refused', message }
  }
  const accepted: Verdict = { kind: 'accepted' }
  for (const [field, names] of LEARNED) {
    const value = first(answer, names)
    if (value !== undefined) accepted[field] = value
  }
  return accepted
}
