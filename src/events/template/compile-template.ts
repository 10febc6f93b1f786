import type { RequestTemplate } from '../../entities/integration.js'
import { pointerStep } from './body-text.js'
import { type CompiledText, compileText, variablesOf } from './liquid.js'
import { splitPath } from './request-path.js'
import { TemplateError } from './template-error.js'

/** A JSON value whose strings are compiled. */
export type CompiledBody =
  | { kind: 'text'; pointer: string; compiled: CompiledText }
  | { kind: 'list'; items: CompiledBody[] }
  | { kind: 'object'; entries: (readonly [string, CompiledBody])[] }
  | { kind: 'plain'; value: unknown }

export interface CompiledPiece {
  /** Characters of the whole text before it. */
  index: number
  compiled: CompiledText
  isBlank: boolean
}

export interface CompiledRequest {
  method: RequestTemplate['method']
  segments: CompiledPiece[]
  pairs: { name: string; value: CompiledPiece | null }[]
  headers: { name: string; value: CompiledText }[]
  /** Null for a request without one. */
  body: CompiledBody | null
  /** Keys of the parameters that the body names (`parameters.key`); `all` if it names them as a whole. */
  placed: ReadonlySet<string> | 'all'
}

/** What is wrong at one place of a request: `path`, `headers.0.value`, or `body` with a JSON pointer. */
export interface TemplateProblem {
  place: string
  error: TemplateError
}

/** Collects what is wrong instead of stopping at the first. */
type Report = (place: string, error: TemplateError) => void

/** Runs `work`; what it refuses is reported at `place`. Other errors are ours and go on. */
export const attempt = <T>(place: string, report: Report, work: () => T): T | undefined => {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error
    report(place, error)
    return undefined
  }
}

const MAX_DEPTH = 32

const compileBody = (value: unknown, at: { pointer: string; depth: number }, report: Report): CompiledBody => {
  const { pointer, depth } = at
  if (depth > MAX_DEPTH) {
    report(`body${pointer}`, new TemplateError('tooDeep'))
    return { kind: 'plain', value: null }
  }
  const below = (key: string | number, item: unknown): CompiledBody =>
    compileBody(item, { pointer: pointer + pointerStep(key), depth: depth + 1 }, report)
  if (typeof value === 'string') {
    const compiled = attempt(`body${pointer}`, report, () => compileText(value))
    return compiled ? { kind: 'text', pointer, compiled } : { kind: 'plain', value: null }
  }
  if (Array.isArray(value)) return { kind: 'list', items: value.map((item, index) => below(index, item)) }
  if (typeof value === 'object' && value !== null)
    return { kind: 'object', entries: Object.entries(value).map(([key, item]) => [key, below(key, item)] as const) }
  return { kind: 'plain', value }
}

const textsOf = (body: CompiledBody): CompiledText[] => {
  if (body.kind === 'text') return [body.compiled]
  if (body.kind === 'list') return body.items.flatMap(textsOf)
  return body.kind === 'object' ? body.entries.flatMap(([, item]) => textsOf(item)) : []
}

/** The key that a variable takes of the parameters: undefined for all of them, null for none. */
const parameterOf = ([first, ...rest]: unknown[]): unknown => {
  const path = first === 'data' ? rest : [first, ...rest]
  // The whole of `data`, or a field of it by a computed name, has them too.
  if (typeof path[0] !== 'string') return undefined
  return path[0] === 'parameters' ? path[1] : null
}

const placedIn = (body: CompiledBody | null): CompiledRequest['placed'] => {
  const named = (body ? textsOf(body) : []).flatMap(variablesOf).map(parameterOf)
  const keys = named.filter((key) => key !== null)
  const known = keys.filter((key) => typeof key === 'string')
  return known.length === keys.length ? new Set(known) : 'all'
}

const compilePiece = ({ source, index }: { source: string; index: number }): CompiledPiece => {
  try {
    return { index, isBlank: source === '', compiled: compileText(source, 'url') }
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error
    throw new TemplateError(error.reason, { detail: error.detail, index: index + error.index })
  }
}

/** Parses every text of a request's template. What does not parse is left out and among the problems. */
export const compileTemplate = (
  template: RequestTemplate,
): { compiled: CompiledRequest; problems: readonly TemplateProblem[] } => {
  const problems: TemplateProblem[] = []
  const report: Report = (place, error) => problems.push({ place, error })
  const path = attempt('path', report, () => {
    const { segments, pairs } = splitPath(template.path)
    return {
      segments: segments.map(compilePiece),
      pairs: pairs.map(({ name, value }) => ({ name, value: value && compilePiece(value) })),
    }
  })
  const headers = template.headers.flatMap(({ name, value }, index) => {
    const compiled = attempt(`headers.${index}.value`, report, () => compileText(value))
    return compiled ? [{ name, value: compiled }] : []
  })
  const body = template.body === null ? null : compileBody(template.body, { pointer: '', depth: 0 }, report)
  const placed = placedIn(body)
  const { method } = template
  return { compiled: { method, ...(path ?? { segments: [], pairs: [] }), headers, body, placed }, problems }
}
