import { createAlertHint } from './alert-hint.js'
import { createReadReadiness, type Readiness } from './api/read-readiness.js'
import { createWorkerActivity } from './api/worker-activity.js'
import { createDomain } from './create-domain.js'
import { createHints } from './create-hints.js'
import { createRunner } from './create-runner.js'
import { createWorker } from './create-worker.js'
import { readToday } from './domain/clock.js'
import type { DomainContext } from './domain/context.js'
import { type AskGateway, createAskGateway } from './gateways/ask-gateway.js'
import type { Gateway } from './gateways/gateway.js'
import { createRegistry } from './gateways/registry.js'
import { createFactSubscriber } from './hooks/fact.subscriber.js'
import { recordChanges } from './hooks/record-changes.js'
import { createMetrics, type Metrics } from './metrics/create-metrics.js'
import type { ResolvedOptions } from './options.js'
import { createHelpCalls } from './threads/help-calls.js'
import { maskAnswer } from './webhooks/mask-answer.js'
import { createPlatformClient } from './webhooks/platform-client.js'
import { createSender, type Sender } from './webhooks/send.js'

/** Everything of the package that needs no panel. */
export interface Engine {
  domain: DomainContext
  gateways: ReadonlyMap<string, Gateway>
  sender: Sender
  ask: AskGateway
  metrics: Metrics
  readReadiness(): Promise<Readiness>
  /** A hint that an event is due, to be given after a commit. */
  wake(): void
  /** The same for jobs. */
  wakeJobs(): void
  /** The same for what people are alerted of. */
  hintAlert(): void
  start(): Promise<void>
  stop(options?: { deadlineMs?: number }): Promise<void>
}

const DRAIN_DEADLINE_MS = 20_000
// A claim may have to wait until a slot is free, which is a request's deadline away.
const CLAIM_GRACE_MS = 15_000

/**
 * Joins domain, hooks, delivery and jobs. Changes nothing of the host's, save one subscriber on its DataSource. `wakeOthers`
 * is called when other threads of the process may find work too.
 */
export const createEngine = (options: ResolvedOptions, wakeOthers = () => {}): Engine => {
  const { dataSource, logger, endpoints, delivery } = options
  const gateways = createRegistry(options.gateways)
  const domain = createDomain(options, gateways)
  const sender = createSender({ endpoints, deadlineMs: delivery.deadlineMs })
  const client = createPlatformClient({ endpoints, deadlineMs: delivery.deadlineMs })
  const { secretBox } = domain
  const ask = createAskGateway({ dataSource, secretBox, gateways, logger, send: client.send, maskWords: maskAnswer })
  const metrics = createMetrics(dataSource)
  const activity = createWorkerActivity()
  const runner = createRunner(options, { domain, ask, observer: metrics.jobs })
  const alerts = createAlertHint(options, () => hints.wakeJobs())
  const help = createHelpCalls(activity, wakeOthers)
  const observer = help.noting(activity.noting(metrics.delivery))
  const worker = createWorker(options, { domain, sender, gateways, observer, hintAlert: alerts.hint })
  const hints = createHints(options, { worker, runner, activity, help })
  dataSource.subscribers.push(
    createFactSubscriber({
      record: async ({ manager }, touches) => {
        await recordChanges(manager, touches, (tx) => readToday(tx, options.timeZone))
      },
      committed: hints.wake,
    }),
  )
  return {
    domain,
    gateways,
    sender,
    ask,
    metrics,
    readReadiness: createReadReadiness({
      dataSource,
      activity,
      maxClaimAgeMs: delivery.deadlineMs + delivery.pollMs + CLAIM_GRACE_MS,
    }),
    wake: hints.wake,
    wakeJobs: hints.wakeJobs,
    hintAlert: alerts.hint,
    async start() {
      activity.started()
      worker.start()
      hints.listen()
      runner.start()
    },
    async stop({ deadlineMs = DRAIN_DEADLINE_MS } = {}) {
      activity.draining()
      await Promise.all([hints.close(), alerts.stop(), runner.stop({ deadlineMs }), worker.stop({ deadlineMs })])
      await sender.close()
      await client.close()
    },
  }
}
