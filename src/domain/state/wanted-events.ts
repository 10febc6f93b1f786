import type { Integration, PayloadFormat } from '../../entities/integration.js'
import type { FieldIssueCode } from '../../errors.js'
import { EVENT_NAMES, type EventName, tipoOf } from '../../events/event-types.js'

/** What an integration can choose among; a ping is sent by a button and needs no choice. */
export const CHOOSABLE_EVENTS: readonly EventName[] = EVENT_NAMES.filter((name) => name !== 'integration.ping')

/** What every platform is told: without these two nothing would come about there, or end. */
export const REQUIRED_EVENTS: readonly EventName[] = ['content.subscription.created', 'content.subscription.removed']

// One without the other would leave a customer blocked for ever, or unblock whom nobody blocked.
export const BLOCKING_EVENTS: readonly EventName[] = ['content.subscription.suspended', 'content.subscription.resumed']

/** Whether the platform asked to be told of events of this type. */
export const wantsEvent = ({ eventTypes }: Pick<Integration, 'eventTypes'>, type: EventName): boolean =>
  REQUIRED_EVENTS.includes(type) || eventTypes.includes(type)

/** Whether a format has a way to tell events of this type. */
export const canExpress = (format: PayloadFormat, type: string): boolean =>
  format !== 'hubsoft' || tipoOf(type) !== null

/** Events that can be chosen but have no name in the HubSoft-compatible format. */
export const NOT_IN_HUBSOFT: readonly EventName[] = CHOOSABLE_EVENTS.filter((name) => !canExpress('hubsoft', name))

/** Why a choice of events is refused; null for one that is fine. */
export const refuseEventTypes = (eventTypes: readonly string[], format: PayloadFormat): FieldIssueCode | null => {
  const choosable: readonly string[] = CHOOSABLE_EVENTS
  if (!eventTypes.every((type) => choosable.includes(type))) return 'invalidChoice'
  if (!REQUIRED_EVENTS.every((type) => eventTypes.includes(type))) return 'requiredEvents'
  const blocking = BLOCKING_EVENTS.filter((type) => eventTypes.includes(type)).length
  if (blocking !== 0 && blocking !== BLOCKING_EVENTS.length) return 'eventsOnlyTogether'
  return eventTypes.every((type) => canExpress(format, type)) ? null : 'eventNotInFormat'
}
