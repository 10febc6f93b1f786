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
    labels: { breaker: { closed: 'Normal', open: 'Interrupted', half_open: 'Being tried' } },
  },
}
