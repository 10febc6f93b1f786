import type { Deliverer } from './deliverer.js'
import type { JobRunner } from './jobs/runner.js'
import type { ResolvedOptions } from './options.js'
import { createWakeOthers } from './webhooks/wake-others.js'

interface Woken {
  deliverer: Pick<Deliverer, 'wake' | 'wantsHelp'>
  runner: Pick<JobRunner, 'wake'>
  /** Whether this process was started, and not stopped since. */
  isRunning(): boolean
}

/** Hints that something is due, given after a commit: to this process, and to others where this one can't do it all. */
export const createHints = (
  { dataSource, logger, delivery, jobs }: ResolvedOptions,
  { deliverer, runner, isRunning }: Woken,
) => {
  const others = createWakeOthers({
    dataSource,
    logger,
    onHint: (hint) => (hint === 'jobs' ? runner.wake() : deliverer.wake()),
  })
  return {
    wake() {
      deliverer.wake()
      if (delivery.notify && deliverer.wantsHelp()) others.announce('events')
    },
    wakeJobs() {
      runner.wake()
      if (delivery.notify && !(isRunning() && jobs.enabled)) others.announce('jobs')
    },
    listen: () => delivery.notify && others.listen(),
    close: others.close,
  }
}
