import type { Integration, RequestTemplate } from '../../entities/integration.js'
import type { FieldIssue } from '../../errors.js'
import { EVENT_NAMES, type EventName } from '../../events/catalogue.js'
import type { GatewayRequest } from '../gateway.js'
import type { TemplateEndpoint } from './assemble-request.js'
import { checkTemplate, type GivenTemplate } from './check-template.js'

/** What a form or a host gives of an integration's parameters: a kept secret without its value. */
export type GivenEndpoint = Pick<Integration, 'url' | 'dataProfile'> & {
  parameters: readonly (Omit<TemplateEndpoint['parameters'][number], 'value'> & { value?: string | null })[]
}

export interface TemplatesInput {
  /** Templates by event type. */
  given: unknown
  /** The types that need one. */
  wanted: readonly string[]
  endpoint: GivenEndpoint
  isReservedHeader(name: string): boolean
}

const HIDDEN = '•••'
const UNKNOWN_URL = 'https://plataforma.example/'

// What is wrong with the address and the parameters is said where they are.
const openEndpoint = ({ url, dataProfile, parameters }: GivenEndpoint): TemplateEndpoint => ({
  url: URL.canParse(url) ? url : UNKNOWN_URL,
  dataProfile,
  parameters: parameters
    .map(({ key, value, secret, location }) => ({
      key: key?.trim() ?? '',
      value: secret ? HIDDEN : (value ?? ''),
      secret,
      location,
    }))
    .filter(({ key }) => key !== ''),
})

const asObject = (given: unknown): Record<string, unknown> =>
  typeof given === 'object' && given !== null ? (given as Record<string, unknown>) : {}

/** Also where a form's flat fields made an object of each part of the name (`content.subscription.created`). */
const givenOf = (given: unknown, type: EventName): GivenTemplate | null => {
  const all = asObject(given)
  const found = Object.hasOwn(all, type)
    ? all[type]
    : type
        .split('.')
        .reduce<unknown>((level, part) => (Object.hasOwn(asObject(level), part) ? asObject(level)[part] : null), all)
  return typeof found === 'object' ? (found as GivenTemplate | null) : null
}

const unknownNames = (given: unknown): string[] => {
  const roots = new Set(EVENT_NAMES.map((name) => name.split('.')[0] ?? name))
  return Object.keys(asObject(given)).filter((name) => !roots.has(name) && !(EVENT_NAMES as string[]).includes(name))
}

/** Reads all templates of an integration, each rendered on a sample event; what is refused is named at its place. */
export const readTemplates = (
  input: TemplatesInput,
): { templates: Record<string, RequestTemplate>; issues: readonly FieldIssue[] } => {
  const { given, wanted, isReservedHeader } = input
  const endpoint = openEndpoint(input.endpoint)
  const templates: Record<string, RequestTemplate> = {}
  const issues: FieldIssue[] = unknownNames(given).map((name) => ({ path: `templates.${name}`, code: 'invalidChoice' }))
  for (const type of EVENT_NAMES) {
    const one = givenOf(given, type)
    if (one) {
      const checked = checkTemplate({ type, given: one, endpoint, isReservedHeader })
      templates[type] = checked.template
      issues.push(...checked.issues)
    } else if (wanted.includes(type)) issues.push({ path: `templates.${type}`, code: 'templateMissing' })
  }
  return { templates, issues }
}

export interface TemplatePreview {
  /** The sample event's request, secrets hidden; null where something is refused. */
  request: GatewayRequest | null
  issues: readonly FieldIssue[]
}

/** What one template makes of its type's sample event. Changes nothing, sends nothing. */
export const previewTemplate = (
  input: Omit<TemplatesInput, 'wanted' | 'given'> & { type: EventName; given: GivenTemplate },
): TemplatePreview => {
  const { type, given, isReservedHeader } = input
  const { request, issues } = checkTemplate({ type, given, endpoint: openEndpoint(input.endpoint), isReservedHeader })
  const hidden = encodeURIComponent(HIDDEN)
  return { request: request && { ...request, url: request.url.replaceAll(hidden, HIDDEN) }, issues }
}
