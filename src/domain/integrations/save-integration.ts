import type { EntityManager } from 'typeorm'
import { DEFAULT_EVENT_TYPES, HTTP_METHODS, Integration } from '../../entities/integration.js'
import { refuseIssues } from '../../errors.js'
import { readNow } from '../clock.js'
import type { DomainContext } from '../context.js'
import { createFieldChecks } from '../field-checks.js'
import { loadForUpdate, type SaveInput } from '../load-record.js'
import { recordAudit } from '../record-audit.js'
import { checkDeliverySettings, normalizeDeliverySettings } from './delivery-settings.js'
import { type ExtraStatusesInput, readExtraStatuses } from './extra-statuses.js'
import { checkParameters, type ParameterInput, replaceParameters, storedParameters } from './integration-parameters.js'
import { checkTemplates } from './integration-templates.js'
import { insertSigningSecret } from './signing-secrets.js'

export type IntegrationInput = Pick<
  Integration,
  | 'gateway'
  | 'description'
  | 'url'
  | 'method'
  | 'singlePackage'
  | 'sendSuspendResume'
  | 'suspendOnPartial'
  | 'successRule'
  | 'dataProfile'
  | 'payloadFormat'
  | 'eventTypes'
  | 'successPath'
  | 'successValue'
  | 'expiringDays'
  | 'maxInFlight'
  | 'rateLimitPerMinute'
  | 'active'
> & {
  parameters: readonly ParameterInput[]
  extraStatuses: readonly ExtraStatusesInput[]
  /** By event type, as typed: a body may be JSON text. */
  templates: unknown
}

const PLACEHOLDER = /\{[^{}/]*\}/g

// A parameter never chooses whom we call.
const hasVariableOrigin = (url: string): boolean =>
  new URL(url.replace(PLACEHOLDER, 'x')).origin !== new URL(url.replace(PLACEHOLDER, 'y')).origin

const checkIntegration = (record: Integration, context: DomainContext) => {
  const checks = createFieldChecks()
  checks.choice('gateway', record.gateway, context.gatewayNames)
  checks.text('description', record.description, 120)
  if (context.gatewayNeedsUrl(record.gateway)) checks.text('url', record.url, 2000)
  else checks.optionalText('url', record.url, 2000)
  if (record.url?.trim()) {
    const refusal = context.checkUrl(record.url.replace(PLACEHOLDER, 'x'))
    if (refusal) checks.refuse('url', refusal)
    else if (hasVariableOrigin(record.url)) checks.refuse('url', 'invalidUrl')
  }
  checks.choice('method', record.method, HTTP_METHODS)
  checkDeliverySettings(record, checks)
  return checks
}

const pickKeys = (record: object, keys: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(Object.entries(record).filter(([key]) => keys.includes(key)))

/** What the audit keeps of parameters: their names and places, and that a value is another one; never a value. */
const parameterNames = (
  parameters: readonly ParameterInput[],
  kept: readonly ParameterInput[] = parameters,
): Record<string, unknown>[] =>
  parameters.map(({ id, key, location, secret, value }) => {
    const earlier = kept.find((parameter) => parameter.id !== undefined && parameter.id === id)
    // A secret is stored sealed and posted only to be replaced.
    const valueChanged = earlier !== undefined && (secret && earlier.secret ? value !== '' : value !== earlier.value)
    return { key: key.trim(), location, secret, ...(valueChanged ? { valueChanged } : {}) }
  })

/**
 * Creates or changes an integration and its parameters (BR-01 to BR-05). A new one gets a signing secret at once, so
 * that nothing is ever sent unsigned.
 */
export const saveIntegration = async (
  tx: EntityManager,
  { id, version, values, actor }: SaveInput<IntegrationInput>,
  context: DomainContext,
): Promise<{ id: number }> => {
  const repository = tx.getRepository(Integration)
  const existing = id === undefined ? null : await loadForUpdate(tx, Integration, { id, version })
  const before = existing && { ...existing }
  const { parameters, extraStatuses, templates, ...columns } = values
  const defaults = {
    gateway: 'outros',
    method: 'POST',
    successRule: 'http_2xx_and_body_success',
    dataProfile: 'contact',
    payloadFormat: 'standard',
    eventTypes: [...DEFAULT_EVENT_TYPES],
    extraStatuses: {},
  }
  const record = repository.merge(existing ?? repository.create(defaults as Partial<Integration>), columns)
  if (!context.gatewayNeedsUrl(record.gateway)) record.url ??= ''

  normalizeDeliverySettings(record)

  const checks = checkIntegration(record, context)
  if (extraStatuses) record.extraStatuses = readExtraStatuses(extraStatuses, checks)
  // Also where only the address changes: it names parameters.
  const kept = existing ? await storedParameters(tx, existing.id) : []
  const keptNames = parameterNames(kept)
  const standing = parameters ?? kept
  await checkParameters(tx, { integrationId: id, integration: record, parameters: standing, checks, context })
  record.templates = checkTemplates(record, {
    given: templates,
    changed: Object.keys(values),
    parameters: standing,
    checks,
    context,
  })
  refuseIssues(checks.issues)

  record.updatedAt = await readNow(tx) // so that the version rises even where only the parameters changed
  const saved = await repository.save(record)
  if (parameters) await replaceParameters(tx, { integrationId: saved.id, parameters, context })
  if (!existing) await insertSigningSecret(tx, { integrationId: saved.id, context })
  await recordAudit(tx, {
    actor,
    action: existing ? 'integration.changed' : 'integration.created',
    resource: 'integration',
    recordId: saved.id,
    before: before && {
      ...pickKeys(before, Object.keys(values)),
      ...(parameters ? { parameters: keptNames } : {}),
    },
    after: {
      ...pickKeys(saved, Object.keys(columns)),
      ...(extraStatuses ? { extraStatuses: record.extraStatuses } : {}),
      ...(templates === undefined ? {} : { templates: record.templates }),
      ...(parameters ? { parameters: parameterNames(parameters, kept) } : {}),
    },
  })
  return { id: saved.id }
}
