import { hkdfSync } from 'node:crypto'
import type AdminJS from 'adminjs'
import type { AdminJSOptions } from 'adminjs'
import type { Router } from 'express'
import type { EntityManager } from 'typeorm'
import { readDashboard } from './actions/read-dashboard.js'
import { createPanelContext } from './create-panel-context.js'
import { readToday } from './domain/clock.js'
import type { DomainContext } from './domain/context.js'
import { pauseIntegration } from './domain/pause-integration.js'
import { isStateful } from './events/catalogue.js'
import { type AskGateway, createAskGateway } from './gateways/ask-gateway.js'
import { type Gateway, limitsOf } from './gateways/gateway.js'
import { createPrepareRequests } from './gateways/prepare-requests.js'
import { createRegistry } from './gateways/registry.js'
import { readTemplates } from './gateways/template/read-templates.js'
import { createFactSubscriber } from './hooks/fact.subscriber.js'
import { recordChanges } from './hooks/record-changes.js'
import { recordConfirmations } from './hooks/record-confirmations.js'
import { createJobs } from './jobs/index.js'
import { recompute } from './jobs/recompute.js'
import { createJobRunner, type JobRunner } from './jobs/runner.js'
import { type ContentPlatformsOptions, type ResolvedOptions, resolveOptions } from './options.js'
import { createAppearance } from './panel/appearance/appearance.js'
import type { Authenticate } from './panel/authenticate.js'
import type { PanelContext } from './panel/panel-context.js'
import { logPanelErrorsTo } from './panel/panel-log.js'
import { createPanelRouter } from './panel/router/create-panel-router.js'
import { createResources } from './resources/index.js'
import { createSecretBox } from './secrets/secret-box.js'
import { createDispatcher, type Dispatcher } from './webhooks/dispatcher.js'
import { checkEndpointUrl } from './webhooks/endpoint-url.js'
import { createEventId } from './webhooks/event-id.js'
import { maskAnswer } from './webhooks/mask-answer.js'
import { createPlatformClient } from './webhooks/platform-client.js'
import { isReservedHeader } from './webhooks/request-headers.js'
import { DEFAULT_RETRY_POLICY } from './webhooks/retry-policy.js'
import { createSender, type Sender } from './webhooks/send.js'
import { createSigningSecret } from './webhooks/signing-secret.js'

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

type Gateways = ReadonlyMap<string, Gateway>

const createDomain = (options: ResolvedOptions, gateways: Gateways): DomainContext => ({
  secretBox: createSecretBox(options.encryptionKey),
  gatewayNames: [...gateways.keys()],
  gatewayNeedsUrl: (name) => {
    const gateway = gateways.get(name)
    return !gateway || limitsOf(gateway).needsUrl
  },
  checkUrl: (url) => checkEndpointUrl(url, options.endpoints) ?? null,
  isReservedHeader,
  readTemplates: (input) => readTemplates({ ...input, isReservedHeader }),
  createId: createEventId,
  createSigningSecret,
  secretOverlapMs: options.secretOverlapMs,
  timeZone: options.timeZone,
  linkWhileInDebt: options.linkWhileInDebt,
  trustUnlock: options.trustUnlock,
})

const labelsOf = (gateways: Gateways): Record<string, string> =>
  Object.fromEntries([...gateways].map(([name, { label }]) => [name, label]))

const createWorker = (
  options: ResolvedOptions,
  parts: { domain: DomainContext; sender: Sender; gateways: Gateways },
): Dispatcher => {
  const { dataSource, logger } = options
  const { deadlineMs: _, retryDelaysMs, ...settings } = options.delivery
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
    pauseIntegration: ({ integrationId }) =>
      dataSource.transaction((tx) =>
        pauseIntegration(tx, { integrationId, reason: 'HTTP 410', actor: { id: 'worker', role: 'system' } }),
      ),
    logger,
  })
}

const createRunner = (
  options: ResolvedOptions,
  { domain, ask }: { domain: DomainContext; ask: AskGateway },
): JobRunner => {
  const { enabled, dailyHour, ...settings } = options.jobs
  const { dataSource, timeZone, logger, retention, reconcileDaily } = options
  const { listAccounts } = ask
  const readTodayHere = (tx: EntityManager): Promise<string> => readToday(tx, timeZone)
  const parts = { domain, readToday: readTodayHere, dailyHour, logger, retention, reconcileDaily, listAccounts }
  const jobs = enabled ? createJobs(parts) : []
  return createJobRunner({ ...settings, jobs, dataSource, timeZone, logger })
}

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
  const worker = createWorker(options, { domain, sender, gateways })
  const runner = createRunner(options, { domain, ask })
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
      await Promise.all([runner.stop({ deadlineMs }), worker.stop({ deadlineMs })])
      await sender.close()
      await client.close()
    },
  }
}
