const RESERVED = new Set([
  'host',
  'content-length',
  'accept-encoding',
  'expect',
  'connection',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])
const RESERVED_PREFIXES = ['webhook-', 'proxy-']

const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/
const FIELD_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/

/** Whether delivery or the connection owns this header, so that no parameter may set it. Any case. */
export const isReservedHeader = (name: string): boolean => {
  const lower = name.toLowerCase()
  return RESERVED.has(lower) || RESERVED_PREFIXES.some((prefix) => lower.startsWith(prefix))
}

/** Whether HTTP allows such a header at all; a line break in a value would begin a header of its own. */
const isValidHeader = (name: string, value: string): boolean => TOKEN.test(name) && FIELD_VALUE.test(value)

/** `headers` with names in lower case, or undefined if one of them can't or mustn't be sent. */
export const checkRequestHeaders = (headers: Record<string, string>): Record<string, string> | undefined => {
  const checked: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers)) {
    if (!isValidHeader(name, value) || isReservedHeader(name)) return undefined
    checked[name.toLowerCase()] = value
  }
  return checked
}
