import type { AnswerHeaders } from './request-once.js'

/** An answer's text by its charset, UTF-8 where it names none; empty if it is compressed, since nothing is unpacked. */
export const decodeBody = (chunks: readonly Buffer[], headers: AnswerHeaders): string => {
  if (!/^(identity)?$/i.test(String(headers['content-encoding'] ?? ''))) return ''
  const bytes = chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)
  const charset = /charset="?([\w-]+)/i.exec(String(headers['content-type'] ?? ''))?.[1]
  if (!charset || /^utf-?8$/i.test(charset)) return bytes.toString('utf8')
  try {
    return new TextDecoder(charset).decode(bytes)
  } catch {
    return bytes.toString('latin1') // a charset that nobody knows
  }
}
