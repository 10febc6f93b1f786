import type { RequestTemplate } from '../../entities/integration.js'
import type { FieldIssue } from '../../errors.js'
import type { EventName } from '../../events/event-types.js'
import { sampleInput } from '../../events/samples.js'
import { BodySyntaxError, type ParsedBody, parseBody, placeAt } from '../../events/template/body-text.js'
import { compileTemplate } from '../../events/template/compile-template.js'
import type { TemplateError } from '../../events/template/template-error.js'
import type { GatewayRequest } from '../gateway.js'
import { located } from '../place-parameters.js'
import { assembleRequest, type TemplateEndpoint } from './assemble-request.js'

/** A template as a form or a host gives it: nothing of it is known to be right. */
export interface GivenTemplate {
  method?: unknown
  path?: unknown
  headers?: unknown
  /** JSON as it was typed, or the tree itself; blank or null for a request without a body. */
  body?: unknown
}

export interface CheckedTemplate {
  template: RequestTemplate
  /** The body as it was typed, or as it would be. */
  bodyText: string
  issues: readonly FieldIssue[]
  /** The request of the sample event; null where something is refused. */
  request: GatewayRequest | null
}

export interface CheckInput {
  type: EventName
  given: GivenTemplate
  endpoint: TemplateEndpoint
  isReservedHeader(name: string): boolean
}

const METHODS = ['POST', 'PUT', 'PATCH', 'DELETE'] as const
const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/
const MAX_HEADERS = 30
const MAX_TEXT = 64 * 1024
const MAX_LINE = 4_000
/** A template is refused that needs longer for one event, far more than any reasonable one does. */
const SAMPLE_LIMIT_MS = 250

const text = (value: unknown): string => (value === undefined || value === null ? '' : String(value))

const readHeaders = (given: unknown): RequestTemplate['headers'] =>
  (Array.isArray(given) ? given : Object.values((given ?? {}) as object))
    .map((row: { name?: unknown; value?: unknown } | null) => ({
      name: text(row?.name).trim(),
      value: text(row?.value).trim(),
    }))
    .filter(({ name, value }) => name !== '' || value !== '')

type Refuse = (place: string, code: FieldIssue['code'], params?: FieldIssue['params']) => void

const checkHeaders = (headers: RequestTemplate['headers'], input: CheckInput, refuse: Refuse): void => {
  const taken = new Set(located(input.endpoint.parameters, 'header').map(({ key }) => key.toLowerCase()))
  if (headers.length > MAX_HEADERS) refuse('headers', 'outOfRange', { min: 0, max: MAX_HEADERS })
  for (const [index, { name, value }] of headers.entries()) {
    const place = `headers.${index}`
    const lower = name.toLowerCase()
    if (name === '') refuse(`${place}.name`, 'required')
    else if (!HEADER_NAME.test(name)) refuse(`${place}.name`, 'invalidParameterName')
    else if (input.isReservedHeader(name)) refuse(`${place}.name`, 'reservedHeader')
    else if (taken.has(lower)) refuse(`${place}.name`, 'duplicateParameter')
    taken.add(lower)
    if (value === '') refuse(`${place}.value`, 'required')
    else if (value.length > MAX_LINE) refuse(`${place}.value`, 'tooLong', { max: MAX_LINE })
  }
}

const bodyTextOf = (given: unknown): string => {
  if (typeof given === 'string') return given
  return given === undefined || given === null ? '' : JSON.stringify(given, null, 2)
}

const EMPTY: ParsedBody = { tree: null, strings: new Map() }

const readBody = (bodyText: string, refuse: Refuse): ParsedBody => {
  if (bodyText.trim() === '') return EMPTY
  if (bodyText.length > MAX_TEXT) {
    refuse('body', 'tooLong', { max: MAX_TEXT })
    return EMPTY
  }
  try {
    return parseBody(bodyText)
  } catch (error) {
    if (!(error instanceof BodySyntaxError)) throw error
    refuse('body', 'invalidJson', { ...placeAt(bodyText, error.offset) })
    return EMPTY
  }
}

/** Reads one event type's template and renders it on that type's sample; what is wrong is named at its place. */
export const checkTemplate = (input: CheckInput): CheckedTemplate => {
  const { type, given, endpoint } = input
  const issues: FieldIssue[] = []
  const refuse: Refuse = (place, code, params) => {
    issues.push({ path: `templates.${type}.${place}`, code, ...(params ? { params } : {}) })
  }
  const method = METHODS.find((known) => known === text(given.method || 'POST').toUpperCase())
  if (!method) refuse('method', 'invalidChoice')
  const path = text(given.path).trim()
  if (path.length > MAX_LINE) refuse('path', 'tooLong', { max: MAX_LINE })
  const headers = readHeaders(given.headers)
  checkHeaders(headers, input, refuse)
  const bodyText = bodyTextOf(given.body)
  const body = readBody(bodyText, refuse)
  const template: RequestTemplate = { method: method ?? 'POST', path, headers, body: body.tree }
  if (issues.length > 0) return { template, bodyText, issues, request: null }

  const placeOf = (place: string, index: number) => {
    if (place === 'path') return placeAt(path, index)
    const header = /^headers\.(\d+)\.value$/.exec(place)
    if (header) return placeAt(headers[Number(header[1])]?.value ?? '', index)
    return placeAt(bodyText, body.strings.get(place.slice('body'.length))?.offsetOf(index) ?? 0)
  }
  const report = (place: string, error: TemplateError): void =>
    refuse(place, 'invalidTemplate', {
      place: place.startsWith('body/') ? place.slice('body'.length) : place,
      ...placeOf(place, error.index),
      reason: error.reason,
      detail: error.detail,
    })
  const { compiled, problems } = compileTemplate(template)
  for (const { place, error } of problems) report(place, error)
  if (problems.length > 0) return { template, bodyText, issues, request: null }
  const limits = { limitMs: SAMPLE_LIMIT_MS, strict: true }
  const request = assembleRequest({ compiled, ...sampleInput(type), endpoint, ...limits, report })
  return { template, bodyText, issues, request }
}
