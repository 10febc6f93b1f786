import { createHmac, timingSafeEqual } from 'node:crypto'
import type { WebhookEvent } from '../events/webhook-event.js'
import { decodeSigningSecret } from './signing-secret.js'

export type { EventName } from '../events/event-types.js'
export type { EventBody, WebhookEvent } from '../events/webhook-event.js'

const DEFAULT_TOLERANCE_MS = 5 * 60 * 1000

export type WebhookRefusal =
  | 'headerMissing'
  | 'timestampInvalid'
  | 'timestampTooOld'
  | 'timestampTooNew'
  | 'signatureMismatch'
  | 'bodyNotJson'

/** A request that is not a webhook of ours, or not a fresh one. Answer it with 400 or 401 and do nothing else. */
export class WebhookRefusedError extends Error {
  override readonly name = 'WebhookRefusedError'
  readonly reason: WebhookRefusal

  constructor(reason: WebhookRefusal, options?: ErrorOptions) {
    super(reason, options)
    this.reason = reason
  }
}

export interface VerifyWebhookInput {
  /** As Node gives them, names in lower case; a `Headers` object works too. */
  headers: Headers | Record<string, string | string[] | undefined>
  /** The bytes as received: parsing and printing JSON again breaks the signature. */
  body: string | Uint8Array
  /** `whsec_…`; several while one replaces another. */
  secrets: string | readonly string[]
  /** Largest difference between the sender's clock and ours; 5 minutes by default. */
  toleranceMs?: number
  /** As `Date.now`. */
  now?: () => number
}

/**
 * The event in a webhook whose signature is right, by Standard Webhooks 1.0.0; else throws `WebhookRefusedError`.
 * Compares in constant time. Does not defend against a copy within the tolerance: compare `id`, the same on every attempt,
 * with those you know. The body's shape is the sender's word: only the signature is checked, and only the standard format
 * has this type.
 */
export const verifyWebhook = (input: VerifyWebhookInput): WebhookEvent => {
  const id = headerOf(input.headers, 'webhook-id')
  const timestamp = headerOf(input.headers, 'webhook-timestamp')
  const signatures = headerOf(input.headers, 'webhook-signature')
  checkAge(timestamp, input)

  const body = typeof input.body === 'string' ? Buffer.from(input.body) : Buffer.from(input.body)
  const signed = Buffer.concat([Buffer.from(`${id}.${timestamp}.`), body])
  const secrets = typeof input.secrets === 'string' ? [input.secrets] : input.secrets
  const expected = secrets.map((secret) => createHmac('sha256', decodeSigningSecret(secret)).update(signed).digest())
  if (!signatures.split(' ').some((signature) => matchesAny(signature, expected)))
    throw new WebhookRefusedError('signatureMismatch')

  return { ...parse(body), id }
}

const headerOf = (headers: VerifyWebhookInput['headers'], name: string): string => {
  const value = headers instanceof Headers ? headers.get(name) : headers[name]
  if (typeof value !== 'string' || value === '') throw new WebhookRefusedError('headerMissing')
  return value
}

const checkAge = (timestamp: string, { toleranceMs = DEFAULT_TOLERANCE_MS, now = Date.now }: VerifyWebhookInput) => {
  if (!/^\d{1,12}$/.test(timestamp)) throw new WebhookRefusedError('timestampInvalid')
  const ageMs = now() - Number(timestamp) * 1000
  if (ageMs > toleranceMs) throw new WebhookRefusedError('timestampTooOld')
  if (ageMs < -toleranceMs) throw new WebhookRefusedError('timestampTooNew')
}

const matchesAny = (signature: string, expected: readonly Buffer[]) => {
  if (!signature.startsWith('v1,')) return false
  const given = Buffer.from(signature.slice(3), 'base64')
  return expected.some((hmac) => hmac.length === given.length && timingSafeEqual(hmac, given))
}

const parse = (body: Buffer): WebhookEvent => {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch (cause) {
    throw new WebhookRefusedError('bodyNotJson', { cause })
  }
}
