import type { DeliveryThread } from './delivery-thread.js'
import { ThreadError } from './thread-error.js'

const EVERY_MS = 10_000
const MAX_UNANSWERED = 6

/**
 * Asks each thread from time to time whether it turns, and calls `onHung` for one that doesn't for a minute: the probe of
 * liveness only tells of the process's own. Counts questions and not time, so a process that was frozen accuses nobody.
 * Returns what ends it.
 */
export const watchThreads = (
  threads: readonly DeliveryThread[],
  onHung: (error: Error) => void,
  everyMs = EVERY_MS,
): (() => void) => {
  const unanswered = new Map<number, number>()
  const ask = async (thread: DeliveryThread): Promise<void> => {
    const { number } = thread
    const count = unanswered.get(number) ?? 0
    if (count >= MAX_UNANSWERED) onHung(new ThreadError(`thread ${number} has not answered ${count} times`))
    unanswered.set(number, count + 1)
    await thread.call('ping', undefined, everyMs * MAX_UNANSWERED)
    unanswered.set(number, 0)
  }
  const timer = setInterval(() => {
    for (const thread of threads) ask(thread).catch(() => {})
  }, everyMs)
  timer.unref()
  return () => clearInterval(timer)
}
