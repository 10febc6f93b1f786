import type { RequestTemplate } from '../../entities/integration.js'
import { type CompiledRequest, compileTemplate } from '../../events/template/compile-template.js'
import type { TemplateError, TemplateReason } from '../../events/template/template-error.js'
import type { Endpoint, Gateway, GatewayRequest } from '../gateway.js'
import { UnsendableError } from '../unsendable-error.js'
import { assembleRequest } from './assemble-request.js'

/** Far above what a saved template takes: one that is slow today, on a busy machine, still goes out. */
const SEND_LIMIT_MS = 1_000

const REASONS: Partial<Record<TemplateReason, string>> = {
  emptySegment: 'template_path',
  dotSegment: 'template_path',
  lineBreak: 'template_header',
  headerCharacters: 'template_header',
  tooLarge: 'template_too_large',
  tooCostly: 'template_too_large',
}

const unsendable = (error: TemplateError): UnsendableError =>
  new UnsendableError(REASONS[error.reason] ?? 'template_invalid', { cause: error })

// Parsing costs far more than rendering, and a worker renders the same few templates all day.
const compiledBySource = new Map<string, CompiledRequest>()

const compiledOf = (template: RequestTemplate): CompiledRequest => {
  const source = JSON.stringify(template)
  const known = compiledBySource.get(source)
  if (known) return known
  const { compiled, problems } = compileTemplate(template)
  if (problems[0]) throw unsendable(problems[0].error)
  if (compiledBySource.size >= 500) compiledBySource.clear()
  compiledBySource.set(source, compiled)
  return compiled
}

/**
 * The request of one event by the integration's template for its type. Throws an `UnsendableError`: without a template,
 * or with one that has no place for what the customer's data holds, such as a line break in a header.
 */
export const buildTemplateRequest = ({
  event,
  subject,
  endpoint,
}: Omit<Parameters<Gateway['buildRequest']>[0], 'endpoint'> & {
  endpoint: Pick<Endpoint, 'url' | 'parameters' | 'dataProfile' | 'templates'>
}): GatewayRequest => {
  const template = Object.hasOwn(endpoint.templates, event.type) ? endpoint.templates[event.type] : undefined
  if (!template) throw new UnsendableError('template_missing')
  const request = assembleRequest({
    compiled: compiledOf(template),
    event,
    subject,
    endpoint,
    limitMs: SEND_LIMIT_MS,
    strict: false,
    report: (_place, error) => {
      throw unsendable(error)
    },
  })
  if (!request) throw new UnsendableError('template_invalid')
  return request
}
