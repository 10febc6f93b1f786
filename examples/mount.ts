// How a host mounts the plugin in an Express app of its own, with its own DataSource and AdminJS.
import AdminJS from 'adminjs'
import { contentPlatformMigrations, contentPlatforms, suspendService } from 'adminjs-content-platforms'
import { contentPlatformEntities } from 'adminjs-content-platforms/entities'
import express from 'express'
import { DataSource } from 'typeorm'

interface HostInput {
  databaseUrl: string
  /** 32 random bytes in base64, from wherever the host keeps its secrets. */
  encryptionKey: string
}

export const startHost = async ({ databaseUrl, encryptionKey }: HostInput) => {
  // #region mount
  const dataSource = await new DataSource({
    type: 'postgres',
    url: databaseUrl,
    entities: contentPlatformEntities,
    migrations: contentPlatformMigrations,
    uuidExtension: 'pgcrypto',
    installExtensions: false,
  }).initialize()
  await dataSource.runMigrations()

  const content = contentPlatforms({ dataSource, encryptionKey })
  const admin = new AdminJS(content.adminOptions({ rootPath: '/admin' }))
  const app = express()
  app.use(admin.options.rootPath, content.adminRouter(admin))

  await content.start()
  // #endregion

  const suspendForDebt = async (serviceId: number) => {
    // #region host
    await dataSource.transaction((tx) =>
      suspendService(tx, { serviceId, kind: 'debt', origin: 'host', actor: { id: 'erp', role: 'system' } }),
    )
    // #endregion
  }

  const stop = async () => {
    await content.stop()
    await dataSource.destroy()
  }
  return { app, content, dataSource, suspendForDebt, stop }
}
