import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DataSource } from 'typeorm'
import { readPostmaster, serves } from '../../demo/embedded-database/postmaster.js'
import { startEmbeddedDatabase } from '../../demo/embedded-database/server.js'
import { type DatabaseProxy, startDatabaseProxy } from './database-proxy.js'
import { connect, createTemplate, databaseUrl } from './template-database.js'

/** How PostgreSQL goes down: sessions ended and all in order, or at once, with recovery at the next start. */
export type Stop = 'orderly' | 'crash'

export interface OwnServer {
  /** A migrated database, behind the proxy: the address stays the same however often the server restarts. */
  url: string
  proxy: DatabaseProxy
  /** A connection pool that `stop` closes. */
  connect(): Promise<DataSource>
  restart(how: Stop): Promise<void>
  stop(): Promise<void>
}

/** A PostgreSQL that a test may stop and crash, with fsync and synchronous commits as in earnest. */
export const startOwnServer = async (): Promise<OwnServer> => {
  const home = await mkdtemp(join(tmpdir(), `adminjs-content-platforms-test-${process.pid}-`))
  await chmod(home, 0o711)
  let server = await startEmbeddedDatabase({ home, durable: true })
  const name = await createTemplate(server.url)
  const proxy = await startDatabaseProxy(databaseUrl(server.url, name))
  const opened: DataSource[] = []
  return {
    url: proxy.url,
    proxy,
    async connect() {
      const dataSource = await connect(proxy.url)
      opened.push(dataSource)
      return dataSource
    },
    async restart(how) {
      await (how === 'crash' ? crash(join(home, 'data')) : server.stop())
      server = await startEmbeddedDatabase({ home, durable: true })
      proxy.leadTo(databaseUrl(server.url, name))
    },
    async stop() {
      await Promise.all(opened.map((dataSource) => dataSource.destroy()))
      await proxy.close()
      await server.stop()
      await rm(home, { recursive: true, force: true })
    },
  }
}

const IMMEDIATE_SHUTDOWN = 'SIGQUIT'

const crash = async (data: string) => {
  const postmaster = await readPostmaster(data)
  if (!postmaster) return
  process.kill(postmaster.pid, IMMEDIATE_SHUTDOWN)
  while (await serves(postmaster, data)) await new Promise((resolve) => setTimeout(resolve, 20))
}
