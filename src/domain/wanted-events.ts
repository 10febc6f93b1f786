import type { Integration, PayloadFormat } from '../entities/integration.js'
import { EVENT_NAMES, EVENTS, type EventName } from '../events/catalogue.js'

/** What an integration can choose among; a ping is sent by a button and needs no choice. */
export const CHOOSABLE_EVENTS: readonly EventName[] = EVENT_NAMES.filter((name) => name !== 'integration.ping')

/** What every platform is told: without these two nothing would come about there, or end. */
export const REQUIRED_EVENTS: readonly EventName[] = ['content.subscription.created', 'content.subscription.removed']

/** One without the other would leave a customer blocked for ever, or unblock whom nobody blocked. */
export const BLOCKING_EVENTS: readonly EventName[] = ['content.subscription.suspended', 'content.subscription.resumed']

/** What a new integration wants. */
export const DEFAULT_EVENTS: readonly EventName[] = CHOOSABLE_EVENTS.filter(
  (name) => REQUIRED_EVENTS.includes(name) || BLOCKING_EVENTS.includes(name),
)

/** Whether the platform asked to be told of events of this type. */
export const wantsEvent = ({ eventTypes }: Pick<Integration, 'eventTypes'>, type: EventName): boolean =>
  REQUIRED_EVENTS.includes(type) || eventTypes.includes(type)

/** Whether a format can express events of this type. */
export const canExpress = (format: PayloadFormat, type: EventName): boolean =>
  format !== 'hubsoft' || EVENTS[type].tipo !== null
