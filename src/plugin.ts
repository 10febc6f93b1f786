import { hkdfSync } from 'node:crypto'
import type AdminJS from 'adminjs'
import type { AdminJSOptions } from 'adminjs'
import type { Router } from 'express'
import type { Registry } from 'prom-client'
import { readDashboard } from './actions/read-dashboard.js'
import { type ApiRouterOptions, createApiRouter } from './api/create-api-router.js'
import { createEngine } from './create-engine.js'
import { createPanelContext } from './create-panel-context.js'
import { readToday } from './domain/clock.js'
import type { DomainContext } from './domain/context.js'
import type { Gateway } from './gateways/gateway.js'
import { recompute } from './jobs/recompute.js'
import { type ContentPlatformsOptions, type ResolvedOptions, resolveOptions } from './options.js'
import { createAppearance } from './panel/appearance/appearance.js'
import type { Authenticate } from './panel/authenticate.js'
import type { PanelContext } from './panel/panel-context.js'
import { logPanelErrorsTo } from './panel/panel-log.js'
import { createPanelRouter } from './panel/router/create-panel-router.js'
import { createResources } from './resources/index.js'
import { readEncryptionKeys } from './secrets/encryption-keys.js'

export interface ContentPlatforms {
  /** What use cases such as `linkPackage(tx, input, content.domain)` need. */
  domain: DomainContext
  /** The panel's options for `new AdminJS`, added to the host's own resources. */
  adminOptions(given?: Partial<AdminJSOptions>): AdminJSOptions
  /** The panel as an Express router; without `authenticate` people sign in as panel users. */
  adminRouter(admin: AdminJS, options?: AdminRouterOptions): Router
  /** Health and, if asked for, figures, as an Express router without a panel: `app.use('/content', content.apiRouter())`. */
  apiRouter(options?: ApiRouterOptions): Router
  /** The figures themselves, in a registry of its own, for a host that merges it with its own. */
  metrics: Registry
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

// One key to keep: the cookie's is derived from it, and neither tells the other. Every key has its own, so that
// who is signed in while the key changes stays so.
const deriveCookieSecret = (key: Buffer): string =>
  Buffer.from(hkdfSync('sha256', key, '', 'panel-session', 32)).toString('base64')

/**
 * Joins all parts. Returns them and changes nothing of the host's, save one subscriber on its DataSource: from here on
 * whoever writes through it in this process has its events recorded. Throws a `TypeError` that names a wrong option.
 */
export const contentPlatforms = (given: ContentPlatformsOptions): ContentPlatforms => {
  const options = resolveOptions(given)
  const { dataSource, logger } = options
  const engine = createEngine(options)
  const { gateways } = engine
  logPanelErrorsTo(dataSource, logger)
  const context = createPanelContext({ options, ...engine })

  const appearance = createAppearance({ timeZone: options.timeZone, gatewayLabels: labelsOf(gateways) })
  return {
    domain: engine.domain,
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
        cookieSecret: readEncryptionKeys(options.encryptionKey).map(({ bytes }) => deriveCookieSecret(bytes)),
      }),
    apiRouter: (api) =>
      createApiRouter(
        { readReadiness: engine.readReadiness, readMetrics: () => engine.metrics.registry.metrics() },
        api,
      ),
    metrics: engine.metrics.registry,
    start: engine.start,
    recomputeAll: () => recomputeNow(options),
    listProducts: context.listProducts,
    reconcile: context.reconcile,
    correctDifferences: context.correctDifferences,
    resendState: context.resendState,
    stop: engine.stop,
  }
}
