import type { WorkerActivity } from './api/worker-activity.js'
import type { JobRunner } from './jobs/runner.js'
import type { ResolvedOptions } from './options.js'
import type { HelpCalls } from './threads/help-calls.js'
import type { Dispatcher } from './webhooks/dispatcher.js'
import { createWakeOthers } from './webhooks/wake-others.js'

interface Woken {
  worker: Pick<Dispatcher, 'wake'>
  runner: Pick<JobRunner, 'wake'>
  activity: Pick<WorkerActivity, 'read' | 'lanesInFlight'>
  help: Pick<HelpCalls, 'hinted'>
}

/** Hints that something is due, given after a commit: to this process, and to others where this one can't do it all. */
export const createHints = (
  { dataSource, logger, delivery, jobs }: ResolvedOptions,
  { worker, runner, activity, help }: Woken,
) => {
  const wakeThreads = () => {
    worker.wake()
    help.hinted()
  }
  const others = createWakeOthers({
    dataSource,
    logger,
    onHint: (hint) => (hint === 'jobs' ? runner.wake() : wakeThreads()),
  })
  const isRunning = () => activity.read().state === 'running'
  // Every announcement has each other process ask the database: one that has slots left needs no help.
  const needsHelp = () => !isRunning() || activity.lanesInFlight() >= delivery.maxInFlightPerIntegration
  return {
    wake() {
      wakeThreads()
      if (delivery.notify && needsHelp()) others.announce('events')
    },
    wakeJobs() {
      runner.wake()
      if (delivery.notify && !(isRunning() && jobs.enabled)) others.announce('jobs')
    },
    listen: () => delivery.notify && others.listen(),
    close: others.close,
  }
}
