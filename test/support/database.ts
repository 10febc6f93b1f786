import type { DataSource } from 'typeorm'
import { inject } from 'vitest'
import { connect, databaseUrl, onServer, uniqueName } from './template-database.js'

export interface TestDatabase {
  url: string
  dataSource: DataSource
  /** Another connection pool to the same database, such as a second process would have; closed by `drop`. */
  connect: () => Promise<DataSource>
  /** Closes what was opened here and drops the database. Fails if a test left a connection of its own open. */
  drop: () => Promise<void>
}

/** A database of its own for one test file: a copy of the migrated template. Call `drop` in `afterAll`. */
export const createTestDatabase = async (): Promise<TestDatabase> => {
  const server = inject('server')
  const name = uniqueName('test')
  await onServer(server.url, `create database ${name} template ${server.template}`)
  const url = databaseUrl(server.url, name)
  const opened: DataSource[] = []
  const open = async () => {
    const dataSource = await connect(url)
    opened.push(dataSource)
    return dataSource
  }
  const drop = async () => {
    await Promise.all(opened.filter((source) => source.isInitialized).map((source) => source.destroy()))
    await onServer(server.url, `drop database ${name}`)
  }
  return { url, dataSource: await open(), connect: open, drop }
}
