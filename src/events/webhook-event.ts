import type { z } from 'zod'
import type { EVENTS } from './catalogue.js'
import type { EventName } from './event-types.js'

/** `data` of an event's body in the standard format. */
export type EventBody<N extends EventName> = z.infer<(typeof EVENTS)[N]['body']>

/** An event as a receiver of the standard format gets it; `id` is the header `webhook-id`. */
export type WebhookEvent = {
  [N in EventName]: { id: string; type: N; timestamp: string; data: EventBody<N> }
}[EventName]
