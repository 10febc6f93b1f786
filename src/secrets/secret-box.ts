import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'

const ALGORITHM = 'aes-256-gcm'
const KEY_BYTES = 32
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** Names the place of a secret. Ciphertext copied to another row or field can't be opened there. */
export interface SecretPlace {
  table: string
  row: string | number
  field: string
}

export interface SecretBox {
  /** Encrypts for one place: `<key id>.<base64url of nonce, ciphertext and tag>`. */
  seal(plaintext: string, place: SecretPlace): string
  /** Decrypts what was sealed for this place. Throws when the key is unknown, the text was altered, or moved. */
  open(ciphertext: string, place: SecretPlace): string
}

const placeBytes = ({ table, row, field }: SecretPlace): Buffer => Buffer.from(JSON.stringify([table, String(row), field]))

const readKey = (encoded: string): Buffer => {
  const key = Buffer.from(encoded, 'base64')
  if (key.length !== KEY_BYTES) {
    throw new TypeError(`encryptionKey: expected ${KEY_BYTES} bytes in base64, got ${key.length}`)
  }
  return key
}

/** A fresh key for {@link createSecretBox}: 32 random bytes in base64. */
export const generateEncryptionKey = (): string => randomBytes(KEY_BYTES).toString('base64')

/**
 * AES-256-GCM with a key of 32 bytes in base64. The key's id, the first 8 hex digits of its SHA-256, stands in front of
 * each ciphertext, so that a key can be replaced later while old ciphertexts are still readable.
 *
 * Does not defend against somebody who has both the database and the key.
 */
export const createSecretBox = (encryptionKey: string): SecretBox => {
  const key = readKey(encryptionKey)
  const keyId = createHash('sha256').update(key).digest('hex').slice(0, 8)
  return {
    seal(plaintext, place) {
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv(ALGORITHM, key, nonce).setAAD(placeBytes(place))
      const sealed = Buffer.concat([nonce, cipher.update(plaintext, 'utf8'), cipher.final(), cipher.getAuthTag()])
      return `${keyId}.${sealed.toString('base64url')}`
    },
    open(ciphertext, place) {
      const [id, encoded] = ciphertext.split('.')
      if (id !== keyId || !encoded) throw new TypeError(`a secret was sealed with another key (${id})`)
      const sealed = Buffer.from(encoded, 'base64url')
      const decipher = createDecipheriv(ALGORITHM, key, sealed.subarray(0, NONCE_BYTES))
      decipher.setAAD(placeBytes(place)).setAuthTag(sealed.subarray(-TAG_BYTES))
      return decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8')
    },
  }
}
