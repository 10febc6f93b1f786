import { checkActivity } from './api/checks.js'
import { createWorkerActivity } from './api/worker-activity.js'
import { createWorker, type WorkerParts } from './create-worker.js'
import { type Deliverer, maxClaimAgeMs } from './deliverer.js'

/** Delivers in the thread that asks for it. */
export const deliverHere = (parts: WorkerParts): Deliverer => {
  const activity = createWorkerActivity()
  const worker = createWorker({ ...parts, observer: activity.noting(parts.observer) })
  const isRunning = () => activity.read().state === 'running'
  return {
    async start() {
      activity.started()
      worker.start()
    },
    wake: worker.wake,
    async stop(input) {
      activity.draining()
      await worker.stop(input)
    },
    // Every announcement has each other process ask the database: one that has slots left needs no help.
    wantsHelp: () => !isRunning() || activity.lanesInFlight() >= parts.delivery.maxInFlightPerIntegration,
    readCheck: async () => checkActivity(activity, { maxClaimAgeMs: maxClaimAgeMs(parts.delivery) }),
    readFigures: async () => [],
    crashed: new Promise(() => {}),
  }
}
