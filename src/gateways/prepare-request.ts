import { canExpress } from '../domain/state/wanted-events.js'
import type { BodySubject } from '../events/standard-body.js'
import { oncePer } from '../once-per.js'
import { spellingsOf } from '../secrets/secret-spellings.js'
import {
  type ClaimedEvent,
  type DeliveryLogger,
  NOT_IN_FORMAT,
  type Preparation,
  type PreparedRequest,
  type Verdict,
} from '../webhooks/delivery-contract.js'
import type { Endpoint, Gateway } from './gateway.js'
import { namesAccount } from './load-subjects.js'
import { addPersonalValues, type HiddenValues, maskSubject } from './personal-values.js'
import { UnsendableError } from './unsendable-error.js'

const HIDDEN = '***'
const hide = () => HIDDEN

/** An endpoint with `***` for each secret; the same object each time it is asked for one endpoint. */
export const maskEndpoint = oncePer(
  (endpoint: Endpoint): Endpoint => ({
    ...endpoint,
    parameters: endpoint.parameters.map((parameter) =>
      parameter.secret ? { ...parameter, value: HIDDEN } : parameter,
    ),
  }),
)

const secretsOf = oncePer(({ parameters }: Endpoint) => parameters.filter(({ secret }) => secret))

const hiddenValuesOf = (endpoint: Endpoint, subject: BodySubject | null): HiddenValues => {
  const hidden: HiddenValues = new Map()
  if (subject) addPersonalValues(hidden, subject)
  for (const { value } of secretsOf(endpoint)) hidden.set(value, hide)
  return hidden
}

const MAX_REMEMBERED = 1_000
const remembered = new Map<string, readonly string[]>()

// An endpoint is read anew for each claim, and its secrets are nearly always those of the claim before.
const spelled = (secret: string): readonly string[] => {
  const known = remembered.get(secret)
  if (known) return known
  if (remembered.size >= MAX_REMEMBERED) remembered.clear()
  const spellings = spellingsOf(secret)
  remembered.set(secret, spellings)
  return spellings
}

/** Of every secret that the platform knows, the longest first. */
const secretSpellingsOf = oncePer((endpoint: Endpoint): readonly string[] => {
  const secrets = [...secretsOf(endpoint).map(({ value }) => value), ...endpoint.signingSecrets]
  return secrets.flatMap(spelled).sort((a, b) => b.length - a.length)
})

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

class EventRequest implements PreparedRequest {
  readonly method: string
  readonly url: string
  readonly headers: Record<string, string>
  readonly body: string
  readonly maskedBody: string

  constructor(
    private readonly event: ClaimedEvent,
    private readonly parts: RequestParts,
  ) {
    const { endpoint, subject, gateway } = parts
    const request = gateway.buildRequest({ event, subject, endpoint })
    this.method = request.method
    this.url = request.url
    this.headers = request.headers
    this.body = request.body
    this.maskedBody = buildMasked(event, parts)
  }

  /** Asked for only when an answer came. */
  get hidden(): HiddenValues {
    return hiddenValuesOf(this.parts.endpoint, this.parts.subject)
  }

  get secretSpellings(): readonly string[] {
    return secretSpellingsOf(this.parts.endpoint)
  }

  get signingSecrets(): readonly string[] {
    return this.parts.endpoint.signingSecrets
  }

  /** Where the success rule takes 410 for success, nothing is refused and so nothing paused. */
  get pausesOnGone(): boolean {
    return this.parts.endpoint.payloadFormat === 'standard'
  }

  judge(answer: { status: number; body: string }): Verdict {
    const { gateway, endpoint } = this.parts
    return gateway.readAnswer(answer, { endpoint, event: this.event })
  }
}

/** The request of one event, or why there is none. One event's error must not keep others from being sent. */
export const prepareRequest = (event: ClaimedEvent, parts: RequestParts): Preparation => {
  // Chosen before the format changed; later won't be better.
  if (!canExpress(parts.endpoint.payloadFormat, event.type)) return { kind: 'unsendable', reason: NOT_IN_FORMAT }
  if (!parts.subject && namesAccount(event)) return { kind: 'unsendable', reason: 'subject' }
  try {
    return { kind: 'ready', request: new EventRequest(event, parts) }
  } catch (err) {
    if (err instanceof UnsendableError) return { kind: 'unsendable', reason: err.reason }
    parts.logger.error({ err, eventId: event.id, integrationId: event.integrationId }, 'delivery.build_failed')
    return { kind: 'unsendable', reason: 'request' }
  }
}
