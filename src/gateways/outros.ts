import { standardBody } from '../events/standard-body.js'
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

/** "Outros": any platform that can receive a webhook. One generic product, the standard body. */
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
    body: JSON.stringify(
      standardBody({
        event,
        subject,
        dataProfile: endpoint.dataProfile,
        parameters: asRecord(located(endpoint.parameters, 'body')),
      }),
    ),
  }),
  readAnswer: readPlatformAnswer,
}
