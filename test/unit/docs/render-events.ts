import { EVENTS } from '../../../src/events/catalogue.js'
import { EVENT_NAMES, EVENT_TYPES, type EventName } from '../../../src/events/event-types.js'
import { hubsoftBody } from '../../../src/events/hubsoft-body.js'
import { eventJsonSchema } from '../../../src/events/json-schema.js'
import { sampleEvent, sampleInput } from '../../../src/events/samples.js'

interface Schema {
  type?: string | string[]
  const?: unknown
  enum?: unknown[]
  format?: string
  anyOf?: Schema[]
  items?: Schema
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: unknown
  description?: string
}

const typeOf = (schema: Schema): string => {
  if (schema.anyOf) return schema.anyOf.map(typeOf).join(' or ')
  if (schema.const !== undefined) return `\`${JSON.stringify(schema.const)}\``
  if (schema.enum) return schema.enum.map((value) => `\`${value}\``).join(', ')
  if (schema.items) return `list of ${typeOf(schema.items)}`
  const types = [schema.type ?? 'anything'].flat().join(' or ')
  return schema.format ? `${types} (${schema.format})` : types
}

interface FieldRow {
  path: string
  type: string
  description: string
}

const fieldsOf = (schema: Schema, at = ''): FieldRow[] =>
  Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const path = at ? `${at}.${name}` : name
    const isOptional = !schema.required?.includes(name)
    const row = { path, type: typeOf(field) + (isOptional ? ', optional' : ''), description: field.description ?? '' }
    return field.properties ? [...(field.description ? [row] : []), ...fieldsOf(field, path)] : [row]
  })

const json = (value: unknown): string => `\`\`\`json\n${JSON.stringify(value, null, 2)}\n\`\`\``

const bodyOf = (type: EventName) => {
  const { id: _, ...body } = sampleEvent(type)
  return body
}

const fieldTable = (fields: readonly FieldRow[]): string =>
  [
    '| Field | Type | |',
    '|---|---|---|',
    ...fields.map((row) => `| \`${row.path}\` | ${row.type} | ${row.description} |`),
  ].join('\n')

const fieldsOfEvent = (type: EventName): FieldRow[] => fieldsOf(eventJsonSchema(type) as Schema)

const common = fieldsOfEvent('content.subscription.snapshot')
const isKnown = (row: FieldRow) => common.some(({ path, type }) => path === row.path && type === row.type)

const eventPart = (type: EventName): string => {
  const { when } = EVENTS[type]
  const { stateful, tipo } = EVENT_TYPES[type]
  const isSubscription = type.startsWith('content.subscription.')
  const fields = fieldsOfEvent(type).filter((row) => row.path !== 'type' && !(isSubscription && isKnown(row)))
  return [
    `### \`${type}\``,
    `${when} ${stateful ? 'Stateful.' : 'Informative.'} ${tipo ? `\`tipo\`: \`${tipo}\`.` : 'Not in the format hubsoft.'}`,
    ...(fields.length > 0
      ? [isSubscription ? `Beside the common fields:\n\n${fieldTable(fields)}` : fieldTable(fields)]
      : []),
    json(bodyOf(type)),
  ].join('\n\n')
}

const overview = [
  '| Event | When | Kind | `tipo` |',
  '|---|---|---|---|',
  ...EVENT_NAMES.map((type) => {
    const { when } = EVENTS[type]
    const { stateful, tipo } = EVENT_TYPES[type]
    return `| \`${type}\` | ${when} | ${stateful ? 'stateful' : 'informative'} | ${tipo ? `\`${tipo}\`` : '—'} |`
  }),
].join('\n')

const hubsoft = (type: EventName, parameters: Record<string, string> = {}) =>
  json(hubsoftBody({ ...sampleInput(type), dataProfile: 'full', parameters }))

/** The page `docs/events.md`, made of the catalogue. */
export const renderEvents = (): string => `# Events

<!-- Made from src/events/catalogue.ts by \`npm run docs\`; a test fails while it is not up to date. -->

What a platform is told, and how it reads on the wire. How it is delivered, signed and retried: [delivery.md](delivery.md).

An integration chooses its events; creation and removal are always sent, suspension and resumption only together. A
**stateful** event holds the later ones of its user back until it is delivered or skipped by a person. An **informative**
one, once its attempts are used up, is marked failed and lets the others go on.

An event holds ids and states. Its body is made anew for each attempt, from the customer and the integration as they are
then: an address that was corrected meanwhile is in the next attempt.

${overview}

TypeScript: \`WebhookEvent\` of \`adminjs-content-platforms/receiver\` is the union of all of them, told apart by \`type\`.
JSON Schema (draft 2020-12): \`eventJsonSchema(type)\` of \`adminjs-content-platforms\`. Ignore fields and types that you don't
know: later versions may add some.

## Standard format

\`{ type, timestamp, data }\` after [Standard Webhooks](https://www.standardwebhooks.com), the event's id in the header
\`webhook-id\`. All events about a subscription have these fields:

${fieldTable(common.filter(({ path }) => path !== 'type'))}

\`customer\` holds only what the integration's data profile allows: \`minimal\` its id alone; \`contact\` also code, name, e-mail
and phone; \`full\` also kind of person, document and external id. Changed fields that the profile lacks are not named either.

${EVENT_NAMES.map(eventPart).join('\n\n')}

## Format \`hubsoft\`

**Reconstructed**: made from what public receivers of HubSoft's content platforms read, not from a document of HubSoft.
Agree the fields with the platform and use *Homologar* before the first customer. Parameters located in the body stand at
the top level, beside these fields, and can't have their names. \`valor\` is in reais, as the customer pays it. Of
\`cliente\`, the data profile \`minimal\` leaves \`id_cliente\` alone, and \`cpf_cnpj\` is in \`full\` only. There is no \`sequence\`:
such a receiver relies on the order of delivery.

${hubsoft('content.subscription.created', { token: 'a parameter' })}

\`status\` is \`aguardando_cadastro\`, \`aguardando_suspensao\`, \`aguardando_habilitacao\` or \`aguardando_exclusao\`; of a \`troca\`,
what the package is to be with the new product. \`alteracao\` and \`senha\` are about the customer and no package:

${hubsoft('content.account.updated')}

## The answer

Success is a status of 2xx **and** the integration's success rule:

- \`http_2xx\`: nothing more.
- \`http_2xx_and_body_success\` (default): \`success\` in the JSON body, where present, is not \`false\`.
- \`body_value\`: the value at a path such as \`result.status\` equals an expected one. Compared as text and exactly: an expected
  \`1\` is met by \`1\` and \`"1"\`, \`true\` by \`true\` and \`"true"\`; never by \`"True"\`, \`null\`, a list or an object.

Beyond that, an integration can count further statuses as success for one type of event, whatever the body: 404 or 410 on
a removal (it is gone already), 409 on a creation (it exists). Not 408, 425, 429, 502, 503 and 504, which ask to try again.
410 to a standard webhook deactivates the integration, unless it counts as success.

From the JSON of an accepted answer these are kept: \`user_id\` or \`id_externo\` and \`login\` of the user, \`subscription_id\` or
\`id_assinatura\` of the subscription; later bodies carry them. A password is never stored, nor shown in the log. Of a refusal
\`message\`, \`mensagem\`, \`error\` or \`erro\` is shown to people.
`
