import type { DomainContext } from './domain/context.js'
import { pauseIntegration } from './domain/integrations/pause-integration.js'
import { isStateful } from './events/event-types.js'
import type { Gateway } from './gateways/gateway.js'
import { createPrepareRequests } from './gateways/prepare-requests.js'
import { recordConfirmations } from './hooks/record-confirmations.js'
import type { ResolvedOptions } from './options.js'
import type { DeliveryObserver } from './webhooks/delivery-observer.js'
import { createDispatcher, type Dispatcher } from './webhooks/dispatcher.js'
import { DEFAULT_RETRY_POLICY } from './webhooks/retry-policy.js'
import type { Sender } from './webhooks/send.js'

/** Gives delivery what it needs of gateways and the domain, so that it knows neither. */
export const createWorker = (
  options: ResolvedOptions,
  parts: {
    domain: DomainContext
    sender: Sender
    gateways: ReadonlyMap<string, Gateway>
    observer: DeliveryObserver
    /** Called when something happened of which people are alerted. */
    hintAlert(): void
  },
): Dispatcher => {
  const { dataSource, logger } = options
  const { deadlineMs: _, notify: __, retryDelaysMs, ...settings } = options.delivery
  return createDispatcher({
    ...settings,
    ...(retryDelaysMs ? { retryPolicy: { ...DEFAULT_RETRY_POLICY, delaysMs: retryDelaysMs } } : {}),
    dataSource,
    sender: parts.sender,
    prepare: createPrepareRequests({
      dataSource,
      secretBox: parts.domain.secretBox,
      gateways: parts.gateways,
      logger,
    }),
    recordConfirmations,
    isStateful,
    pauseIntegration: async ({ integrationId }) => {
      await dataSource.transaction((tx) =>
        pauseIntegration(tx, { integrationId, reason: 'HTTP 410', actor: { id: 'worker', role: 'system' } }),
      )
      parts.hintAlert()
    },
    observer: {
      ...parts.observer,
      attempted: (attempt) => {
        parts.observer.attempted(attempt)
        if (attempt.step.kind === 'park') parts.hintAlert()
      },
      breakerTurned: (integrationId) => {
        parts.observer.breakerTurned(integrationId)
        parts.hintAlert()
      },
    },
    logger,
  })
}
