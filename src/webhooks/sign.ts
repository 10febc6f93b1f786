import { createHmac } from 'node:crypto'
import { decodeSigningSecret } from './signing-secret.js'

export interface SigningInput {
  id: string
  /** Seconds since 1970. */
  timestamp: number
  /** What is sent; a text is encoded as UTF-8. */
  body: string | Buffer
}

/** Value of `webhook-signature` by Standard Webhooks 1.0.0: one `v1,…` per secret, separated by spaces. */
export const signWebhook = (input: SigningInput, secrets: readonly string[]): string => {
  return secrets.map((secret) => `v1,${hmac(input, secret)}`).join(' ')
}

const hmac = ({ id, timestamp, body }: SigningInput, secret: string) =>
  createHmac('sha256', keyOf(secret)).update(`${id}.${timestamp}.`).update(body).digest('base64')

// Decoding and checking a key costs more than the HMAC; an integration signs with the same one all day.
const keys = new Map<string, Buffer>()

const keyOf = (secret: string): Buffer => {
  const known = keys.get(secret)
  if (known) return known
  if (keys.size >= 1000) keys.clear()
  const key = decodeSigningSecret(secret)
  keys.set(secret, key)
  return key
}
