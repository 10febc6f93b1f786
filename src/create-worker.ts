import type { Database } from './database/database.js'
import { isStateful } from './events/event-types.js'
import type { Gateway } from './gateways/gateway.js'
import { createPrepareRequests } from './gateways/prepare-requests.js'
import { recordConfirmations } from './hooks/record-confirmations.js'
import type { Logger, ResolvedOptions } from './options.js'
import type { SecretBox } from './secrets/secret-box.js'
import type { DeliveryObserver } from './webhooks/delivery-observer.js'
import { createDispatcher, type Dispatcher } from './webhooks/dispatcher.js'
import type { PauseIntegration } from './webhooks/dispatcher-options.js'
import { DEFAULT_RETRY_POLICY } from './webhooks/retry-policy.js'
import type { Sender } from './webhooks/send.js'

export interface WorkerParts {
  dataSource: Database
  logger: Logger
  delivery: ResolvedOptions['delivery']
  secretBox: SecretBox
  sender: Sender
  gateways: ReadonlyMap<string, Gateway>
  observer: DeliveryObserver
  pauseIntegration: PauseIntegration
  /** Called when something happened of which people are alerted. */
  hintAlert(): void
}

/** Gives delivery what it needs of gateways and the domain, so that it knows neither. */
export const createWorker = (parts: WorkerParts): Dispatcher => {
  const { dataSource, logger, secretBox, sender, gateways, observer, hintAlert } = parts
  const { deadlineMs: _, notify: __, retryDelaysMs, ...settings } = parts.delivery
  return createDispatcher({
    ...settings,
    ...(retryDelaysMs ? { retryPolicy: { ...DEFAULT_RETRY_POLICY, delaysMs: retryDelaysMs } } : {}),
    dataSource,
    sender,
    prepare: createPrepareRequests({ dataSource, secretBox, gateways, logger }),
    recordConfirmations,
    isStateful,
    pauseIntegration: async (gone) => {
      await parts.pauseIntegration(gone)
      hintAlert()
    },
    observer: {
      ...observer,
      attempted: (attempt) => {
        observer.attempted(attempt)
        if (attempt.step.kind === 'park') hintAlert()
      },
      breakerTurned: (integrationId) => {
        observer.breakerTurned(integrationId)
        hintAlert()
      },
    },
    logger,
  })
}
