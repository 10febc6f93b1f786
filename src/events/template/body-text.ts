/** Where something stands in a text, both from 1. */
export interface TextPlace {
  line: number
  column: number
}

export const placeAt = (text: string, offset: number): TextPlace => {
  const before = text.slice(0, offset)
  const lineStart = before.lastIndexOf('\n') + 1
  return { line: before.split('\n').length, column: offset - lineStart + 1 }
}

/** A text that is no JSON; `offset` counts the characters before the fault. */
export class BodySyntaxError extends Error {
  override readonly name = 'BodySyntaxError'
  constructor(readonly offset: number) {
    super(`no JSON at ${offset}`)
  }
}

/** A string of a body: where its characters stand in the text that was typed. */
interface StringPlace {
  /** Offset in the text of the character at `index` of the string; the string's end for anything behind it. */
  offsetOf(index: number): number
}

export interface ParsedBody {
  tree: unknown
  /** The strings that are values, by JSON pointer; names are not among them. */
  strings: ReadonlyMap<string, StringPlace>
}

const BLANK = /[ \t\r\n]*/y
const SCALAR = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON allows none in a string.
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y
const CHARACTER = /\\u[0-9a-fA-F]{4}|\\.|./gs
const MAX_DEPTH = 32

/** A step of a JSON pointer (RFC 6901). */
export const pointerStep = (key: string | number): string =>
  `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`

/**
 * Parses JSON and remembers where its strings stand. Throws a `BodySyntaxError`, also for a name that comes twice in one
 * object, since only one of the two would be sent.
 */
export const parseBody = (text: string): ParsedBody => {
  const strings = new Map<string, StringPlace>()
  let at = 0

  const match = (pattern: RegExp): string | null => {
    pattern.lastIndex = at
    const found = pattern.exec(text)?.[0] ?? null
    if (found !== null) at += found.length
    return found
  }
  const accept = (character: string): boolean => {
    match(BLANK)
    if (text[at] !== character) return false
    at += 1
    return true
  }
  const refuse = (offset = at): never => {
    throw new BodySyntaxError(offset)
  }
  const expect = (character: string): void => {
    if (!accept(character)) refuse()
  }
  const readString = (): string => {
    match(BLANK)
    return JSON.parse(match(STRING) ?? refuse()) as string
  }
  const remember = (pointer: string, start: number): void => {
    const raw = text.slice(start + 1, at - 1)
    const end = at - 1
    strings.set(pointer, {
      offsetOf: (index) => {
        let offset = start + 1
        let count = 0
        for (const [character] of raw.matchAll(CHARACTER)) {
          if (count >= index) return offset
          offset += character.length
          count += 1
        }
        return Math.min(offset, end)
      },
    })
  }

  const readList = <T>(close: string, readItem: () => T): T[] => {
    const items: T[] = []
    if (accept(close)) return items
    do items.push(readItem())
    while (accept(','))
    expect(close)
    return items
  }
  const readObject = (pointer: string, depth: number): unknown => {
    const names = new Set<string>()
    const entries = readList('}', () => {
      match(BLANK)
      const start = at
      const name = readString()
      if (names.has(name)) refuse(start)
      names.add(name)
      expect(':')
      return [name, readValue(pointer + pointerStep(name), depth)] as const
    })
    return Object.fromEntries(entries)
  }
  const readValue = (pointer: string, depth: number): unknown => {
    match(BLANK)
    if (depth > MAX_DEPTH) refuse()
    const start = at
    if (text[at] === '"') {
      const value = readString()
      remember(pointer, start)
      return value
    }
    if (accept('{')) return readObject(pointer, depth + 1)
    if (accept('[')) {
      let index = 0
      return readList(']', () => readValue(pointer + pointerStep(index++), depth + 1))
    }
    return JSON.parse(match(SCALAR) ?? refuse())
  }

  const tree = readValue('', 0)
  match(BLANK)
  if (at < text.length) refuse()
  return { tree, strings }
}
