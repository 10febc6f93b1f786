import { canExpress } from '../domain/state/wanted-events.js'
import type { BodySubject } from '../events/standard-body.js'
import { spellingsOf } from '../secrets/secret-spellings.js'
import {
  type ClaimedEvent,
  type DeliveryLogger,
  NOT_IN_FORMAT,
  type Preparation,
} from '../webhooks/delivery-contract.js'
import type { Endpoint, Gateway } from './gateway.js'
import { namesAccount } from './load-subjects.js'
import { maskSubject, personalValuesOf } from './personal-values.js'
import { UnsendableError } from './unsendable-error.js'

const HIDDEN = '***'

/** An endpoint with `***` for each secret. */
export const maskEndpoint = (endpoint: Endpoint): Endpoint => ({
  ...endpoint,
  parameters: endpoint.parameters.map((parameter) => (parameter.secret ? { ...parameter, value: HIDDEN } : parameter)),
})

const secretsOf = ({ parameters }: Endpoint): [string, string][] =>
  parameters.filter(({ secret }) => secret).map(({ value }) => [value, HIDDEN])

const spellings = new WeakMap<Endpoint, readonly string[]>()

/** Of every secret that the platform knows; made once per endpoint, since each of many events asks. */
const secretSpellingsOf = (endpoint: Endpoint): readonly string[] => {
  const known = spellings.get(endpoint)
  if (known) return known
  const secrets = [...secretsOf(endpoint).map(([value]) => value), ...endpoint.signingSecrets]
  const made = secrets.flatMap(spellingsOf).sort((a, b) => b.length - a.length)
  spellings.set(endpoint, made)
  return made
}

export interface RequestParts {
  endpoint: Endpoint
  subject: BodySubject | null
  gateway: Gateway
  logger: DeliveryLogger
}

/** The body for the log; empty where it can be made of the true values only, as a template's may. */
const buildMasked = (event: ClaimedEvent, { endpoint, subject, gateway }: RequestParts): string => {
  const masked = { event, subject: subject && maskSubject(subject), endpoint: maskEndpoint(endpoint) }
  try {
    return gateway.buildRequest(masked).body
  } catch (error) {
    if (error instanceof UnsendableError) return ''
    throw error
  }
}

const build = (event: ClaimedEvent, parts: RequestParts): Preparation => {
  const { endpoint, subject, gateway } = parts
  const request = gateway.buildRequest({ event, subject, endpoint })
  return {
    kind: 'ready',
    request: {
      ...request,
      maskedBody: buildMasked(event, parts),
      hidden: new Map([...(subject ? personalValuesOf(subject) : []), ...secretsOf(endpoint)]),
      secretSpellings: secretSpellingsOf(endpoint),
      signingSecrets: endpoint.signingSecrets,
      judge: (answer) => gateway.readAnswer(answer, { endpoint, event }),
      // Where the success rule takes 410 for success, nothing is refused and so nothing paused.
      pausesOnGone: endpoint.payloadFormat === 'standard',
    },
  }
}

/** The request of one event, or why there is none. One event's error must not keep others from being sent. */
export const prepareRequest = (event: ClaimedEvent, parts: RequestParts): Preparation => {
  // Chosen before the format changed; later won't be better.
  if (!canExpress(parts.endpoint.payloadFormat, event.type)) return { kind: 'unsendable', reason: NOT_IN_FORMAT }
  if (!parts.subject && namesAccount(event)) return { kind: 'unsendable', reason: 'subject' }
  try {
    return build(event, parts)
  } catch (err) {
    if (err instanceof UnsendableError) return { kind: 'unsendable', reason: err.reason }
    parts.logger.error({ err, eventId: event.id, integrationId: event.integrationId }, 'delivery.build_failed')
    return { kind: 'unsendable', reason: 'request' }
  }
}
