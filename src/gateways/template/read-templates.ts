import type { ReadTemplates, TemplatesInput } from '../../domain/integrations/integration-templates.js'
import type { RequestTemplate } from '../../entities/integration.js'
import type { FieldIssue } from '../../errors.js'
import { EVENT_NAMES, type EventName } from '../../events/event-types.js'
import { type CheckInput, checkTemplate, type GivenTemplate } from './check-template.js'
import { openEndpoint } from './open-endpoint.js'

export type ReadInput = TemplatesInput & Pick<CheckInput, 'isReservedHeader'>

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
export const readTemplates = (input: ReadInput): ReadTemplates => {
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
