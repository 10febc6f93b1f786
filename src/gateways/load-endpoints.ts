import type { Database } from '../database/database.js'
import { createStatement } from '../database/statement.js'
import { parameterPlace, signingSecretPlace } from '../domain/integrations/secret-places.js'
import type { SecretBox } from '../secrets/secret-box.js'
import type { DeliveryLogger } from '../webhooks/delivery-contract.js'
import type { Endpoint } from './gateway.js'

interface EndpointColumns extends Omit<Endpoint, 'parameters' | 'signingSecrets'> {
  parameters: {
    id: string
    key: string
    value: string
    secret: boolean
    location: Endpoint['parameters'][0]['location']
  }[]
  secrets: { id: string; ciphertext: string }[]
}

const openEndpoint = ({ parameters, secrets, ...integration }: EndpointColumns, secretBox: SecretBox): Endpoint => ({
  ...integration,
  parameters: parameters.map(({ id, ...parameter }) => ({
    ...parameter,
    value: parameter.secret ? secretBox.open(parameter.value, parameterPlace(id)) : parameter.value,
  })),
  signingSecrets: secrets.map(({ id, ciphertext }) => secretBox.open(ciphertext, signingSecretPlace(id))),
})

const ENDPOINTS = createStatement<EndpointColumns>(`
    select i.id, i.gateway, i.description, i.url, i.method, i.success_rule as "successRule", i.success_path as "successPath",
       i.success_value as "successValue", i.extra_statuses as "extraStatuses", i.data_profile as "dataProfile",
       i.payload_format as "payloadFormat", i.templates,
       coalesce((select json_agg(json_build_object('id', p.id, 'key', p.key, 'value', p.value, 'secret', p.secret,
           'location', p.location) order by p.position)
         from content_platforms.integration_parameter p where p.integration_id = i.id), '[]') as parameters,
       coalesce((select json_agg(json_build_object('id', s.id, 'ciphertext', s.ciphertext) order by s.created_at desc)
         from content_platforms.signing_secret s
         where s.integration_id = i.id and (s.expires_at is null or s.expires_at > clock_timestamp())), '[]') as secrets
     from content_platforms.integration i where i.id = any($1)`)

/**
 * Reads integrations with their parameters and current signing secrets, decrypted, in one statement. One whose secrets
 * can't be opened is left out and logged: the others' events must not wait for it.
 */
export const loadEndpoints = async (
  dataSource: Database,
  {
    integrationIds,
    secretBox,
    logger,
  }: { integrationIds: readonly number[]; secretBox: SecretBox; logger: DeliveryLogger },
): Promise<ReadonlyMap<number, Endpoint>> => {
  const rows = await ENDPOINTS.run(dataSource, [integrationIds])
  const endpoints = new Map<number, Endpoint>()
  for (const row of rows) {
    try {
      endpoints.set(row.id, openEndpoint(row, secretBox))
    } catch (err) {
      logger.error({ err, integrationId: row.id }, 'endpoint.secrets_unreadable')
    }
  }
  return endpoints
}
