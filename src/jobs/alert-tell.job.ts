import type { OnAlert } from '../alerts/alert-notice.js'
import { callHost } from '../alerts/call-host.js'
import { readNextNotice, recordNotTold, recordTold } from '../alerts/next-notice.js'
import { ALERT_TELL } from './alert-watch.job.js'
import type { Job, JobLogger } from './job.js'

export interface AlertTellOptions {
  onAlert: OnAlert
  logger: Pick<JobLogger, 'warn'>
  /** How long one call may take. */
  deadlineMs?: number
}

const INTERVAL_MS = 30_000
const MAX_CALLS = 100

/**
 * Tells the host of alerts that were raised, grew tenfold or ended. A call that throws is repeated later, each time
 * after a longer wait, and keeps no other alert from being told; one that takes too long ends the run.
 */
export const createAlertTellJob = ({ onAlert, logger, deadlineMs = 10_000 }: AlertTellOptions): Job => ({
  name: ALERT_TELL,
  schedule: { kind: 'every', intervalMs: INTERVAL_MS },
  async run({ dataSource, signal, step }) {
    const figures = { told: 0, notTold: 0 }
    for (let calls = 0; calls < MAX_CALLS && !signal.aborted; calls += 1) {
      // Read and told outside any transaction, written down after it: a process that dies meanwhile tells it again.
      const notice = await readNextNotice(dataSource.manager)
      if (!notice) break
      const answer = await callHost({ onAlert, notice, deadlineMs, stopping: signal })
      if (answer.kind === 'stopped') break
      if (answer.kind === 'told') {
        await step((tx) => recordTold(tx, notice))
        figures.told += 1
        continue
      }
      const { id: alertId, kind } = notice
      logger.warn({ alertId, kind, ...(answer.kind === 'failed' ? { err: answer.error } : {}) }, `alert.${answer.kind}`)
      await step((tx) => recordNotTold(tx, notice))
      figures.notTold += 1
      if (answer.kind === 'late') break
    }
    return figures
  },
})
