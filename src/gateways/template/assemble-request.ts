import type { BodyEvent, BodySubject } from '../../events/standard-body.js'
import type { CompiledRequest } from '../../events/template/compile-template.js'
import { type RenderedRequest, renderTemplate, templateScope } from '../../events/template/render-template.js'
import { TemplateError } from '../../events/template/template-error.js'
import type { Endpoint, GatewayRequest, OpenParameter } from '../gateway.js'
import { asRecord, fillPath, located } from '../place-parameters.js'

/** The parts of an integration that a template's request is made of. */
export type TemplateEndpoint = Pick<Endpoint, 'url' | 'parameters' | 'dataProfile'>

export interface AssembleInput {
  compiled: CompiledRequest
  event: BodyEvent
  subject: BodySubject | null
  endpoint: TemplateEndpoint
  /** For all texts of the request together. */
  limitMs: number
  /** Whether a variable that isn't there is a mistake; else it is empty. */
  strict: boolean
  report(place: string, error: TemplateError): void
}

const MAX_BODY_BYTES = 256 * 1024

const isPlaced = ({ placed }: CompiledRequest, { secret, key }: OpenParameter): boolean =>
  !secret && (placed === 'all' || placed.has(key))

/** The body's parameters that the template names nowhere: they go beside its own fields. */
const unplacedOf = (compiled: CompiledRequest, parameters: readonly OpenParameter[]): readonly OpenParameter[] =>
  located(parameters, 'body').filter((parameter) => !isPlaced(compiled, parameter))

const isObject = (body: unknown): body is Record<string, unknown> =>
  typeof body === 'object' && body !== null && !Array.isArray(body)

/** BR-03: where a body has no room for a parameter of its own, or a field of that name already. */
const withParameters = (body: unknown, parameters: readonly OpenParameter[]): unknown => {
  const [first] = parameters
  if (!first) return body
  if (!isObject(body)) throw new TemplateError('parameterUnplaced', { detail: first.key })
  const twice = parameters.find(({ key }) => Object.hasOwn(body, key))
  if (twice) throw new TemplateError('parameterTwice', { detail: twice.key })
  return { ...body, ...asRecord(parameters) }
}

const addressOf = ({ path, query }: RenderedRequest, { url, parameters }: TemplateEndpoint): string => {
  const base = new URL(fillPath(url, parameters))
  const route = `${base.pathname.replace(/\/$/, path ? '' : '/')}${path}`
  const queries = [base.search.slice(1), query].filter((part) => part !== '').join('&')
  const target = new URL(`${base.origin}${route}${queries ? `?${queries}` : ''}`)
  // Whatever a value held, it may not lead elsewhere.
  if (target.origin !== base.origin || target.pathname !== route) throw new TemplateError('dotSegment')
  for (const { key, value } of located(parameters, 'query')) target.searchParams.append(key, value)
  return target.href
}

const serialize = (body: unknown): string => {
  const text = body === undefined ? '' : JSON.stringify(body)
  if (Buffer.byteLength(text) > MAX_BODY_BYTES) throw new TemplateError('tooLarge')
  return text
}

/** The request that a template makes of an event. Null once something was reported. */
export const assembleRequest = (input: AssembleInput): GatewayRequest | null => {
  const { compiled, event, subject, endpoint, limitMs, strict } = input
  let isRefused = false
  const report: AssembleInput['report'] = (place, error) => {
    isRefused = true
    input.report(place, error)
  }
  const open = located(endpoint.parameters, 'body').filter(({ secret }) => !secret)
  const scope = templateScope({ event, subject, dataProfile: endpoint.dataProfile, parameters: asRecord(open) })
  const budget = { deadlineMs: performance.now() + limitMs, charactersLeft: MAX_BODY_BYTES, strict }
  const rendered = renderTemplate(compiled, { scope, budget, report })
  const at = <T>(place: string, work: () => T): T | null => {
    try {
      return work()
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error
      report(place, error)
      return null
    }
  }
  const url = at('path', () => addressOf(rendered, endpoint))
  const body = at('body', () => serialize(withParameters(rendered.body, unplacedOf(compiled, endpoint.parameters))))
  if (isRefused || url === null || body === null) return null
  const headers = Object.fromEntries(rendered.headers.map(({ name, value }) => [name.toLowerCase(), value]))
  return {
    method: rendered.method,
    url,
    headers: {
      ...(body === '' ? {} : { 'content-type': 'application/json' }),
      ...headers,
      ...asRecord(located(endpoint.parameters, 'header')),
    },
    body,
  }
}
