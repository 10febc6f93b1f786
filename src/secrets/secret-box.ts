import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { type EncryptionKeys, readEncryptionKeys } from './encryption-keys.js'

export { type EncryptionKeys, generateEncryptionKey } from './encryption-keys.js'

const ALGORITHM = 'aes-256-gcm'
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** Names the place of a secret. Ciphertext copied to another row or field can't be opened there. */
export interface SecretPlace {
  table: string
  row: string | number
  field: string
}

export interface SecretBox {
  /** Encrypts for one place with the first key: `<key id>.<base64url of nonce, ciphertext and tag>`. */
  seal(plaintext: string, place: SecretPlace): string
  /** Decrypts what any of the keys sealed for this place. Throws when the key is unknown, the text was altered, or moved. */
  open(ciphertext: string, place: SecretPlace): string
  /** Whether it was sealed with the first key; says nothing of whether it opens. */
  isCurrent(ciphertext: string): boolean
}

const placeBytes = ({ table, row, field }: SecretPlace): Buffer =>
  Buffer.from(JSON.stringify([table, String(row), field]))

/**
 * AES-256-GCM. The id of the key stands in front of each ciphertext, so that a key can be replaced while old ciphertexts
 * are still readable: the first key seals, all open. Throws a `TypeError` that names a wrong key's path.
 *
 * Does not defend against somebody who has both the database and a key.
 */
export const createSecretBox = (encryptionKey: EncryptionKeys): SecretBox => {
  const keys = readEncryptionKeys(encryptionKey)
  const [current] = keys
  const byId = new Map(keys.map(({ id, bytes }) => [id, bytes]))
  return {
    seal(plaintext, place) {
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv(ALGORITHM, current.bytes, nonce).setAAD(placeBytes(place))
      const sealed = Buffer.concat([nonce, cipher.update(plaintext, 'utf8'), cipher.final(), cipher.getAuthTag()])
      return `${current.id}.${sealed.toString('base64url')}`
    },
    open(ciphertext, place) {
      const [id = '', encoded] = ciphertext.split('.')
      const key = byId.get(id)
      if (!key || !encoded) throw new TypeError(`a secret was sealed with another key (${id.slice(0, 8)})`)
      const sealed = Buffer.from(encoded, 'base64url')
      const tag = sealed.subarray(-TAG_BYTES)
      const decipher = createDecipheriv(ALGORITHM, key, sealed.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
      decipher.setAAD(placeBytes(place)).setAuthTag(tag)
      return decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8')
    },
    isCurrent: (ciphertext) => ciphertext.startsWith(`${current.id}.`),
  }
}
