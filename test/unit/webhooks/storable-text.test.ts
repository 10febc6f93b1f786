import { describe, expect, it } from 'vitest'
import { spellingsOf } from '../../../src/secrets/secret-spellings.js'
import { storableText } from '../../../src/webhooks/storable-text.js'

const TOKEN = 'k9-Zq/ç "x"&%\\end'
const stored = (text: string, secret = TOKEN, maxCharacters = 8_192) =>
  storableText(text, { secretSpellings: spellingsOf(secret) }, maxCharacters)

describe('BR-04: a platform that repeats a secret', () => {
  it.each([
    ['as it is', TOKEN],
    ['inside another word', `pre${TOKEN}post`],
    ['in base64', Buffer.from(TOKEN).toString('base64')],
    ['in base64 of addresses', Buffer.from(TOKEN).toString('base64url')],
    ['in hex', Buffer.from(TOKEN).toString('hex')],
    ['in HEX', Buffer.from(TOKEN).toString('hex').toUpperCase()],
    ['in an address', encodeURIComponent(TOKEN)],
    ['in an address in small letters', encodeURIComponent(TOKEN).toLowerCase().replace('k9-zq', 'k9-Zq')],
    ['in a form', new URLSearchParams({ a: TOKEN }).toString().slice(2)],
    ['in JSON', JSON.stringify({ said: TOKEN })],
    ['in JSON of ASCII', JSON.stringify({ said: TOKEN }).replace('ç', '\\u00e7')],
    ['in JSON as PHP writes it', JSON.stringify({ said: TOKEN }).replace('/', '\\/')],
    ['in JSON within JSON', JSON.stringify({ said: JSON.stringify({ token: TOKEN }) })],
    ['in HTML', TOKEN.replace('&', '&amp;').replaceAll('"', '&quot;')],
  ])('%s is not quoted', (_how, said) => {
    const kept = stored(`wrong: ${said}!`)
    expect(kept).toContain('***')
    expect(kept).not.toMatch(/k9|azkt|6b392d/i)
  })

  it.each([
    ['without the word before it', 'Bearer t0ken-of-platform', 'unknown t0ken-of-platform'],
    ['decoded', `Basic ${Buffer.from('ana:s3nha-longa').toString('base64')}`, 'ana:s3nha-longa is wrong'],
    ['as the password alone', `Basic ${Buffer.from('ana:s3nha-longa').toString('base64')}`, 'wrong s3nha-longa'],
  ])('%s is not quoted', (_how, secret, said) => {
    expect(stored(said, secret)).not.toMatch(/t0ken|s3nha/)
  })

  it('is not quoted in part where the text is cut, wherever it is', () => {
    const secret = 'abcdefghijklmnopqrstuvwxyz'
    for (let at = 60; at <= 110; at += 1) {
      const kept = stored(`${'.'.repeat(at)}${secret}${'.'.repeat(2_000)}`, secret, 100)
      expect(kept.replace(/\*/g, '')).toMatch(/^\.*$/)
      expect(kept.length).toBeLessThanOrEqual(100)
    }
  })

  it('is not quoted in part at the end of a very long text of secrets', () => {
    const secret = 'abcdefghijklmnopqrstuvwxyz'
    const kept = stored(`${secret} `.repeat(500), secret, 1_000)
    expect(kept).toMatch(/^[* ]+$/)
  })
})

it('what is no secret is kept whole, up to the limit', () => {
  expect(stored('Bearer of nothing')).toBe('Bearer of nothing')
  expect(stored('x'.repeat(200), TOKEN, 100)).toBe('x'.repeat(100))
  expect(stored('x'.repeat(20_000))).toBe('x'.repeat(8_192))
})

it('a short secret has no spelling that would hide half of every answer', () => {
  expect(spellingsOf('1')).toEqual([])
  expect(spellingsOf('12345')).toEqual([])
})
