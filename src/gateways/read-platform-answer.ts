import type { Verdict } from '../webhooks/delivery-contract.js'
import type { Endpoint } from './gateway.js'

const MAX_WORDS = 500

const parse = (body: string): Record<string, unknown> => {
  try {
    const value: unknown = JSON.parse(body)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch {
    return {} // an answer that is no JSON is still an answer
  }
}

const text = (value: unknown): string | undefined => {
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, MAX_WORDS) : undefined
}

const first = (answer: Record<string, unknown>, names: readonly string[]): string | undefined =>
  names.map((name) => text(answer[name])).find((value) => value !== undefined)

/**
 * BR-83: success is 2xx and the integration's success rule; platforms do answer 200 with `success: false`. Takes the
 * user's id (`user_id`, `id_externo`) and `login` from an accepted answer; a password in it is never read.
 */
export const readPlatformAnswer = (
  { status, body }: { status: number; body: string },
  { endpoint: { successRule } }: { endpoint: Pick<Endpoint, 'successRule'> },
): Verdict => {
  const answer = parse(body)
  const saysNo = successRule === 'http_2xx_and_body_success' && [false, 'false'].includes(answer.success as boolean)
  if (status < 200 || status > 299 || saysNo) {
    const message = first(answer, ['message', 'mensagem', 'error', 'erro'])
    return message === undefined ? { kind: 'refused' } : { kind: 'refused', message }
  }
  const externalId = first(answer, ['user_id', 'id_externo'])
  const login = first(answer, ['login'])
  return { kind: 'accepted', ...(externalId ? { externalId } : {}), ...(login ? { login } : {}) }
}
