import type { DataSource } from 'typeorm'
import type { DeliveryLogger, PrepareRequests, RecordConfirmations } from './delivery-contract.js'
import { type DeliveryObserver, NO_OBSERVER } from './delivery-observer.js'
import type { RetryPolicy } from './retry-policy.js'
import { DEFAULT_RETRY_POLICY } from './retry-policy.js'
import type { Sender } from './send.js'

/** Asked once a platform answered 410: deactivates the integration and tells people. Must bear being called again. */
export type PauseIntegration = (gone: { integrationId: number; eventId: string }) => Promise<void>

export interface DispatcherParts {
  dataSource: DataSource
  sender: Sender
  prepare: PrepareRequests
  recordConfirmations: RecordConfirmations
  /** Whether later events of the lane must wait for one of this type, even after its last attempt. */
  isStateful: (type: string) => boolean
  pauseIntegration: PauseIntegration
  logger: DeliveryLogger
}

export interface DispatcherSettings {
  retryPolicy: RetryPolicy
  /** Lanes in flight in this process. Memory and sockets grow with it; too few leave slow platforms waiting. */
  maxInFlight: number
  /** The part of them that one integration may hold, so that a slow platform leaves slots to the others. */
  maxInFlightPerIntegration: number
  /** Events of one lane that are read at once and sent one after the other without a new claim. */
  maxEventsPerLane: number
  /** Age at which a rendered body is no longer begun with: a changed address, secret or template takes effect by then. */
  maxPreparationAgeMs: number
  /** How long a claimed lane is ours. After a crash its events wait that long. Above deadline plus margin. */
  leaseMs: number
  /** Part of the lease that is kept for writing results down. */
  settleMarginMs: number
  /** Longest time until a due event is noticed without a hint. */
  pollMs: number
  maxLanesPerSettle: number
  observer: DeliveryObserver
  /** As `Math.random`. */
  random: () => number
}

const DEFAULT_DISPATCHER_SETTINGS: DispatcherSettings = {
  retryPolicy: DEFAULT_RETRY_POLICY,
  maxInFlight: 512,
  maxInFlightPerIntegration: 128,
  maxEventsPerLane: 8,
  maxPreparationAgeMs: 1_000,
  leaseMs: 30_000,
  settleMarginMs: 5_000,
  pollMs: 500,
  maxLanesPerSettle: 500,
  observer: NO_OBSERVER,
  random: Math.random,
}

export type DispatcherOptions = DispatcherParts & Partial<DispatcherSettings>

/** Options with every default in its place. Throws a `TypeError` on a lease that ends before a request could. */
export const resolveDispatcherOptions = (options: DispatcherOptions): DispatcherParts & DispatcherSettings => {
  const resolved = { ...DEFAULT_DISPATCHER_SETTINGS, ...options }
  // The lease outlives the HTTP deadline on purpose: if it ended first, a second worker would send the same event while
  // this one still waits.
  if (resolved.leaseMs <= resolved.sender.deadlineMs + resolved.settleMarginMs)
    throw new TypeError('leaseMs must be longer than the deadline of a request plus settleMarginMs')
  return resolved
}
