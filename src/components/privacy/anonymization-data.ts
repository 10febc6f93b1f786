/** An instant: a date on the server, ISO 8601 once it reached the browser. */
type Instant = string | Date

/** Answer of `showAnonymization` of a customer. */
export interface AnonymizationData {
  /** The customer's code, which must be typed to confirm. */
  code: string
  requestedAt: Instant | null
  anonymizedAt: Instant | null
  /** Services that are not cancelled. */
  services: { id: number; number: string; plan: string; status: string }[]
  platforms: { id: number; integration: string; active: boolean; parked: boolean; waiting: number }[]
  /** Days after which undelivered events are given up. */
  stuckDays: number
}
