import express, { type RequestHandler } from 'express'
import type { DataSource } from 'typeorm'
import { createPanelRouter } from '../../src/panel/router/create-panel-router.js'
import type { PanelRouterOptions } from '../../src/panel/router/panel-router-options.js'
import { createProbeAdmin, createVisitor, serve } from './panel-probe.js'

export interface LoggedLine {
  level: 'warn' | 'error'
  fields: Record<string, unknown>
  message: string
}

export interface PanelServerOptions extends Partial<PanelRouterOptions> {
  dataSource: DataSource
  /** What the host app has before the panel. */
  before?: RequestHandler[]
  trustProxy?: boolean
}

/** Our router over the probe's resource, as a host mounts it, with what it logged. */
export const startPanel = async ({ before = [], trustProxy = false, ...options }: PanelServerOptions) => {
  const { admin, resource } = createProbeAdmin()
  const lines: LoggedLine[] = []
  const note = (level: LoggedLine['level']) => (fields: Record<string, unknown>, message: string) => {
    lines.push({ level, fields, message })
  }
  const app = express()
  app.set('trust proxy', trustProxy)
  for (const handler of before) app.use(handler)
  const router = createPanelRouter(admin, {
    cookieSecret: 'a secret of the tests only',
    logger: { warn: note('warn'), error: note('error') },
    bundleDir: 'build/test-panel-bundle',
    ...options,
  })
  app.use('/admin', router)
  const { origin, stop } = await serve(app)
  return { origin, stop, lines, resource, admin, visit: () => createVisitor(origin) }
}
