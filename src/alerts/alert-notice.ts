import type { AlertExample, AlertKind } from '../entities/alert.js'

/** What an alert of each kind says besides; never personal data, and no texts that a platform or a person wrote. */
export interface AlertDetails {
  /** BR-95: users of a platform to whom nothing is delivered until a person decides. `count` of them. */
  lane_parked: Record<never, never>
  /** Delivery to a platform is interrupted. `cause` is the class of failure; `forced` when a person did it. */
  breaker_open: { cause: string | null; forced: boolean }
  /** BR-54: `count` subscriptions whose unblocking has not reached the platform for so many hours. */
  resume_undelivered: { hours: number }
  /** A platform answered 410, and its integration was deactivated. */
  integration_gone: Record<never, never>
  /** BR-45: a job waits for a person, since it would suspend or remove `count` subscriptions. */
  brake_held: { brakeId: number; limit: number }
  /** A background job failed `count` times running. */
  job_failing: Record<never, never>
  /** BR-100: the last comparison found `count` differences that nobody has corrected. */
  reconciliation_differs: { reconciliationId: number }
}

interface Told<K extends AlertKind> {
  /** The same in every call about one alert. */
  id: number
  kind: K
  /**
   * Why this call: it is new; its count is ten times what was told last; or its cause is gone. One that was over before
   * it could be told comes once, as `ended`.
   */
  change: 'raised' | 'grown' | 'ended'
  /** The platform that it is about, and its description in the panel; null for a job. */
  integrationId: number | null
  integration: string | null
  /** The background job that it is about. */
  job: string | null
  count: number
  /** Up to three of what `count` counts, those that have waited for longest first. */
  examples: readonly AlertExample[]
  details: AlertDetails[K]
  /** Since when the trouble lasts. */
  since: Date
  raisedAt: Date
  /** Null while it is open. */
  endedAt: Date | null
}

/** What `onAlert` is given: ids, counts and classes; never personal data. */
export type AlertNotice = { [K in AlertKind]: Told<K> }[AlertKind]

/**
 * The host's function. Called from one process at a time and at least once per alert, again after an error, and again
 * when the alert has ended. `signal` is aborted after ten seconds, which counts as an error, and when the process stops.
 */
export type OnAlert = (alert: AlertNotice, context: { signal: AbortSignal }) => unknown
