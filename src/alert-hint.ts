import type { DataSource } from 'typeorm'
import { ALERT_WATCH } from './jobs/alert-watch.job.js'
import { makeDue } from './jobs/make-due.js'
import type { Logger } from './options.js'

/** Has alerts looked at soon, rather than at the watch's next turn. Nothing depends on it. */
export interface AlertHint {
  /** Costs nothing while an earlier hint has not been passed on yet. */
  hint(): void
  /** Resolves when nothing of it is left. */
  stop(): Promise<void>
}

/** What a worker sees is written down a moment later. */
const WAIT_MS = 500

export const createAlertHint = (
  { dataSource, logger }: { dataSource: DataSource; logger: Logger },
  wakeJobs: () => void,
): AlertHint => {
  let timer: NodeJS.Timeout | undefined
  let isStopped = false
  let passing: Promise<void> | undefined
  const pass = (): void => {
    timer = undefined
    passing = makeDue(dataSource, ALERT_WATCH).then(wakeJobs, (error) =>
      logger.warn({ err: error }, 'alert.hint_failed'),
    )
  }
  return {
    hint() {
      if (!isStopped) timer ??= setTimeout(pass, WAIT_MS)
    },
    async stop() {
      isStopped = true
      clearTimeout(timer)
      await passing
    },
  }
}
