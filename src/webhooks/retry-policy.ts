import type { AttemptOutcome } from './attempt-outcome.js'
import { NOT_IN_FORMAT } from './delivery-contract.js'

export interface RetryPolicy {
  /** Waits after the first, second, … failed attempt; one attempt more than there are waits. */
  delaysMs: readonly number[]
  /** Attempts for an event that changes no state: what waits behind it may be somebody's "unblock". */
  informativeAttempts: number
  /** Largest part of a wait that chance adds to it, from 0 to 1. Only upward: nothing comes earlier than planned. */
  jitter: number
  /** Longest wait that a platform can ask for. */
  retryAfterCapMs: number
  /** A 4xx other than 408, 425 and 429 ends the schedule at once. */
  giveUpOnClientError: boolean
}

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** The schedule recommended by Standard Webhooks: ten attempts over about three days, the first three for what only informs. */
export const DEFAULT_RETRY_POLICY: RetryPolicy = {
  delaysMs: [5 * SECOND, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR],
  informativeAttempts: 3,
  jitter: 0.1,
  retryAfterCapMs: 24 * HOUR,
  giveUpOnClientError: false,
}

export type NextStep =
  | { kind: 'done' }
  | { kind: 'retry'; afterMs: number }
  /** The lane stops at this event until a person decides. */
  | { kind: 'park'; reason: 'exhausted' | 'refused' }
  /** The event is given up and the lane goes on. */
  | { kind: 'fail'; reason: 'exhausted' | 'refused' }

export interface DecisionInput {
  outcome: AttemptOutcome
  /** From 1. */
  attempt: number
  /** Whether a later event of the lane must not overtake this one. */
  stateful: boolean
  policy: RetryPolicy
  /** As `Math.random`. */
  random: () => number
}

/** What follows an attempt. Pure: dice are passed in, and waits are relative, so no clock is read. */
export const decideNextStep = ({ outcome, attempt, stateful, policy, random }: DecisionInput): NextStep => {
  if (outcome.kind === 'accepted') return { kind: 'done' }
  if (outcome.kind === 'unreachable' && outcome.cause === 'interrupted') return { kind: 'retry', afterMs: 0 }

  const giveUp = stateful ? 'park' : 'fail'
  if (outcome.kind === 'unsendable' && outcome.reason === NOT_IN_FORMAT) return { kind: giveUp, reason: 'refused' }
  if (policy.giveUpOnClientError && isClientError(outcome)) return { kind: giveUp, reason: 'refused' }

  const isOver = !stateful && attempt >= policy.informativeAttempts
  const delayMs = isOver ? undefined : policy.delaysMs[attempt - 1]
  if (delayMs === undefined) return { kind: giveUp, reason: 'exhausted' }
  const plannedMs = Math.round(delayMs * (1 + policy.jitter * random()))
  return { kind: 'retry', afterMs: Math.max(plannedMs, askedWaitMs(outcome, policy)) }
}

const askedWaitMs = (outcome: AttemptOutcome, policy: RetryPolicy) =>
  outcome.kind === 'refused' ? Math.min(outcome.retryAfterMs ?? 0, policy.retryAfterCapMs) : 0

const RETRIABLE_CLIENT_ERRORS = new Set([408, 425, 429])

const isClientError = (outcome: AttemptOutcome) =>
  outcome.kind === 'refused' &&
  outcome.status >= 400 &&
  outcome.status < 500 &&
  !RETRIABLE_CLIENT_ERRORS.has(outcome.status)
