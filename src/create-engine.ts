import { createAlertHint } from './alert-hint.js'
import { createReadReadiness, type Readiness } from './api/read-readiness.js'
import { createDomain } from './create-domain.js'
import { createHints } from './create-hints.js'
import { createRunner } from './create-runner.js'
import { deliverHere } from './deliver-here.js'
import type { Deliverer } from './deliverer.js'
import { readToday } from './domain/clock.js'
import type { DomainContext } from './domain/context.js'
import { pauseIntegration } from './domain/integrations/pause-integration.js'
import { type AskGateway, createAskGateway } from './gateways/ask-gateway.js'
import type { Gateway } from './gateways/gateway.js'
import { createRegistry } from './gateways/registry.js'
import { createFactSubscriber } from './hooks/fact.subscriber.js'
import { recordChanges } from './hooks/record-changes.js'
import { createMetrics, type Metrics } from './metrics/create-metrics.js'
import type { ResolvedOptions } from './options.js'
import type { PauseIntegration } from './webhooks/dispatcher-options.js'
import { maskAnswer } from './webhooks/mask-answer.js'
import { createPlatformClient } from './webhooks/platform-client.js'
import { createSender, type Sender } from './webhooks/send.js'

/** What whoever delivers can't do by itself. */
export interface DelivererHost {
  pauseIntegration: PauseIntegration
  /** Called when something happened of which people are alerted. */
  hintAlert(): void
}

/** Everything of the package that needs no panel. */
export interface Engine {
  domain: DomainContext
  gateways: ReadonlyMap<string, Gateway>
  sender: Sender
  ask: AskGateway
  metrics: Metrics
  deliverer: Deliverer
  readReadiness(): Promise<Readiness>
  /** A hint that an event is due, to be given after a commit. */
  wake(): void
  /** The same for jobs. */
  wakeJobs(): void
  /** The same for what people are alerted of. */
  hintAlert(): void
  /** Rejects where delivery can't start; then nothing runs. */
  start(): Promise<void>
  stop(options?: { deadlineMs?: number }): Promise<void>
}

const DRAIN_DEADLINE_MS = 20_000

/**
 * Joins domain, hooks, delivery and jobs. Changes nothing of the host's, save one subscriber on its DataSource. Delivers in
 * this thread unless `deliverElsewhere` makes whoever does it.
 */
export const createEngine = (
  options: ResolvedOptions,
  deliverElsewhere?: (host: DelivererHost) => Deliverer,
): Engine => {
  const { dataSource, logger, endpoints, delivery } = options
  const gateways = createRegistry(options.gateways)
  const domain = createDomain(options, gateways)
  const sender = createSender({ endpoints, deadlineMs: delivery.deadlineMs })
  const client = createPlatformClient({ endpoints, deadlineMs: delivery.deadlineMs })
  const { secretBox } = domain
  const ask = createAskGateway({ dataSource, secretBox, gateways, logger, send: client.send, maskWords: maskAnswer })
  const metrics = createMetrics(dataSource)
  const runner = createRunner(options, { domain, ask, observer: metrics.jobs })
  const alerts = createAlertHint(options, () => hints.wakeJobs())
  let isRunning = false
  const host: DelivererHost = {
    hintAlert: alerts.hint,
    pauseIntegration: ({ integrationId }) =>
      dataSource.transaction((tx) =>
        pauseIntegration(tx, { integrationId, reason: 'HTTP 410', actor: { id: 'worker', role: 'system' } }),
      ),
  }
  const deliverer =
    deliverElsewhere?.(host) ??
    deliverHere({ dataSource, logger, delivery, secretBox, sender, gateways, observer: metrics.delivery, ...host })
  const hints = createHints(options, { deliverer, runner, isRunning: () => isRunning })
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
    deliverer,
    readReadiness: createReadReadiness({ dataSource, checkWorker: deliverer.readCheck }),
    wake: hints.wake,
    wakeJobs: hints.wakeJobs,
    hintAlert: alerts.hint,
    async start() {
      await deliverer.start()
      isRunning = true
      hints.listen()
      runner.start()
    },
    async stop({ deadlineMs = DRAIN_DEADLINE_MS } = {}) {
      isRunning = false
      await Promise.all([hints.close(), alerts.stop(), runner.stop({ deadlineMs }), deliverer.stop({ deadlineMs })])
      await sender.close()
      await client.close()
    },
  }
}
