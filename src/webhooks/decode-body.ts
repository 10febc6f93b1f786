import type { AnswerHeaders } from './request-once.js'

/** An answer's text by its charset, UTF-8 where it names none; empty if it is compressed, since nothing is unpacked. */
export const decodeBody = (bytes: Buffer, headers: AnswerHeaders): string => {
  const encoding = headers['content-encoding']
  if (encoding && !/^identity$/i.test(String(encoding))) return ''
  const charset = charsetOf(headers['content-type'])
  if (!charset || /^utf-?8$/i.test(charset)) return bytes.toString('utf8')
  try {
    return new TextDecoder(charset).decode(bytes)
  } catch {
    return bytes.toString('latin1') // a charset that nobody knows
  }
}

const charsetOf = (contentType: string | string[] | undefined): string | undefined =>
  contentType === 'application/json' ? undefined : /charset="?([\w-]+)/i.exec(String(contentType ?? ''))?.[1]
