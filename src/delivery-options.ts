import { z } from 'zod'

/** The part of the options that says how events are sent: how long, how many at once, and when a platform is left alone. */
export const deliveryOptions = z
  .strictObject({
    /** Total time of one attempt. Longer bears slower platforms and holds a slot for longer. */
    deadlineMs: z.int().min(100).max(60_000).default(15_000),
    /**
     * How long a claimed lane is a worker's own; renewed while a request takes longer. After a crash its events wait that
     * long: shorter moves them sooner, and bears shorter pauses of the process or the database.
     */
    leaseMs: z.int().min(1_000).default(6_000),
    /** Longest time until a due event is noticed without a hint. Shorter finds it sooner and asks the database more often. */
    pollMs: z.int().min(10).default(500),
    /**
     * Hints between processes by LISTEN and NOTIFY, so that a worker sends within milliseconds what another process
     * recorded. Takes one connection beside the pool in each started process. Off, or behind a pooler that lets none
     * through, the poll finds it.
     */
    notify: z.boolean().default(true),
    /** First attempts in flight in this process, or each of its threads. More bear slower platforms, and cost memory and sockets. */
    maxInFlight: z.int().min(1).default(512),
    /** Retries in flight beside them, so that a platform which fails takes no place from the others' news. */
    maxRetriesInFlight: z.int().min(1).default(128),
    /** The part of either that one integration may hold, so that a slow platform leaves slots to the others. */
    maxInFlightPerIntegration: z.int().min(1).default(256),
    /** Waits before each retry. More of them bear longer outages; the last one that fails parks the lane. */
    retryDelaysMs: z.array(z.int().min(0)).min(1).optional(),
    /**
     * When delivery to a platform is interrupted because it fails as a whole, so that its customers' attempts are not
     * spent on it, and when it is tried again. More sensitive spares attempts, and stops for shorter troubles.
     */
    breaker: z
      .strictObject({
        /** The attempts looked at are those of the last so many ms. */
        windowMs: z.int().min(1_000).default(60_000),
        /** Fewer failures than that say nothing. */
        minFailures: z.int().min(1).default(20),
        /** Part of the attempts that must have failed, from 0 to 1. */
        failureShare: z.number().min(0.01).max(1).default(0.5),
        /** Wait before one event is sent to learn whether the platform is back; doubled with each failure. */
        probeAfterMs: z.int().min(10).default(15_000),
        maxProbeAfterMs: z.int().min(10).default(300_000),
      })
      .prefault({}),
  })
  .prefault({})
