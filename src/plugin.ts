import { hkdfSync } from 'node:crypto'
import type AdminJS from 'adminjs'
import type { AdminJSOptions } from 'adminjs'
import type { Router } from 'express'
import { readDashboard } from './actions/read-dashboard.js'
import { createAlertHint } from './alert-hint.js'
import { createDomain } from './create-domain.js'
import { createPanelContext } from './create-panel-context.js'
import { createRunner } from './create-runner.js'
import { createWorker } from './create-worker.js'
import { readToday } from './domain/clock.js'
import type { DomainContext } from './domain/context.js'
import { createAskGateway } from './gateways/ask-gateway.js'
import type { Gateway } from './gateways/gateway.js'
import { createRegistry } from './gateways/registry.js'
import { createFactSubscriber } from './hooks/fact.subscriber.js'
import { recordChanges } from './hooks/record-changes.js'
import { recompute } from './jobs/recompute.js'
import { type ContentPlatformsOptions, type ResolvedOptions, resolveOptions } from './options.js'
import { createAppearance } from './panel/appearance/appearance.js'
import type { Authenticate } from './panel/authenticate.js'
import type { PanelContext } from './panel/panel-context.js'
import { logPanelErrorsTo } from './panel/panel-log.js'
import { createPanelRouter } from './panel/router/create-panel-router.js'
import { createResources } from './resources/index.js'
import { maskAnswer } from './webhooks/mask-answer.js'
import { createPlatformClient } from './webhooks/platform-client.js'
import { createSender } from './webhooks/send.js'

export interface ContentPlatforms {
  /** What use cases such as `linkPackage(tx, input, content.domain)` need. */
  domain: DomainContext
  /** The panel's options for `new AdminJS`, added to the host's own resources. */
  adminOptions(given?: Partial<AdminJSOptions>): AdminJSOptions
  /** The panel as an Express router; without `authenticate` people sign in as panel users. */
  adminRouter(admin: AdminJS, options?: AdminRouterOptions): Router
  /** Starts the worker and the jobs. A process that only shows the panel leaves this out. */
  start(): Promise<void>
  /**
   * Compares every subscription with what its platform was told and has what differs recorded, audited; the daily job
   * does the same. For a host that wrote by raw SQL. More than BR-45 lets through only counts, as `held`.
   */
  recomputeAll(): Promise<Record<string, number>>
  /** BR-11: asks an integration's gateway what its platform sells, for `syncProducts`; outside any transaction. */
  listProducts: PanelContext['listProducts']
  /** BR-100: *Reconciliar*; outside any transaction. */
  reconcile: PanelContext['reconcile']
  /** BR-100: corrects the next 500 of the chosen differences, in a transaction of its own. */
  correctDifferences: PanelContext['correctDifferences']
  /** BR-101: *Reenviar estado atual* for the next 500 of the chosen subscriptions, in a transaction of its own. */
  resendState: PanelContext['resendState']
  /** Drains worker and jobs: takes up nothing more, waits for what is in flight, closes the connections to platforms. */
  stop(options?: { deadlineMs?: number }): Promise<void>
}

export interface AdminRouterOptions {
  authenticate?: Authenticate
  /** Whether the session's cookie travels by HTTPS only; `auto` follows each request. */
  secure?: boolean | 'auto'
  /** Where the components are bundled when no ready bundle fits them. */
  bundleDir?: string
}

const DRAIN_DEADLINE_MS = 20_000

const labelsOf = (gateways: ReadonlyMap<string, Gateway>): Record<string, string> =>
  Object.fromEntries([...gateways].map(([name, { label }]) => [name, label]))

const recomputeNow = ({ dataSource, timeZone, logger }: ResolvedOptions): Promise<Record<string, number>> =>
  recompute({
    dataSource,
    logger,
    actor: { id: 'host', role: 'system' },
    readToday: (tx) => readToday(tx, timeZone),
    signal: new AbortController().signal,
    step: (work) => dataSource.transaction(work),
  })

// One key to keep: the cookie's is derived from it, and neither tells the other.
const deriveCookieSecret = (encryptionKey: string): string =>
  Buffer.from(hkdfSync('sha256', Buffer.from(encryptionKey, 'base64'), '', 'panel-session', 32)).toString('base64')

/**
 * Joins all parts. Returns them and changes nothing of the host's, save one subscriber on its DataSource: from here on
 * whoever writes through it in this process has its events recorded. Throws a `TypeError` that names a wrong option.
 */
export const contentPlatforms = (given: ContentPlatformsOptions): ContentPlatforms => {
  const options = resolveOptions(given)
  const { dataSource, logger } = options
  const gateways = createRegistry(options.gateways)
  const domain = createDomain(options, gateways)
  const sender = createSender({ endpoints: options.endpoints, deadlineMs: options.delivery.deadlineMs })
  const client = createPlatformClient({ endpoints: options.endpoints, deadlineMs: options.delivery.deadlineMs })
  const ask = createAskGateway({
    dataSource,
    secretBox: domain.secretBox,
    gateways,
    logger,
    send: client.send,
    maskWords: maskAnswer,
  })
  const runner = createRunner(options, { domain, ask })
  const alerts = createAlertHint(options, () => runner.wake())
  const worker = createWorker(options, { domain, sender, gateways, hintAlert: alerts.hint })
  dataSource.subscribers.push(
    createFactSubscriber({
      record: async ({ manager }, touches) => {
        await recordChanges(manager, touches, (tx) => readToday(tx, options.timeZone))
      },
      committed: () => worker.wake(),
    }),
  )
  logPanelErrorsTo(dataSource, logger)
  const context = createPanelContext({
    options,
    domain,
    sender,
    gateways,
    ask,
    wake: () => worker.wake(),
    wakeJobs: () => runner.wake(),
  })

  const appearance = createAppearance({ timeZone: options.timeZone, gatewayLabels: labelsOf(gateways) })
  return {
    domain,
    adminOptions: (host = {}) => ({
      rootPath: '/admin',
      ...appearance,
      dashboard: { ...appearance.dashboard, handler: readDashboard(context) },
      ...host,
      resources: [...createResources(context), ...(host.resources ?? [])],
    }),
    adminRouter: (admin, router = {}) =>
      createPanelRouter(admin, {
        ...router,
        dataSource,
        logger,
        cookieSecret: deriveCookieSecret(options.encryptionKey),
      }),
    start: async () => {
      worker.start()
      runner.start()
    },
    recomputeAll: () => recomputeNow(options),
    listProducts: context.listProducts,
    reconcile: context.reconcile,
    correctDifferences: context.correctDifferences,
    resendState: context.resendState,
    stop: async ({ deadlineMs = DRAIN_DEADLINE_MS } = {}) => {
      await Promise.all([alerts.stop(), runner.stop({ deadlineMs }), worker.stop({ deadlineMs })])
      await sender.close()
      await client.close()
    },
  }
}
