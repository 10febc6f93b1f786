import { once } from 'node:events'
import { contentPlatformMigrations } from 'adminjs-content-platforms'
import { contentPlatformEntities } from 'adminjs-content-platforms/entities'
import express from 'express'
import { DataSource } from 'typeorm'
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
  encryptionKey: string
  port: number
  platform: PlatformProcess
}

/** The internet provider: its database up to date, its sample data once, its panel and its worker in this process. */
export const startProvider = async ({ databaseUrl, port }: ProviderInput): Promise<Provider> => {
  const dataSource = new DataSource({
    type: 'postgres',
    url: databaseUrl,
    entities: contentPlatformEntities,
    migrations: contentPlatformMigrations,
    uuidExtension: 'pgcrypto',
    installExtensions: false,
  })
  await dataSource.initialize().catch((cause: Error) => {
    throw new StartRefused(`O banco de dados não aceita conexão: ${cause.message}. Confira DATABASE_URL.`, { cause })
  })
  await dataSource.runMigrations()
  const app = express()
  app.get('/', (_request, response) => response.redirect('/admin'))
  const server = app.listen(port, '127.0.0.1')
  await once(server, 'listening').catch((error: NodeJS.ErrnoException) => {
    throw portRefused('PORT', port, error.code)
  })
  return {
    url: `http://127.0.0.1:${port}/admin`,
    stopWorker: async () => {},
    stopPanel: async () => {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
      await dataSource.destroy()
    },
  }
}
