import type { EntityManager } from 'typeorm'
import { readToday } from './domain/clock.js'
import type { DomainContext } from './domain/context.js'
import { reconcile } from './domain/reconciliation/reconcile.js'
import type { AskGateway } from './gateways/ask-gateway.js'
import type { Gateway } from './gateways/gateway.js'
import { createPrepareRequests } from './gateways/prepare-requests.js'
import { previewTemplate } from './gateways/template/preview-template.js'
import { homologate } from './homologation/homologate.js'
import { correctDifferences } from './hooks/correct-differences.js'
import { resendState } from './hooks/resend-state.js'
import { resetCredentials } from './hooks/reset-credentials.js'
import type { ResolvedOptions } from './options.js'
import type { PanelContext } from './panel/panel-context.js'
import { describeFailure } from './webhooks/attempt-outcome.js'
import type { Sender } from './webhooks/send.js'
import { sendNow } from './webhooks/send-now.js'

interface PanelParts {
  options: ResolvedOptions
  domain: DomainContext
  sender: Sender
  gateways: ReadonlyMap<string, Gateway>
  ask: AskGateway
  wake(): void
  wakeJobs(): void
  hintAlert(): void
}

/** Gives the panel what it needs of gateways and delivery, so that it knows neither. */
export const createPanelContext = ({
  options,
  domain,
  sender,
  gateways,
  ask,
  wake,
  wakeJobs,
  hintAlert,
}: PanelParts): PanelContext => {
  const { dataSource, logger } = options
  const prepare = createPrepareRequests({ dataSource, secretBox: domain.secretBox, gateways, logger })
  const corrections = { readToday: (tx: EntityManager) => readToday(tx, options.timeZone) }
  return {
    dataSource,
    domain,
    anonymizeAfterStuckDays: options.retention.anonymizeAfterStuckDays,
    wake,
    wakeJobs,
    hintAlert,
    listProducts: ask.listProducts,
    resetCredentials,
    listsAccounts: (gateway) => gateways.get(gateway)?.listAccounts !== undefined,
    reconcile: (input) => reconcile(dataSource, { ...input, listAccounts: ask.listAccounts }),
    correctDifferences: (tx, input) => correctDifferences(tx, input, corrections),
    resendState: (tx, input) => resendState(tx, input, corrections),
    homologate: (input) => homologate({ dataSource, secretBox: domain.secretBox, gateways, sender, logger }, input),
    previewTemplate: (input) => previewTemplate({ ...input, isReservedHeader: domain.isReservedHeader }),
    async ping(integrationId, requestedBy) {
      const ping = { type: 'integration.ping', integrationId, data: {}, requestedBy }
      const { outcome, durationMs } = await sendNow({ dataSource, sender, prepare, logger, ...ping })
      return {
        accepted: outcome.kind === 'accepted',
        status: 'status' in outcome ? outcome.status : null,
        durationMs,
        message: outcome.kind === 'accepted' ? null : describeFailure(outcome),
      }
    },
  }
}
