import { once } from 'node:events'
import AdminJS from 'adminjs'
import { contentPlatformMigrations, contentPlatforms } from 'adminjs-content-platforms'
import { contentPlatformEntities } from 'adminjs-content-platforms/entities'
import express from 'express'
import pino from 'pino'
import { DataSource } from 'typeorm'
import { introduceSample } from './introduce-platform.js'
import { loadSample } from './load-sample.js'
import type { PlatformProcess } from './platform-process.js'
import { portRefused } from './ports.js'
import { StartRefused } from './start-refused.js'

export interface Provider {
  url: string
  /** Takes up no more deliveries and waits for those in flight. */
  stopWorker: () => Promise<void>
  stopPanel: () => Promise<void>
}

interface ProviderInput {
  databaseUrl: string
  dataFolder: string
  encryptionKey: string
  port: number
  platform: PlatformProcess
}

// Minutes instead of days, so that a newcomer sees a platform fail and recover.
const DEMO_RETRY_DELAYS_MS = [2_000, 4_000, 8_000, 15_000, 30_000, 60_000, 120_000]

const openDataSource = async (url: string): Promise<DataSource> => {
  const dataSource = new DataSource({
    type: 'postgres',
    url,
    entities: contentPlatformEntities,
    migrations: contentPlatformMigrations,
    uuidExtension: 'pgcrypto',
    installExtensions: false,
  })
  await dataSource.initialize().catch((cause: Error) => {
    throw new StartRefused(`O banco de dados não aceita conexão: ${cause.message}. Confira DATABASE_URL.`, { cause })
  })
  await dataSource.runMigrations()
  return dataSource
}

/** The internet provider: its database up to date, its sample data once, its panel and its worker in this process. */
export const startProvider = async ({
  databaseUrl,
  dataFolder,
  encryptionKey,
  port,
  platform,
}: ProviderInput): Promise<Provider> => {
  const dataSource = await openDataSource(databaseUrl)
  const content = contentPlatforms({
    dataSource,
    encryptionKey,
    endpoints: { allowHttp: true, allowedPorts: 'any', allowedHosts: ['localhost'], allowedCidrs: ['127.0.0.0/8'] },
    delivery: { retryDelaysMs: DEMO_RETRY_DELAYS_MS },
    logger: pino({ level: 'error' }, pino.destination(2)),
  })
  const { domain } = content
  await loadSample({ dataSource, domain, platformUrl: platform.url })
  platform.introduce(await introduceSample({ dataSource, domain, dataFolder, platformUrl: platform.url }))

  const admin = new AdminJS(content.adminOptions())
  const app = express()
  app.get('/', (_request, response) => response.redirect(admin.options.rootPath))
  app.use(admin.options.rootPath, content.adminRouter(admin))
  const server = app.listen(port, '127.0.0.1')
  await once(server, 'listening').catch((error: NodeJS.ErrnoException) => {
    throw portRefused('PORT', port, error.code)
  })
  await content.start()
  return {
    url: `http://127.0.0.1:${port}${admin.options.rootPath}`,
    stopWorker: () => content.stop(),
    stopPanel: async () => {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
      await dataSource.destroy()
    },
  }
}
