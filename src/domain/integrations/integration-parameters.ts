import type { EntityManager } from 'typeorm'
import type { Integration } from '../../entities/integration.js'
import {
  IntegrationParameter,
  PARAMETER_LOCATIONS,
  type ParameterLocation,
} from '../../entities/integration-parameter.js'
import { isHubsoftField } from '../../events/hubsoft-body.js'
import type { DomainContext } from '../context.js'
import type { FieldChecks } from '../field-checks.js'
import { parameterPlace } from './secret-places.js'

export interface ParameterInput {
  /** Of a parameter that is kept; left out for a new one. */
  id?: string
  key: string
  /** Left blank for a secret that is kept: its value is never shown, so it can't be posted back. */
  value: string
  secret: boolean
  location: ParameterLocation
}

const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/
const HEADER_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/
const MAX_PARAMETERS = 50

/** The parameters of an integration in their order, secret values sealed. */
const loadParameters = (tx: EntityManager, integrationId: number): Promise<IntegrationParameter[]> =>
  tx.getRepository(IntegrationParameter).find({ where: { integrationId }, order: { position: 'ASC' } })

// BR-02: a header's name is the same in any case; elsewhere case counts.
const identity = ({ location, key }: ParameterInput): string =>
  `${location}:${location === 'header' ? key.trim().toLowerCase() : key.trim()}`

const checkHeader = (
  path: string,
  { key, value }: ParameterInput,
  checks: FieldChecks,
  context: DomainContext,
): void => {
  if (!HEADER_NAME.test(key.trim())) checks.refuse(`${path}.key`, 'invalidParameterName')
  else if (context.isReservedHeader(key.trim())) checks.refuse(`${path}.key`, 'reservedHeader')
  if (!HEADER_VALUE.test(value ?? '')) checks.refuse(`${path}.value`, 'invalidHeaderValue')
}

/** What a form that leaves the parameters as they are would post of them. */
export const storedParameters = async (tx: EntityManager, integrationId: number): Promise<ParameterInput[]> =>
  (await loadParameters(tx, integrationId)).map(({ id, key, value, secret, location }) => ({
    id,
    key,
    value: secret ? '' : value,
    secret,
    location,
  }))

/** Refuses parameters field by field (`parameters.2.key`): names, duplicates, placeholders, secrets without a value. */
export const checkParameters = async (
  tx: EntityManager,
  input: {
    integrationId: number | undefined
    integration: Pick<Integration, 'url' | 'payloadFormat'>
    parameters: readonly ParameterInput[]
    checks: FieldChecks
    context: DomainContext
  },
): Promise<void> => {
  const { integrationId, integration, parameters, checks, context } = input
  const keptSecrets = new Set(
    (integrationId === undefined ? [] : await loadParameters(tx, integrationId))
      .filter((p) => p.secret)
      .map((p) => p.id),
  )
  const seen = new Set<string>()
  if (parameters.length > MAX_PARAMETERS) checks.refuse('parameters', 'outOfRange', { min: 0, max: MAX_PARAMETERS })
  for (const [index, parameter] of parameters.entries()) {
    const path = `parameters.${index}`
    checks.text(`${path}.key`, parameter.key, 200)
    checks.choice(`${path}.location`, parameter.location, PARAMETER_LOCATIONS)
    checks.optionalText(`${path}.value`, parameter.value, 4000)
    if (!parameter.key?.trim()) continue
    if (seen.has(identity(parameter))) checks.refuse(`${path}.key`, 'duplicateParameter')
    seen.add(identity(parameter))
    if (parameter.location === 'header') checkHeader(path, parameter, checks, context)
    if (
      integration.payloadFormat === 'hubsoft' &&
      parameter.location === 'body' &&
      isHubsoftField(parameter.key.trim())
    )
      checks.refuse(`${path}.key`, 'reservedBodyField')
    if (parameter.location === 'path' && !integration.url?.includes(`{${parameter.key.trim()}}`)) {
      checks.refuse(`${path}.key`, 'pathParameterMissing', { placeholder: `{${parameter.key.trim()}}` })
    }
    // A segment of dots would climb out of the path that was agreed on.
    if (parameter.location === 'path' && /^\.{1,2}$/.test(parameter.value ?? '')) {
      checks.refuse(`${path}.value`, 'invalidValue')
    }
    const keepsSecret = parameter.id !== undefined && keptSecrets.delete(parameter.id) // one row keeps it, not two
    if (parameter.secret && !parameter.value && !keepsSecret) checks.refuse(`${path}.value`, 'secretRequired')
  }
  const unknown = [...(integration.url?.matchAll(/\{([^{}/]*)\}/g) ?? [])].find(([, key]) => !seen.has(`path:${key}`))
  if (unknown) checks.refuse('url', 'pathParameterUnknown', { placeholder: unknown[0] })
}

/** Makes the stored parameters those given, in their order; a secret left blank keeps its value (BR-04). */
export const replaceParameters = async (
  tx: EntityManager,
  input: { integrationId: number; parameters: readonly ParameterInput[]; context: DomainContext },
): Promise<void> => {
  const { integrationId, parameters, context } = input
  const existing = new Map((await loadParameters(tx, integrationId)).map((parameter) => [parameter.id, parameter]))
  const rows = parameters.map((parameter, position) => {
    const given = parameter.value ?? ''
    const kept = parameter.id === undefined ? undefined : existing.get(parameter.id)
    if (kept) existing.delete(kept.id)
    const id = kept?.id ?? context.createId()
    const sealed = () => (kept?.secret && !given ? kept.value : context.secretBox.seal(given, parameterPlace(id)))
    const value = parameter.secret ? sealed() : given
    return {
      id,
      integrationId,
      position,
      key: parameter.key.trim(),
      value,
      secret: parameter.secret,
      location: parameter.location,
    }
  })
  const repository = tx.getRepository(IntegrationParameter)
  // Removed first and inserted anew: two parameters may swap names, and each step would break the unique index.
  await repository.delete({ integrationId })
  if (rows.length > 0) await repository.insert(rows)
}
