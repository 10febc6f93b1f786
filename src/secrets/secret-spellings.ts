const MIN_WHOLE = 6
// A word of a value such as `Bearer <token>`: longer than the names of such schemes.
const MIN_WORD = 8

const escapedInHtml = (text: string): string =>
  text.replace(
    /[&<>"']/g,
    (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[sign] ?? sign,
  )

const escapedInJson = (text: string): string => JSON.stringify(text).slice(1, -1)

const asciiInJson = (text: string): string =>
  escapedInJson(text).replace(/[\u0080-\uffff]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)

const encodings = (text: string): string[] => {
  const bytes = Buffer.from(text)
  const hex = bytes.toString('hex')
  const uri = encodeURIComponent(text)
  return [
    text,
    bytes.toString('base64').replace(/=+$/, ''),
    bytes.toString('base64url'),
    hex,
    hex.toUpperCase(),
    uri,
    uri.replace(/%../g, (code) => code.toLowerCase()),
    new URLSearchParams([['', text]]).toString().slice(1),
    escapedInJson(text),
    escapedInJson(text).replaceAll('/', '\\/'),
    asciiInJson(text),
    // A body of JSON that an answer quotes as a text in its own.
    escapedInJson(escapedInJson(text)),
    escapedInHtml(text),
  ]
}

/** User and password of `Basic <base64>`, which an answer may repeat decoded. */
const credentialsOf = (secret: string): string[] => {
  const encoded = /^Basic\s+(\S+)$/i.exec(secret.trim())?.[1]
  if (!encoded) return []
  const decoded = Buffer.from(encoded, 'base64').toString()
  return [decoded, decoded.slice(decoded.indexOf(':') + 1)]
}

/**
 * How somebody may repeat a secret: as it is, the words of it, and each of these in base64, hex, an address, a form, JSON
 * and HTML; longest first. Empty for one of fewer than six characters, which can't be told from other text.
 */
export const spellingsOf = (secret: string): readonly string[] => {
  const words = secret.split(/\s+/).filter((word) => word.length >= MIN_WORD)
  const texts = [secret, secret.trim(), ...words, ...credentialsOf(secret)].filter((text) => text.length >= MIN_WHOLE)
  return [...new Set(texts.flatMap(encodings))].sort((a, b) => b.length - a.length)
}
