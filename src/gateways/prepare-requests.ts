import type { DataSource } from 'typeorm'
import { canExpress } from '../domain/wanted-events.js'
import type { BodySubject } from '../events/standard-body.js'
import type { SecretBox } from '../secrets/secret-box.js'
import {
  type ClaimedEvent,
  type DeliveryLogger,
  NOT_IN_FORMAT,
  type Preparation,
  type PrepareRequests,
} from '../webhooks/delivery-contract.js'
import type { Endpoint, Gateway } from './gateway.js'
import { loadEndpoints } from './load-endpoints.js'
import { loadSubjects, namesAccount } from './load-subjects.js'
import { maskSubject, personalValuesOf } from './personal-values.js'
import { UnsendableError } from './unsendable-error.js'

interface PrepareParts {
  dataSource: DataSource
  secretBox: SecretBox
  gateways: ReadonlyMap<string, Gateway>
  logger: DeliveryLogger
}

const HIDDEN = '***'

const maskEndpoint = (endpoint: Endpoint): Endpoint => ({
  ...endpoint,
  parameters: endpoint.parameters.map((parameter) => (parameter.secret ? { ...parameter, value: HIDDEN } : parameter)),
})

const secretsOf = ({ parameters }: Endpoint): [string, string][] =>
  parameters.filter(({ secret }) => secret).map(({ value }) => [value, HIDDEN])

interface Parts {
  endpoint: Endpoint
  subject: BodySubject | null
  gateway: Gateway
}

/** The body for the log; empty where it can be made of the true values only, as a template's may. */
const buildMasked = (event: ClaimedEvent, { endpoint, subject, gateway }: Parts): string => {
  const masked = { event, subject: subject && maskSubject(subject), endpoint: maskEndpoint(endpoint) }
  try {
    return gateway.buildRequest(masked).body
  } catch (error) {
    if (error instanceof UnsendableError) return ''
    throw error
  }
}

const prepare = (event: ClaimedEvent, { endpoint, subject, gateway }: Parts): Preparation => {
  const request = gateway.buildRequest({ event, subject, endpoint })
  const masked = buildMasked(event, { endpoint, subject, gateway })
  return {
    kind: 'ready',
    request: {
      ...request,
      maskedBody: masked,
      hidden: new Map([...(subject ? personalValuesOf(subject) : []), ...secretsOf(endpoint)]),
      signingSecrets: endpoint.signingSecrets,
      judge: (answer) => gateway.readAnswer(answer, { endpoint, event }),
      // Where the success rule takes 410 for success, nothing is refused and so nothing paused.
      pausesOnGone: endpoint.payloadFormat === 'standard',
    },
  }
}

/** Renders the requests of claimed events: two statements for all of them, bodies as of now. */
export const createPrepareRequests =
  (parts: PrepareParts): PrepareRequests =>
  async (events) => {
    const { dataSource, gateways } = parts
    const integrationIds = [...new Set(events.map((event) => event.integrationId))]
    const [endpoints, subjects] = await Promise.all([
      loadEndpoints(dataSource, { integrationIds, ...parts }),
      loadSubjects(dataSource, events),
    ])
    const prepareOne = (event: ClaimedEvent): Preparation => {
      const endpoint = endpoints.get(event.integrationId)
      const gateway = endpoint && gateways.get(endpoint.gateway)
      const subject = subjects.get(event.id) ?? null
      if (!endpoint || !gateway) return { kind: 'unsendable', reason: 'endpoint' }
      // Chosen before the format changed; later won't be better.
      if (!canExpress(endpoint.payloadFormat, event.type)) return { kind: 'unsendable', reason: NOT_IN_FORMAT }
      if (!subject && namesAccount(event)) return { kind: 'unsendable', reason: 'subject' }
      try {
        return prepare(event, { endpoint, subject, gateway })
      } catch (err) {
        if (err instanceof UnsendableError) return { kind: 'unsendable', reason: err.reason }
        // One event's error must not keep the others from being sent.
        parts.logger.error({ err, eventId: event.id, integrationId: event.integrationId }, 'delivery.build_failed')
        return { kind: 'unsendable', reason: 'request' }
      }
    }
    return new Map(events.map((event) => [event.id, prepareOne(event)]))
  }
