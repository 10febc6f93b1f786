import { ALERT_SOURCES, type WatchSettings } from '../alerts/alert-sources.js'
import { watchSource } from '../alerts/watch-source.js'
import type { Job } from './job.js'
import { makeDue } from './make-due.js'

export const ALERT_WATCH = 'alert.watch'
export const ALERT_TELL = 'alert.tell'
const INTERVAL_MS = 30_000
const SLOW_INTERVAL_MS = 300_000

/**
 * Raises and ends alerts from the state itself (BR-45, BR-54, BR-95), so that nothing is missed after a crash; what
 * reads much, every five minutes.
 */
export const createAlertWatchJob = (settings: WatchSettings, slowIntervalMs = SLOW_INTERVAL_MS): Job => {
  // Of this process only: another that takes over looks once too often.
  let slowAt = Number.NEGATIVE_INFINITY
  return {
    name: ALERT_WATCH,
    schedule: { kind: 'every', intervalMs: INTERVAL_MS },
    async run({ signal, step }) {
      const figures = { raised: 0, over: 0 }
      const withSlow = performance.now() - slowAt >= slowIntervalMs
      if (withSlow) slowAt = performance.now()
      let changed = 0
      for (const source of ALERT_SOURCES) {
        if (signal.aborted) break
        if (source.isSlow && !withSlow) continue
        const watched = await step((tx) => watchSource(tx, source, settings))
        figures.raised += watched.raised
        figures.over += watched.ended
        changed += watched.changed
      }
      if (changed + figures.raised + figures.over > 0) await step((tx) => makeDue(tx, ALERT_TELL))
      return figures
    },
  }
}
