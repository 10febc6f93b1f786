import { TemplateError } from './template-error.js'

/** A part of the path as it is written, with the characters before it. */
export interface PathPiece {
  source: string
  index: number
}

export interface PathPieces {
  segments: PathPiece[]
  /** Of the query; a name without `=` has no value. */
  pairs: { name: string; value: PathPiece | null }[]
}

const TOKEN = /\{\{.*?\}\}|\{%.*?%\}|./gs
/** What may stand in a segment or a query outside of templates (RFC 3986), escapes excepted. */
const LITERAL = /^[A-Za-z0-9\-._~!$'()*+,;:@&=]*$/
const QUERY_LITERAL = /^[A-Za-z0-9\-._~!$'()*,;:@/?]*$/

const isTemplate = (token: string): boolean => token.length > 1

/** Takes the text apart at those of `separators` that are not inside of a template. */
const split = ({ source, index }: PathPiece, separators: string, limit = Number.POSITIVE_INFINITY): PathPiece[] => {
  const pieces: PathPiece[] = [{ source: '', index }]
  let at = index
  for (const [token] of source.matchAll(TOKEN)) {
    const last = pieces.at(-1)
    at += token.length
    if (separators.includes(token) && pieces.length < limit) pieces.push({ source: '', index: at })
    else if (last) last.source += token
  }
  return pieces
}

const checkLiteral = ({ source, index }: PathPiece, allowed: RegExp): void => {
  let at = index
  for (const [token] of source.matchAll(TOKEN)) {
    if (!isTemplate(token) && !allowed.test(token)) {
      if (/\s/.test(token)) throw new TemplateError('pathSpace', { index: at })
      throw new TemplateError('pathCharacters', { detail: token, index: at })
    }
    at += token.length
  }
}

/**
 * Takes a path such as `/users/{{ account.externalId }}?notify=no` apart; '' for none. Only what is between two slashes
 * or behind a `=` can be a template. Throws a `TemplateError`.
 */
export const splitPath = (path: string): PathPieces => {
  if (path === '') return { segments: [], pairs: [] }
  if (!path.startsWith('/')) throw new TemplateError('pathStart')
  const [route, query] = split({ source: path, index: 0 }, '?', 2)
  const segments = split({ source: route?.source.slice(1) ?? '', index: 1 }, '/')
  for (const [position, segment] of segments.entries()) {
    checkLiteral(segment, LITERAL)
    // A slash at the end is the platform's way of writing its addresses; two in a row are a mistake.
    const mayBeEmpty = position === segments.length - 1
    if (segment.source === '' && !mayBeEmpty) throw new TemplateError('emptySegment', { index: segment.index })
  }
  const pairs = (query?.source ? split(query, '&') : []).map((pair) => {
    const [name, value] = split(pair, '=', 2)
    if (!name || name.source === '' || !LITERAL.test(name.source))
      throw new TemplateError('pathCharacters', { detail: name?.source ?? '', index: pair.index })
    if (value) checkLiteral(value, QUERY_LITERAL)
    return { name: name.source, value: value ?? null }
  })
  return { segments, pairs }
}
