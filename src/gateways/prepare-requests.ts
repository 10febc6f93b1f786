import type { DataSource } from 'typeorm'
import { maskDocument, maskEmail, maskPhone } from '../domain/mask.js'
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

interface PrepareParts {
  dataSource: DataSource
  secretBox: SecretBox
  gateways: ReadonlyMap<string, Gateway>
  logger: DeliveryLogger
}

const HIDDEN = '***'

const maskSubject = (subject: BodySubject): BodySubject => ({
  ...subject,
  customer: {
    ...subject.customer,
    name: `${subject.customer.name.slice(0, 1)}***`,
    email: subject.customer.email && maskEmail(subject.customer.email),
    phone: subject.customer.phone && maskPhone(subject.customer.phone),
    document: subject.customer.document && maskDocument(subject.customer.document),
  },
})

const maskEndpoint = (endpoint: Endpoint): Endpoint => ({
  ...endpoint,
  parameters: endpoint.parameters.map((parameter) => (parameter.secret ? { ...parameter, value: HIDDEN } : parameter)),
})

const prepare = (
  event: ClaimedEvent,
  { endpoint, subject, gateway }: { endpoint: Endpoint; subject: BodySubject | null; gateway: Gateway },
): Preparation => {
  const request = gateway.buildRequest({ event, subject, endpoint })
  const masked = gateway.buildRequest({
    event,
    subject: subject && maskSubject(subject),
    endpoint: maskEndpoint(endpoint),
  })
  return {
    kind: 'ready',
    request: {
      ...request,
      maskedBody: masked.body,
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
        // One event's error must not keep the others from being sent.
        parts.logger.error({ err, eventId: event.id, integrationId: event.integrationId }, 'delivery.build_failed')
        return { kind: 'unsendable', reason: 'request' }
      }
    }
    return new Map(events.map((event) => [event.id, prepareOne(event)]))
  }
