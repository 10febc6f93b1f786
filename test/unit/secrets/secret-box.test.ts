import { describe, expect, it } from 'vitest'
import { createSecretBox, generateEncryptionKey } from '../../../src/secrets/secret-box.js'

const PLACE = { table: 'integration_parameter', row: 7, field: 'value' }
const box = createSecretBox(generateEncryptionKey())

describe('a sealed secret', () => {
  it.each(['token', '', 'ação ✓', 'x'.repeat(4_000)])('opens in its place: %.12s', (secret) => {
    expect(box.open(box.seal(secret, PLACE), PLACE)).toBe(secret)
  })

  it('looks different each time and shows nothing of the secret', () => {
    const sealed = [box.seal('token-123', PLACE), box.seal('token-123', PLACE)]
    expect(new Set(sealed).size).toBe(2)
    expect(sealed.join()).not.toContain('token')
  })

  it.each([
    { ...PLACE, row: 8 },
    { ...PLACE, field: 'key' },
    { ...PLACE, table: 'signing_secret' },
  ])('BR-04: moved to %o it does not open', (place) => {
    expect(() => box.open(box.seal('token', PLACE), place)).toThrow()
  })

  it('a place can not be made to look like another by joining its parts', () => {
    const sealed = box.seal('token', { table: 'a', row: '1,b', field: 'c' })
    expect(() => box.open(sealed, { table: 'a', row: '1', field: 'b,c' })).toThrow()
  })

  it('does not open with any byte altered', () => {
    const [keyId, encoded = ''] = box.seal('token', PLACE).split('.')
    const bytes = Buffer.from(encoded, 'base64url')
    for (const index of bytes.keys()) {
      const altered = Buffer.from(bytes)
      altered.writeUInt8(altered.readUInt8(index) ^ 1, index)
      expect(() => box.open(`${keyId}.${altered.toString('base64url')}`, PLACE)).toThrow()
    }
  })

  it.each(['', 'token', 'abc.', `.${'A'.repeat(60)}`])('what was never sealed does not open: %s', (text) => {
    expect(() => box.open(text, PLACE)).toThrow()
  })

  it('does not open cut short', () => {
    const sealed = box.seal('token', PLACE)
    for (const length of [10, 20, 30, sealed.length - 2]) {
      expect(() => box.open(sealed.slice(0, length), PLACE)).toThrow()
    }
  })

  it('does not open with another key, and names no secret', () => {
    const other = createSecretBox(generateEncryptionKey())
    expect(() => other.open(box.seal('token', PLACE), PLACE)).toThrow(/another key/)
  })
})

describe('several keys', () => {
  const [fresh, old, stranger] = [generateEncryptionKey(), generateEncryptionKey(), generateEncryptionKey()]
  const sealedByOld = createSecretBox(old).seal('token', PLACE)

  it('the first seals and all open', () => {
    const both = createSecretBox([fresh, old])
    expect(both.open(sealedByOld, PLACE)).toBe('token')
    expect(createSecretBox(fresh).open(both.seal('token', PLACE), PLACE)).toBe('token')
    expect(() => createSecretBox(old).open(both.seal('token', PLACE), PLACE)).toThrow(/another key/)
  })

  it('tell which ciphertexts the first one sealed', () => {
    const both = createSecretBox([fresh, old])
    expect(both.isCurrent(sealedByOld)).toBe(false)
    expect(both.isCurrent(both.seal('token', PLACE))).toBe(true)
  })

  it('do not open what is under none of them', () => {
    expect(() => createSecretBox([fresh, stranger]).open(sealedByOld, PLACE)).toThrow(/another key/)
  })
})

describe('a key', () => {
  const good = generateEncryptionKey()
  const bad = [
    '',
    'c2hvcnQ=',
    '*'.repeat(44),
    Buffer.alloc(31).toString('base64'),
    Buffer.alloc(33).toString('base64'),
    `${good}${good}`,
  ]

  it.each(bad)('that is not 32 bytes in base64 is a TypeError: %s', (key) => {
    expect(() => createSecretBox(key)).toThrow(TypeError)
    expect(() => createSecretBox(key)).toThrow(/^encryptionKey: /)
    expect(() => createSecretBox([good, key])).toThrow(/^encryptionKey\.1: /)
  })

  it('given twice is a TypeError that names the second, also in another spelling', () => {
    expect(() => createSecretBox([good, generateEncryptionKey(), good])).toThrow(
      /^encryptionKey\.2: the same key as encryptionKey\.0$/,
    )
    expect(() => createSecretBox([good, Buffer.from(good, 'base64').toString('base64url')])).toThrow(TypeError)
  })

  it('is needed', () => {
    expect(() => createSecretBox([])).toThrow(/^encryptionKey: /)
  })

  it('is never in the error', () => {
    const key = Buffer.alloc(33, 7).toString('base64')
    expect(() => createSecretBox([key])).toThrow(expect.not.objectContaining({ message: expect.stringContaining(key) }))
  })
})
