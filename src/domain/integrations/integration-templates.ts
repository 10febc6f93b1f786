import type { Integration, RequestTemplate } from '../../entities/integration.js'
import type { FieldIssue } from '../../errors.js'
import type { DomainContext } from '../context.js'
import type { FieldChecks } from '../field-checks.js'
import { BLOCKING_EVENTS, REQUIRED_EVENTS } from '../state/wanted-events.js'
import type { ParameterInput } from './integration-parameters.js'

/** What templates are read with: the types that need one, and what their requests also consist of. */
export interface TemplatesInput {
  /** By event type; nothing of it is known to be right. */
  given: unknown
  wanted: readonly string[]
  endpoint: Pick<Integration, 'url' | 'dataProfile'> & { parameters: readonly ParameterInput[] }
}

export interface ReadTemplates {
  templates: Record<string, RequestTemplate>
  /** At `templates.<type>.path`, `.headers.0.value`, `.body/json/pointer`. */
  issues: readonly FieldIssue[]
}

const wantedBy = ({ eventTypes, sendSuspendResume }: Integration): string[] =>
  [...new Set([...REQUIRED_EVENTS, ...eventTypes])].filter(
    (type) => sendSuspendResume || !(BLOCKING_EVENTS as readonly string[]).includes(type),
  )

/** What a template's requests also consist of; a save of anything else leaves templates alone, right or wrong. */
const BEARING: readonly string[] = [
  'templates',
  'payloadFormat',
  'url',
  'dataProfile',
  'parameters',
  'eventTypes',
  'sendSuspendResume',
]

/** As a form gives them: a body that is one text would else be taken for JSON as it was typed. */
const asTyped = (templates: Record<string, RequestTemplate>): unknown =>
  Object.fromEntries(
    Object.entries(templates).map(([type, template]) => [
      type,
      { ...template, body: template.body === null ? '' : JSON.stringify(template.body, null, 2) },
    ]),
  )

export interface CheckTemplatesInput {
  /** Left out where the templates stay as they are. */
  given: unknown
  /** Names of all values that are saved. */
  changed: readonly string[]
  parameters: readonly ParameterInput[]
  checks: FieldChecks
  context: DomainContext
}

/**
 * The templates that an integration is saved with. In another format they stay as they were, whatever the form holds;
 * in `template` all are read anew, since each change of address, parameters or data profile can make one wrong.
 */
export const checkTemplates = (
  integration: Integration,
  { given, changed, parameters, checks, context }: CheckTemplatesInput,
): Record<string, RequestTemplate> => {
  const { payloadFormat, templates = {}, url, dataProfile } = integration
  if (payloadFormat !== 'template' || !changed.some((name) => BEARING.includes(name))) return templates
  const read = context.readTemplates({
    given: given ?? asTyped(templates),
    wanted: wantedBy(integration),
    endpoint: { url: url ?? '', dataProfile, parameters },
  })
  checks.issues.push(...read.issues)
  return read.templates
}
