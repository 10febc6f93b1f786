import { rampCap } from './breaker.js'
import { type Pace, paceOf } from './pace.js'
import type { LaneCounts } from './slots.js'

/** An integration with limits or an interrupted breaker that has something due. */
export interface LimitedIntegration {
  id: number
  has_gate: boolean
  /** Cap over all workers. */
  max_in_flight: number | null
  rate_limit_per_minute: number | null
  has_fresh: boolean
  has_retries: boolean
}

/** What the locked row of an integration says of its breaker and its rate limit. */
export interface Gate {
  id: number
  breaker: 'closed' | 'open' | 'half_open'
  may_probe: boolean
  /** Since it closed; null if it never was open. */
  ramp_ms: number | null
  next_send_ms: number | null
  now_ms: number
}

/** Lanes of one integration that a claim may lease. */
export interface Quota {
  id: number
  isProbe: boolean
  /** Of one lane. */
  maxEvents: number
  lanes: LaneCounts
  nowMs: number
  pace: Pace | undefined
}

export interface QuotaInput {
  integration: LimitedIntegration
  gate: Gate
  /** Lanes of it in flight in all workers. */
  inFlight: number
  /** Slots that this process has left for it. */
  free: LaneCounts
  maxEventsPerLane: number
}

const NO_LIMIT = Number.POSITIVE_INFINITY

/** The strictest of all limits, shared out between first attempts and retries; undefined if nothing may go. Pure. */
export const quotaOf = ({ integration, gate, inFlight, free, maxEventsPerLane }: QuotaInput): Quota | undefined => {
  const isProbe = gate.breaker !== 'closed'
  if (isProbe && !gate.may_probe) return undefined
  const perMinute = integration.rate_limit_per_minute
  const pace =
    perMinute === null ? undefined : paceOf({ perMinute, nextSendAtMs: gate.next_send_ms, nowMs: gate.now_ms })
  // A probe goes out beside what hangs at the platform until its deadline.
  const cap = isProbe ? 1 : Math.min(integration.max_in_flight ?? NO_LIMIT, rampCapOf(gate)) - inFlight
  const lanes = shareOut(Math.min(cap, pace?.places ?? NO_LIMIT), {
    fresh: integration.has_fresh ? free.fresh : 0,
    retry: integration.has_retries ? free.retry : 0,
  })
  if (lanes.fresh + lanes.retry === 0) return undefined
  return { id: gate.id, isProbe, pace, nowMs: gate.now_ms, maxEvents: isProbe || pace ? 1 : maxEventsPerLane, lanes }
}

const rampCapOf = ({ ramp_ms }: Gate): number => (ramp_ms === null ? undefined : rampCap(ramp_ms)) ?? NO_LIMIT

/** Half of a cap for each kind, and what one can't use for the other; an odd one goes to what was never sent. */
const shareOut = (cap: number, free: LaneCounts): LaneCounts => {
  const lanes = Math.max(0, cap)
  const wanted = { fresh: Math.max(0, free.fresh), retry: Math.max(0, free.retry) }
  const retry = Math.min(wanted.retry, Math.max(Math.floor(lanes / 2), lanes - wanted.fresh))
  return { fresh: Math.min(wanted.fresh, lanes - retry), retry }
}
