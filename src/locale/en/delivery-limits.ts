import type { PanelWords } from '../words.js'

/** Names of what limits the sending to a platform. */
export const limitNames = {
  maxInFlight: 'Requests at the same time',
  rateLimitPerMinute: 'Requests per minute',
}

export const limitHints = {
  maxInFlight:
    'From 1 to 10,000. Empty: the system’s own cap. Set it if the platform asks for few calls at a time; with a smaller number a long queue takes longer to drain.',
  rateLimitPerMinute:
    'From 1 to 600,000. Empty: no limit per minute. Set it if the platform names a limit: what is above it waits its turn, nothing is lost.',
}

/** Sentences of the screens that say how delivery to a platform stands. */
export const deliveryWords = {
  deliveryNormal: 'Delivery is normal',
  deliveryInterrupted: 'Delivery has been interrupted since {{since}} because {{cause}}',
  deliveryNextTry:
    'Next try at {{at}}, with a single event. If the platform accepts it, delivery resumes by itself. Until then events wait, in order, and nothing is lost.',
  deliveryNextTrySoon:
    'The next try is in a moment, with a single event. If the platform accepts it, delivery resumes by itself. Until then events wait, in order, and nothing is lost.',
  deliveryNextTryOpen:
    'The next try is with the next event to send; none waits now. If the platform accepts it, delivery resumes by itself.',
  deliveryTesting: 'Trying whether the platform is back',
  deliveryTestingText:
    'Delivery has been interrupted since {{since}} because {{cause}}. One event was sent just now; if the platform accepts it, delivery resumes by itself.',
  deliveryRamping: 'Resuming little by little',
  deliveryRampingText:
    'Delivery is back. The number of requests at the same time grows little by little, so as not to overload the platform.',
  deliveryStopped: 'Delivery interrupted by {{by}} since {{since}}',
  deliveryStoppedText:
    'Nothing is sent to this platform until an administrator resumes delivery. Events wait, in order, and nothing is lost.',
  deliverySomebody: 'an administrator',
  deliveryStatus: 'the platform answered with an error (HTTP {{status}})',
  dayTitle: 'Requests by hour, in the last 24 hours',
  dayAccepted: 'Accepted',
  dayFailed: 'Not accepted',
  dayEmpty: 'Nothing was sent to this platform in the last 24 hours.',
  dayHour: 'requests: {{attempts}}, accepted: {{share}}',
  dayFigures: 'See as figures',
  dayHourHead: 'Hour',
  dayAttempts: 'Requests',
  dayShare: 'Accepted',
  dayAverage: 'Average answer',
  daySlowest: 'Slowest answer',
  isHeld: 'Waiting: delivery to {{platform}} is interrupted',
  redeliverHeldText:
    'The same event goes out as soon as delivery to the platform is resumed, with the data that customer and platform have then. If it fails, the retries begin anew.',
  heldShort: 'Will be sent once delivery to the platform is resumed.',
  interruptDeliveryTitle: 'Interrupt delivery to {{platform}}?',
  interruptDeliveryConsequence: 'Nothing more is sent to this platform, neither suspensions nor removals.',
  interruptDeliveryText:
    'Events go on being recorded and wait, in order. They go out again only once an administrator chooses Resume delivery. A request that has begun still ends.',
  interruptDeliveryButton: 'Interrupt delivery',
  resumeDeliveryTitle: 'Resume delivery to {{platform}}?',
  resumeDeliveryConsequence: 'The events that wait go out from now on, little by little.',
  resumeDeliveryText:
    'Past failures are forgotten. If the platform goes on failing, delivery is interrupted again by itself.',
  resumeDeliveryButton: 'Resume delivery',
} as const

const REFUSED_ACCESS = 'the platform refused access'

/** Why delivery was interrupted, within a sentence. */
export const cause = {
  timeout: 'the platform did not answer in time',
  dns: 'the platform’s address was not found',
  tls: 'the platform’s security certificate is invalid',
  connection: 'the platform could not be reached',
  oversize: 'the platform’s answer was too large',
  address: 'the platform’s address is not allowed',
  http_401: `${REFUSED_ACCESS} (HTTP 401)`,
  http_403: `${REFUSED_ACCESS} (HTTP 403)`,
  http_407: `${REFUSED_ACCESS} (HTTP 407)`,
  http_408: 'the platform did not answer in time (HTTP 408)',
  http_429: 'the platform asked for fewer events (HTTP 429)',
  http_500: 'the platform answered with an error (HTTP 500)',
  http_502: 'the platform answered with an error (HTTP 502)',
  http_503: 'the platform answered that it is unavailable (HTTP 503)',
  http_504: 'the platform answered with an error (HTTP 504)',
  unknown: 'many requests failed',
}

/** As a badge in a list. */
export const deliveryStates = {
  normal: 'Normal',
  interrupted: 'Interrupted',
  testing: 'Being tried',
  ramping: 'Resuming',
  stopped: 'Stopped by hand',
}

export const deliveryMessages = {
  deliveryInterrupted: 'Delivery interrupted. Events wait until it is resumed.',
  deliveryResumed: 'Delivery resumed, little by little.',
}

export const deliveryActions = { interruptDelivery: 'Interrupt delivery', resumeDelivery: 'Resume delivery' }

export const breakerAuditActions = {
  'integration.breaker_opened': 'Delivery interrupted',
  'integration.breaker_closed': 'Delivery resumed',
}

export const breakerErrors = {
  BREAKER_ALREADY_FORCED:
    'Delivery to this platform was already interrupted by {{by}}. Reload the page; to have it back, use Actions › Resume delivery.',
  BREAKER_ALREADY_CLOSED: 'Delivery to this platform is normal already: there is nothing to resume. Reload the page.',
}

export const breaker = { closed: 'Normal', open: 'Interrupted', half_open: 'Being tried' }

export const deliveryGate: Pick<PanelWords['resources'], 'DeliveryGate'> = {
  DeliveryGate: {
    plural: 'Delivery to platforms',
    singular: 'Delivery to a platform',
    empty: 'No delivery has been interrupted so far.',
    properties: {
      integrationId: 'Content platform',
      breaker: 'Delivery',
      openedAt: 'Interrupted since',
      openings: 'Interruptions in a row',
      probeAt: 'Next try',
      rampFrom: 'Resumed at',
      cause: 'Cause',
      forcedBy: 'Interrupted by',
      nextSendAt: 'Next request',
    },
    labels: { cause, breaker },
  },
}
