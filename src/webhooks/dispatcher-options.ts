import type { Database } from '../database/database.js'
import { type BreakerPolicy, DEFAULT_BREAKER_POLICY } from './breaker.js'
import type { DeliveryLogger, PrepareRequests, RecordConfirmations } from './delivery-contract.js'
import { type DeliveryObserver, NO_OBSERVER } from './delivery-observer.js'
import type { RetryPolicy } from './retry-policy.js'
import { DEFAULT_RETRY_POLICY } from './retry-policy.js'
import type { Sender } from './send.js'

/** Asked once a platform answered 410: deactivates the integration and tells people. Must bear being called again. */
export type PauseIntegration = (gone: { integrationId: number; eventId: string }) => Promise<void>

export interface DispatcherParts {
  dataSource: Database
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
  /** Lanes in flight in this process whose head is sent for the first time. Memory and sockets grow with it. */
  maxInFlight: number
  /** Lanes in flight beside them whose head failed before. */
  maxRetriesInFlight: number
  /** The part of either that one integration may hold, so that a slow platform leaves slots to the others. */
  maxInFlightPerIntegration: number
  /** Events of one lane that are read at once and sent one after the other without a new claim. */
  maxEventsPerLane: number
  /** Age at which a rendered body is no longer begun with: a changed address, secret or template takes effect by then. */
  maxPreparationAgeMs: number
  /** How long a claimed lane is ours unless the lease is renewed. After a crash its events wait that long. */
  leaseMs: number
  breaker: BreakerPolicy
  /** Longest time until a due event is noticed without a hint. */
  pollMs: number
  maxLanesPerSettle: number
  /**
   * How long results that can't be written are kept and tried again. Longer than the lease, which is renewed meanwhile: as
   * long as nobody took the lane over they are true, also after the database was away.
   */
  settlePatienceMs: number
  observer: DeliveryObserver
  /** As `Math.random`. */
  random: () => number
}

const DEFAULT_DISPATCHER_SETTINGS: DispatcherSettings = {
  retryPolicy: DEFAULT_RETRY_POLICY,
  maxInFlight: 512,
  maxRetriesInFlight: 128,
  maxInFlightPerIntegration: 256,
  maxEventsPerLane: 16,
  maxPreparationAgeMs: 1_000,
  leaseMs: 6_000,
  breaker: DEFAULT_BREAKER_POLICY,
  pollMs: 500,
  maxLanesPerSettle: 500,
  settlePatienceMs: 60_000,
  observer: NO_OBSERVER,
  random: Math.random,
}

export type DispatcherOptions = DispatcherParts & Partial<DispatcherSettings>

/** Options with every default in its place. */
export const resolveDispatcherOptions = (options: DispatcherOptions): DispatcherParts & DispatcherSettings => ({
  ...DEFAULT_DISPATCHER_SETTINGS,
  ...options,
})
