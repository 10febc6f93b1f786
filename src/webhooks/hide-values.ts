import { rememberLast } from './remember-last.js'

const LETTERS: Readonly<Record<string, string>> = {
  a: 'aàáâãä',
  c: 'cç',
  e: 'eèéêë',
  i: 'iìíîï',
  n: 'nñ',
  o: 'oòóôõö',
  u: 'uùúûü',
}
const SIGNS = '[.\\-/\\s()]{0,2}'
const MIN_LENGTH = 3

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')

const baseOf = (letter: string): string =>
  letter
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()

/** A letter with or without its accent, as it is, as `\u00e9` in JSON, or percent-encoded. */
const letterPattern = (letter: string): string => {
  if (letter === ' ') return '(?:\\s+|\\+|%20)'
  const variants = LETTERS[baseOf(letter)]
  const plain = variants ? `[${variants}]` : escaped(letter)
  const code = letter.charCodeAt(0)
  const encoded = encodeURIComponent(letter)
  const others = [
    ...(code > 127 ? [`\\\\u${code.toString(16).padStart(4, '0')}`] : []),
    ...(encoded === letter ? [] : [escaped(encoded)]),
  ]
  return others.length === 0 ? plain : `(?:${[plain, ...others].join('|')})`
}

/** A number or a document however it is punctuated, a phone also after its country code. */
const numberPattern = (value: string): string => `(?:\\+?55${SIGNS})?\\(?${[...value].map(escaped).join(SIGNS)}`

const patternOf = (value: string): RegExp => {
  const isNumber = /^[0-9A-Z]{8,}$/.test(value) && /\d{2}$/.test(value)
  const inner = isNumber ? numberPattern(value) : [...value].map(letterPattern).join('')
  return new RegExp(`(?<![0-9A-Za-zÀ-ÿ])${inner}(?![0-9A-Za-zÀ-ÿ])`, 'gi')
}

const NOT_BARE = /[^0-9A-Za-z]/
const bareOf = (text: string): string =>
  (NOT_BARE.test(text) ? text.normalize('NFD').replace(/[^0-9A-Za-z]/g, '') : text).toLowerCase()

// Most answers repeat nothing, and what a platform says next is what it said last: no pattern is built for those.
const readText = rememberLast((text) => ({ isEncoded: /\\u|%[0-9a-f]{2}/i.test(text), bare: bareOf(text) }))

/**
 * A text without values that are known to be personal, each in place of which its masked form stands: whatever their
 * case, accents and punctuation, plain, in JSON or in an address. Values of one or two letters are left alone.
 */
export const hideValues = (
  text: string,
  values: ReadonlyMap<string, (value: string) => string> | undefined,
): string => {
  if (text === '' || !values) return text
  const { isEncoded, bare } = readText(text)
  let hidden = text
  for (const [value, mask] of values) {
    const isNamed = isEncoded || bare.includes(bareOf(value))
    if (isNamed && value.trim().length >= MIN_LENGTH)
      hidden = hidden.replace(patternOf(value.trim()), () => mask(value))
  }
  return hidden
}
