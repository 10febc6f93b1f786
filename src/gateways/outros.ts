import { hubsoftBody } from '../events/hubsoft-body.js'
import { type BodyInput, standardBody } from '../events/standard-body.js'
import type { Endpoint, Gateway } from './gateway.js'
import { asRecord, buildUrl, located } from './place-parameters.js'
import { readPlatformAnswer } from './read-platform-answer.js'
import { buildTemplateRequest } from './template/build-template-request.js'

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
  buildRequest: ({ event, subject, endpoint }) =>
    endpoint.payloadFormat === 'template'
      ? buildTemplateRequest({ event, subject, endpoint })
      : {
          method: endpoint.method,
          url: buildUrl(endpoint.url, endpoint.parameters),
          headers: { 'content-type': 'application/json', ...asRecord(located(endpoint.parameters, 'header')) },
          body: bodyOf({ event, subject, endpoint }),
        },
  readAnswer: readPlatformAnswer,
}
