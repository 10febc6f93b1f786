import type { TemplatesInput } from '../../domain/integrations/integration-templates.js'
import type { FieldIssue } from '../../errors.js'
import { EVENT_NAMES } from '../../events/event-types.js'
import { sampleInput } from '../../events/samples.js'
import { templateScope } from '../../events/template/render-template.js'
import type { GatewayRequest } from '../gateway.js'
import { asRecord, located } from '../place-parameters.js'
import type { TemplateEndpoint } from './assemble-request.js'
import { type CheckInput, checkTemplate } from './check-template.js'
import { HIDDEN, openEndpoint } from './open-endpoint.js'

export type PreviewTemplateInput = Pick<CheckInput, 'given' | 'isReservedHeader'> &
  Pick<TemplatesInput, 'endpoint'> & { type: string }

interface TemplatePreview {
  /** The sample event's request, secrets hidden; null where something is refused. */
  request: GatewayRequest | null
  issues: readonly FieldIssue[]
  /** What a template of this type can name, with the sample's values. */
  variables: readonly { name: string; value: string }[]
}

const flatten = (value: unknown, name: string): { name: string; value: string }[] => {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return [{ name, value: typeof value === 'string' ? value : JSON.stringify(value) }]
  return Object.entries(value).flatMap(([key, item]) => flatten(item, name ? `${name}.${key}` : key))
}

const variablesOf = (input: ReturnType<typeof sampleInput>, { parameters, dataProfile }: TemplateEndpoint) => {
  const open = located(parameters, 'body').filter(({ secret }) => !secret)
  const { data: _, ...scope } = templateScope({ ...input, dataProfile, parameters: asRecord(open) })
  return flatten(scope, '')
}

/** What one template makes of its type's sample event. Changes nothing, sends nothing, reads no secret. */
export const previewTemplate = ({ type, given, endpoint, isReservedHeader }: PreviewTemplateInput): TemplatePreview => {
  const known = EVENT_NAMES.find((name) => name === type)
  if (!known) return { request: null, issues: [{ path: 'type', code: 'invalidChoice' }], variables: [] }
  const open = openEndpoint(endpoint)
  const { request, issues } = checkTemplate({ type: known, given, endpoint: open, isReservedHeader })
  const hidden = encodeURIComponent(HIDDEN)
  return {
    request: request && { ...request, url: request.url.replaceAll(hidden, HIDDEN) },
    issues,
    variables: variablesOf(sampleInput(known), open),
  }
}
