import { hubsoftBody } from '../events/hubsoft-body.js'
import { type BodyInput, standardBody } from '../events/standard-body.js'
import type { Endpoint, Gateway, OpenParameter } from './gateway.js'
import { readPlatformAnswer } from './read-platform-answer.js'

const located = (parameters: readonly OpenParameter[], location: OpenParameter['location']) =>
  parameters.filter((parameter) => parameter.location === location)

// BR-03: each parameter exactly once, in its declared location.
const buildUrl = (url: string, parameters: readonly OpenParameter[]): string => {
  const filled = located(parameters, 'path').reduce(
    (text, { key, value }) => text.replaceAll(`{${key}}`, encodeURIComponent(value)),
    url,
  )
  const target = new URL(filled)
  for (const { key, value } of located(parameters, 'query')) target.searchParams.append(key, value)
  return target.href
}

const asRecord = (parameters: readonly OpenParameter[]): Record<string, string> =>
  Object.fromEntries(parameters.map(({ key, value }) => [key, value]))

const bodyOf = ({
  event,
  subject,
  endpoint,
}: { endpoint: Endpoint } & Omit<BodyInput, 'dataProfile' | 'parameters'>) => {
  const writeBody = endpoint.payloadFormat === 'hubsoft' ? hubsoftBody : standardBody
  const parameters = asRecord(located(endpoint.parameters, 'body'))
  return JSON.stringify(writeBody({ event, subject, dataProfile: endpoint.dataProfile, parameters }))
}

/** "Outros": any platform that can receive a webhook. One generic product, the body in the integration's format. */
export const outros: Gateway = {
  name: 'outros',
  label: 'Outros',
  listProducts: async ({ description }: Endpoint) => [
    { externalId: 'generico', code: 'GENERICO', name: description, generic: true },
  ],
  buildRequest: ({ event, subject, endpoint }) => ({
    method: endpoint.method,
    url: buildUrl(endpoint.url, endpoint.parameters),
    headers: { 'content-type': 'application/json', ...asRecord(located(endpoint.parameters, 'header')) },
    body: bodyOf({ event, subject, endpoint }),
  }),
  readAnswer: readPlatformAnswer,
}
