import { standardBody } from '../events/standard-body.js'
import type { Gateway } from './gateway.js'
import { asRecord, buildUrl, located } from './place-parameters.js'
import { readPlatformAnswer } from './read-platform-answer.js'
import { buildTemplateRequest } from './template/build-template-request.js'

/** "Outros": any platform that can receive a webhook. One generic product, the standard body. */
export const outros: Gateway = {
  name: 'outros',
  listProducts: async ({ description }) => [
    { externalId: 'generico', code: 'GENERICO', name: description, generic: true },
  ],
  buildRequest: ({ event, subject, endpoint }) =>
    endpoint.payloadFormat === 'template'
      ? buildTemplateRequest({ event, subject, endpoint })
      : {
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
        },
  readAnswer: readPlatformAnswer,
}
