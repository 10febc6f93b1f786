import { setTimeout as wait } from 'node:timers/promises'
import { BEGINNING, type PageEnd, type RemovePage } from '../domain/history/in-pages.js'
import { removeAttempts } from '../domain/history/remove-attempts.js'
import { removeEvents } from '../domain/history/remove-events.js'
import { removeResults } from '../domain/history/remove-results.js'
import type { Job, JobRun } from './job.js'

export interface PurgeHistoryOptions {
  attemptDays: number
  eventDays: number
  resultDays: number
  /** Hour of the provider's day from which it runs. */
  dailyHour: number
  batchSize?: number
}

const MAX_REST_MS = 1_000

/** Runs one batch and then rests for as long as it took: at least half of the time is the live traffic's. */
const atEase = async <T>(signal: AbortSignal, batch: () => Promise<T>): Promise<T> => {
  const startedAt = performance.now()
  const result = await batch()
  const restMs = Math.min(MAX_REST_MS, performance.now() - startedAt)
  // Cut short when the process stops, which the caller sees by the signal.
  await wait(restMs, undefined, { signal }).catch(() => undefined)
  return result
}

/**
 * Removes what has been kept for long enough: attempts, then the events that have none left, then results of what ran by
 * itself. Page by page from the oldest on, each a short transaction that waits for no row. What is still live stays,
 * however old.
 */
export const createPurgeHistoryJob = (options: PurgeHistoryOptions): Job => {
  const { attemptDays, eventDays, resultDays, dailyHour, batchSize: limit = 500 } = options

  const removePages = async ({ signal, step }: JobRun, remove: RemovePage, keepDays: number): Promise<number> => {
    let removed = 0
    let after: PageEnd | null = BEGINNING
    while (after !== null && !signal.aborted) {
      const from: PageEnd = after
      const page = await atEase(signal, () => step((tx) => remove(tx, { keepDays, after: from, limit })))
      removed += page.removed
      after = page.end
    }
    return removed
  }

  return {
    name: 'history.purge',
    schedule: { kind: 'daily', hour: dailyHour },
    async run(run) {
      const { signal, step } = run
      const attempts = await removePages(run, removeAttempts, attemptDays)
      const events = await removePages(run, removeEvents, eventDays)
      let results = 0
      for (let isDone = false; !isDone && !signal.aborted; ) {
        const some = await atEase(signal, () => step((tx) => removeResults(tx, { keepDays: resultDays, limit })))
        results += some.removed
        isDone = some.isDone
      }
      return { attempts, events, results }
    },
  }
}
