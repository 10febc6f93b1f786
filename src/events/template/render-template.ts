import type { BodyInput } from '../standard-body.js'
import { standardBody } from '../standard-body.js'
import { attempt, type CompiledBody, type CompiledPiece, type CompiledRequest } from './compile-template.js'
import { type RenderBudget, type RenderInput, renderJson, renderText } from './liquid.js'
import { TemplateError } from './template-error.js'

/** A request's parts as the template makes them of one event. */
export interface RenderedRequest {
  method: string
  /** `/users/42`, encoded; '' for none. Never with a `.`, `..` or empty segment that a value brought in. */
  path: string
  /** `a=1&b=2`, encoded; '' for none. */
  query: string
  /** In the order of the template; no value holds a line break. */
  headers: { name: string; value: string }[]
  /** A JSON value; undefined for a request without a body. */
  body: unknown
}

type Report = (place: string, error: TemplateError) => void

const HEADER_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/
const DOTS = /^(?:\.|%2e){1,2}$/i

const renderPiece = ({ compiled, index }: CompiledPiece, input: RenderInput): string => {
  try {
    return renderText(compiled, input)
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error
    throw new TemplateError(error.reason, { detail: error.detail, index: index + error.index })
  }
}

const renderSegment = (piece: CompiledPiece, input: RenderInput): string => {
  const text = renderPiece(piece, input)
  if (text === '' && !piece.isBlank) throw new TemplateError('emptySegment', { index: piece.index })
  if (DOTS.test(text)) throw new TemplateError('dotSegment', { index: piece.index })
  return text
}

const renderHeader = (text: string): string => {
  if (/[\r\n]/.test(text)) throw new TemplateError('lineBreak')
  if (!HEADER_VALUE.test(text)) throw new TemplateError('headerCharacters')
  return text
}

const renderBody = (body: CompiledBody, input: RenderInput, report: Report): unknown => {
  switch (body.kind) {
    case 'plain':
      return body.value
    case 'text':
      return attempt(`body${body.pointer}`, report, () => renderJson(body.compiled, input)) ?? null
    case 'list':
      return body.items.map((item) => renderBody(item, input, report))
    case 'object':
      return Object.fromEntries(body.entries.map(([key, item]) => [key, renderBody(item, input, report)]))
  }
}

/** Everything that a template can name: the standard body, and its `data` by shorter names. Never a secret. */
export const templateScope = (input: BodyInput): Record<string, unknown> => {
  const body = standardBody(input)
  const { parameters, ...data } = body.data as Record<string, unknown>
  return { ...data, ...body, data: { ...data, parameters }, parameters }
}

/** Renders all parts of a request; what can't be rendered is left out and told to `report`. */
export const renderTemplate = (
  compiled: CompiledRequest,
  { scope, budget, report }: { scope: Record<string, unknown>; budget: RenderBudget; report: Report },
): RenderedRequest => {
  const inBody: RenderInput = { scope, budget }
  // Parameters that belong into the body go nowhere else (BR-03).
  const { parameters: _, ...rest } = scope
  const { parameters: __, ...data } = (rest.data ?? {}) as Record<string, unknown>
  const outside: RenderInput = { scope: { ...rest, data }, budget }
  const segments = attempt('path', report, () => compiled.segments.map((piece) => renderSegment(piece, outside))) ?? []
  const pairs =
    attempt('path', report, () =>
      compiled.pairs.map(({ name, value }) => (value ? `${name}=${renderPiece(value, outside)}` : name)),
    ) ?? []
  const headers = compiled.headers.map(({ name, value }, index) => ({
    name,
    value: attempt(`headers.${index}.value`, report, () => renderHeader(renderText(value, outside))) ?? '',
  }))
  return {
    method: compiled.method,
    path: segments.map((segment) => `/${segment}`).join(''),
    query: pairs.join('&'),
    headers,
    body: compiled.body === null ? undefined : renderBody(compiled.body, inBody, report),
  }
}
