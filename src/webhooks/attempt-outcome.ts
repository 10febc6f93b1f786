import type { LearnedFromAnswer } from './delivery-contract.js'

/** Why no answer came, or none that may be read. `interrupted`: this process was stopped while it waited. */
export type UnreachableCause = 'timeout' | 'dns' | 'tls' | 'connection' | 'oversize' | 'interrupted'

/** What of an endpoint our own rules forbid. Details are kept back, so that nobody maps a network by it. */
export type BlockedReason = 'url' | 'scheme' | 'credentials' | 'port' | 'address'

/** What came of one attempt. A receiver that misbehaves is a value, not an error. */
export type AttemptOutcome =
  | ({ kind: 'accepted'; status: number } & LearnedFromAnswer)
  /** `retryAfterMs` as the answer asked for, from its arrival on; `message` in the platform's own words. */
  | { kind: 'refused'; status: number; retryAfterMs?: number; message?: string }
  | { kind: 'unreachable'; cause: UnreachableCause }
  | { kind: 'blocked'; reason: BlockedReason }
  /** No request could be built; nothing was sent. */
  | { kind: 'unsendable'; reason: string }

/** Class of a failure as the attempt log keeps it; null for an answer, whose status says it all. */
export const errorClassOf = (outcome: AttemptOutcome): string | null => {
  switch (outcome.kind) {
    case 'accepted':
    case 'refused':
      return null
    case 'unreachable':
      return outcome.cause
    case 'blocked':
    case 'unsendable':
      return outcome.reason
  }
}

/** A failure in one phrase: the platform's words, else the status, else the class. */
export const describeFailure = (outcome: AttemptOutcome): string => {
  if (outcome.kind === 'refused') return outcome.message ?? `HTTP ${outcome.status}`
  return errorClassOf(outcome) ?? outcome.kind
}
