import { randomBytes } from 'node:crypto'

/**
 * A time in which the other workers know that this one lives, and take over none of the lanes that it claimed within.
 * Once it ended it never comes back: what goes on afterwards does so under a new one.
 */
export interface Tenure {
  /** The id under which the worker is registered; the lowest of its lease tokens. */
  workerId: string
  /** A lease token that nobody else has and that names this worker: it begins with the same 8 bytes. */
  newToken(): string
  /** Asked before each request. Also false when nobody could tell the others for a while that we live. */
  isHeld(): boolean
  /** Aborted at the end, at the latest shortly before others may take over: requests under way are to be broken off. */
  ended: AbortSignal
}

/** The side of a tenure that only whoever keeps it up may touch. */
export interface KeptTenure extends Tenure {
  /** Holds it for `forMs` from `sinceMs` on, by `performance.now()`. */
  prolong(sinceMs: number, forMs: number): void
  end(): void
}

/** A tenure that is not held yet. */
export const createTenure = (): KeptTenure => {
  const prefix = randomBytes(8)
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})$/, '$1-$2-$3')
  const end = new AbortController()
  let heldUntil = Number.NEGATIVE_INFINITY
  let timer: NodeJS.Timeout | undefined
  return {
    workerId: `${prefix}-0000-000000000000`,
    newToken: () =>
      `${prefix}-${randomBytes(8)
        .toString('hex')
        .replace(/^(.{4})/, '$1-')}`,
    // The clock decides and not the timer: a process that was stopped reads answers before its timers run.
    isHeld: () => !end.signal.aborted && performance.now() < heldUntil,
    ended: end.signal,
    prolong(sinceMs, forMs) {
      if (end.signal.aborted) return
      heldUntil = sinceMs + forMs
      clearTimeout(timer)
      timer = setTimeout(() => end.abort(), heldUntil - performance.now()).unref()
    },
    end() {
      clearTimeout(timer)
      end.abort()
    },
  }
}
