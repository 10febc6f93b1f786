import type { ResourceWithOptions } from 'adminjs'
import type { DataSource } from 'typeorm'
import { generateEncryptionKey } from '../../../src/index.js'
import { contentPlatforms } from '../../../src/plugin.js'
import { createTestDatabase, type TestDatabase } from '../../support/database.js'
import { type Answer, type ResourceServer, serveResources } from '../../support/resource-server.js'

export type Form = Record<string, string>

export interface Panel extends ResourceServer {
  dataSource: DataSource
  /** Posts the form of a new record. */
  add(resource: string, form: Form): Promise<Answer>
  /** The same, for what must succeed; the new record's id. */
  added(resource: string, form: Form): Promise<number>
  edit(resource: string, id: number | string, form: Form): Promise<Answer>
  run(resource: string, id: number | string, action: string): Promise<Answer>
  rows(sql: string, parameters?: unknown[]): Promise<Record<string, unknown>[]>
}

/** The package's own resources behind AdminJS's API, on a database of its own; webhooks may go to 127.0.0.1. */
export const openPanel = async (): Promise<Panel> => {
  const db: TestDatabase = await createTestDatabase()
  const { dataSource } = db
  const content = contentPlatforms({
    dataSource,
    encryptionKey: generateEncryptionKey(),
    endpoints: { allowHttp: true, allowedPorts: 'any', allowedHosts: ['127.0.0.1'] },
  })
  const server = await serveResources(content.adminOptions().resources as ResourceWithOptions[])
  const add: Panel['add'] = (resource, form) => server.post(`/${resource}/actions/new`, form)
  return {
    ...server,
    dataSource,
    add,
    added: async (resource, form) => {
      const answer = await add(resource, form)
      if (answer.notice?.type !== 'success') throw new Error(`${resource} was not added: ${answer.text}`)
      return Number(answer.record.id)
    },
    edit: (resource, id, form) => server.post(`/${resource}/records/${id}/edit`, form),
    run: (resource, id, action) => server.post(`/${resource}/records/${id}/${action}`, {}),
    rows: (sql, parameters) => dataSource.query(sql, parameters),
    close: async () => {
      await server.close()
      await content.stop()
      await db.drop()
    },
  }
}

/** Why fields were refused, by path. */
export const refusals = (answer: Answer): Record<string, string> =>
  Object.fromEntries(
    Object.entries((answer.record?.errors ?? {}) as Record<string, { message: string }>).map(([path, { message }]) => [
      path,
      message,
    ]),
  )

export const PLATFORM: Form = {
  description: 'Estação Play',
  gateway: 'outros',
  url: 'http://127.0.0.1:9/avisos',
  method: 'POST',
  active: 'true',
  sendSuspendResume: 'true',
  successRule: 'http_2xx',
  dataProfile: 'contact',
}

export const PACKAGE: Form = {
  name: 'TV Básica',
  code: 'TV-BAS',
  commercialMode: 'avulso',
  priceCents: '29,90',
  suspendOnDebt: 'true',
  active: 'true',
}

export const PLAN: Form = { name: 'Fibra 500', priceCents: '99,90', active: 'true' }
