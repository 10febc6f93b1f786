import { hubsoftBody } from '../events/hubsoft-body.js'
import { type BodyInput, standardBody } from '../events/standard-body.js'
import { oncePer } from '../once-per.js'
import type { Endpoint, Gateway } from './gateway.js'
import { asRecord, buildUrl, located } from './place-parameters.js'
import { readPlatformAnswer } from './read-platform-answer.js'
import { buildTemplateRequest } from './template/build-template-request.js'

// The same for all events of an endpoint, so made once for each claim.
const headOf = oncePer(({ method, url, parameters }: Endpoint) => ({
  method,
  url: buildUrl(url, parameters),
  headers: { 'content-type': 'application/json', ...asRecord(located(parameters, 'header')) },
}))

const bodyParametersOf = oncePer(({ parameters }: Endpoint) => asRecord(located(parameters, 'body')))

const bodyOf = ({
  event,
  subject,
  endpoint,
}: { endpoint: Endpoint } & Omit<BodyInput, 'dataProfile' | 'parameters'>) => {
  const writeBody = endpoint.payloadFormat === 'hubsoft' ? hubsoftBody : standardBody
  const parameters = bodyParametersOf(endpoint)
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
      : { ...headOf(endpoint), body: bodyOf({ event, subject, endpoint }) },
  readAnswer: readPlatformAnswer,
}
