import { DeadlineError, InterruptedError } from './classify-failure.js'

/** When an exchange ends whatever the platform does. */
export interface Cutoff {
  /** Why it was cut off; undefined while it may go on. */
  reason: Error | undefined
  /** Called once, when it is cut off. */
  onCut: ((reason: Error) => void) | undefined
  /** Forgets the deadline and the signal. */
  end(): void
}

/** A cutoff at the deadline, with a `DeadlineError`, or when `interrupted` aborts, with an `InterruptedError`. */
export const startCutoff = (deadlineMs: number, interrupted: AbortSignal | undefined): Cutoff => {
  const cut = (reason: Error) => {
    if (cutoff.reason) return
    cutoff.reason = reason
    cutoff.onCut?.(reason)
  }
  const interrupt = () => cut(new InterruptedError())
  const timer = setTimeout(() => cut(new DeadlineError()), deadlineMs)
  const listeners = interrupted && listenersOf(interrupted)
  listeners?.add(interrupt)
  const cutoff: Cutoff = {
    reason: interrupted?.aborted ? new InterruptedError() : undefined,
    onCut: undefined,
    end() {
      clearTimeout(timer)
      listeners?.delete(interrupt)
    },
  }
  return cutoff
}

const waiting = new WeakMap<AbortSignal, Set<() => void>>()

// One listener for all requests under way: taking one of a thousand off a signal searches through all of them.
const listenersOf = (signal: AbortSignal): Set<() => void> => {
  const known = waiting.get(signal)
  if (known) return known
  const listeners = new Set<() => void>()
  waiting.set(signal, listeners)
  signal.addEventListener(
    'abort',
    () => {
      for (const listener of listeners) listener()
    },
    { once: true },
  )
  return listeners
}
