import { createHash, randomBytes } from 'node:crypto'

const KEY_BYTES = 32
const ENCODED = /^[A-Za-z0-9+/_-]+={0,2}$/

/** One key, or several of which the first seals and all open; each 32 bytes in base64. */
export type EncryptionKeys = string | readonly string[]

export interface EncryptionKey {
  /** First 8 hex digits of the key's SHA-256; stands in front of each of its ciphertexts. */
  id: string
  bytes: Buffer
}

/** A fresh key for {@link EncryptionKeys}: 32 random bytes in base64. */
export const generateEncryptionKey = (): string => randomBytes(KEY_BYTES).toString('base64')

const decode = (encoded: string): EncryptionKey => {
  const text = encoded.trim()
  const bytes = ENCODED.test(text) ? Buffer.from(text, 'base64') : Buffer.alloc(0)
  return { id: createHash('sha256').update(bytes).digest('hex').slice(0, 8), bytes }
}

const listed = (given: EncryptionKeys): { encoded: string; path: string }[] =>
  typeof given === 'string'
    ? [{ encoded: given, path: 'encryptionKey' }]
    : given.map((encoded, index) => ({ encoded, path: `encryptionKey.${index}` }))

/** Why keys can't be used, each fault with the option's path; never a part of a key. */
export const refuseEncryptionKeys = (given: EncryptionKeys): { path: string; message: string }[] => {
  const keys = listed(given)
  if (keys.length === 0) return [{ path: 'encryptionKey', message: 'needs at least one key' }]
  const seen = new Map<string, string>()
  return keys.flatMap(({ encoded, path }) => {
    const { id, bytes } = decode(encoded)
    if (bytes.length !== KEY_BYTES) return [{ path, message: `expected ${KEY_BYTES} bytes in base64` }]
    const same = seen.get(id)
    if (same) return [{ path, message: `the same key as ${same}` }]
    seen.set(id, path)
    return []
  })
}

/** The keys in their order. Throws a `TypeError` that names the path of each one that is wrong or given twice. */
export const readEncryptionKeys = (given: EncryptionKeys): [EncryptionKey, ...EncryptionKey[]] => {
  const faults = refuseEncryptionKeys(given)
  const [first, ...others] = listed(given).map(({ encoded }) => decode(encoded))
  if (faults.length > 0 || !first) {
    throw new TypeError(faults.map(({ path, message }) => `${path}: ${message}`).join('; '))
  }
  return [first, ...others]
}
