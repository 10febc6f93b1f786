import { randomBytes } from 'node:crypto'

const PREFIX = 'whsec_'

/** A new Standard Webhooks secret: `whsec_` and 32 random bytes in base64. */
export const createSigningSecret = (): string => PREFIX + randomBytes(32).toString('base64')

/** Key bytes of a secret, with or without its prefix. Throws a `TypeError`, without the secret, if it isn't base64 of 24 to 64 bytes. */
export const decodeSigningSecret = (secret: string): Buffer => {
  const encoded = secret.startsWith(PREFIX) ? secret.slice(PREFIX.length) : secret
  const key = Buffer.from(encoded, 'base64')
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(encoded) || key.length < 24 || key.length > 64)
    throw new TypeError('a signing secret is "whsec_" and base64 of 24 to 64 bytes')
  return key
}
