/** What the screens of events and deliveries read from their actions. */

/** An instant: a date on the server, ISO 8601 once it reached the browser. */
export type Instant = string | Date

/**
 * How delivery to a platform stands: `interrupted` by itself, `testing` whether it is back, `ramping` up since it is,
 * `stopped` by a person until a person resumes it.
 */
export const DELIVERY_STATES = ['normal', 'interrupted', 'testing', 'ramping', 'stopped'] as const
export type DeliveryState = (typeof DELIVERY_STATES)[number]

/** Those in which nothing but a probe goes out. */
export const HELD_STATES: readonly DeliveryState[] = ['interrupted', 'testing', 'stopped']

export interface DeliveryHealth {
  state: DeliveryState
  /** Since when it is interrupted. */
  since: Instant | null
  /** When an event goes out to try it; null while none waits that could. */
  nextTryAt: Instant | null
  /** Class of the failure that interrupted it. */
  cause: string | null
  /** Who stopped it, by name where it is known. */
  by: string | null
}

/** An event in a timeline. */
export interface EventData {
  id: string
  type: string
  sequence: number | null
  occurredAt: Instant
  settledAt: Instant | null
  /** Where it stands: `labels.situation` of the events. */
  situation: string
  integration: string
  integrationActive: boolean
  /** How delivery to its platform stands. */
  delivery: DeliveryHealth
  customerId: number | null
  customer: string | null
  serviceId: number | null
  serviceNumber: string | null
  package: string | null
  attempts: number
  /** The last failed attempt in the platform's words, or its class; null without one. */
  failure: string | null
  /** When its lane's head is due; null for a settled, parked or held one. */
  nextAttemptAt: Instant | null
  parkedAt: Instant | null
  parkedReason: string | null
}

export interface AttemptData {
  id: string
  number: number
  startedAt: Instant
  durationMs: number
  outcome: string
  status: number | null
  errorClass: string | null
  message: string | null
  responseMasked: string | null
  /** When what was sent and answered was forgotten. */
  bodiesPurgedAt: Instant | null
  requestedBy: string | null
}

/** Answer of `showTimeline` of an event. */
export interface EventTimelineData {
  event: EventData
  attempts: AttemptData[]
  /** Unsettled events of the same lane before this one, oldest first, at most ten. */
  ahead: EventData[]
  aheadCount: number
  /** Unsettled events of the same lane after this one. */
  behindCount: number
  mayRedeliver: boolean
  maySkip: boolean
}

/** A lane that waits for a person. */
export interface ParkedLaneData {
  laneId: number
  head: EventData
  waiting: number
}

/** Answer of `listParkedLanes`. */
export interface ParkedLanesData {
  /** The first 200 that the filter finds. */
  lanes: ParkedLaneData[]
  count: { redeliverable: number; held: number; inactive: number }
  mayRedeliver: boolean
}

/** Answer of `findFailedHeads`: what the filters offer. */
export interface FailedHeadChoices {
  integrations: { id: number; name: string }[]
  /** Classes of failure and HTTP statuses together. */
  errors: string[]
  types: string[]
}
