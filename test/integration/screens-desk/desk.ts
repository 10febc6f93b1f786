import type { ResourceWithOptions } from 'adminjs'
import type { DataSource } from 'typeorm'
import type { Role } from '../../../src/entities/panel-user.js'
import {
  type ContentPlatforms,
  contentPlatforms,
  generateEncryptionKey,
  saveIntegration,
  savePackage,
  savePlan,
  syncProducts,
} from '../../../src/index.js'
import { createTestDatabase } from '../../support/database.js'
import { type Receiver, startReceiver } from '../../support/receiver.js'
import { type Answer, type ResourceServer, serveResources } from '../../support/resource-server.js'

export type Form = Record<string, string>

const ACTOR = { id: 'teste@example.com', role: 'administrator' } as const
const DOCUMENTS = ['52998224725', '11144477735', '39053344705', '15350946056', '12ABC34501DE35', '29507487000185']

export interface Desk extends ResourceServer {
  dataSource: DataSource
  content: ContentPlatforms
  /** The platform of `integrationId`: what it answers is told here. */
  platform: Receiver
  integrationId: number
  /** Runs an action of a record by POST. */
  run(path: string, form?: Form, role?: Role): Promise<Answer>
  rows<T = Record<string, unknown>>(sql: string, parameters?: unknown[]): Promise<T[]>
  count(table: string): Promise<number>
  addPackage(values?: { name?: string; priceCents?: number; commercialMode?: string; local?: boolean }): Promise<number>
  addPlan(values?: { lockPackages?: boolean; packages?: [id: number, mandatory: boolean][] }): Promise<number>
  addCustomer(form?: Form): Promise<number>
  /** A service with all packages of its plan; working at once unless told otherwise. */
  addService(form: Form): Promise<number>
}

const SECRET_BYTES = 'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'

/** The package's resources over real HTTP, on a database of its own, with a platform that can be told to fail. */
export const openDesk = async ({
  retryDelaysMs = [3_600_000],
  jobs = true,
}: {
  retryDelaysMs?: number[]
  jobs?: boolean
} = {}): Promise<Desk> => {
  const db = await createTestDatabase()
  const { dataSource } = db
  const platform = await startReceiver(`whsec_${SECRET_BYTES}`)
  const content = contentPlatforms({
    dataSource,
    encryptionKey: generateEncryptionKey(),
    endpoints: { allowHttp: true, allowedPorts: 'any', allowedHosts: ['127.0.0.1'], allowedCidrs: ['127.0.0.0/8'] },
    delivery: { retryDelaysMs, pollMs: 50 },
    jobs: { enabled: jobs },
  })
  const server = await serveResources(content.adminOptions().resources as ResourceWithOptions[])
  const { domain } = content
  let made = 0

  const { integrationId, productId } = await dataSource.transaction(async (tx) => {
    const values = { gateway: 'outros', description: 'Estação Play', url: platform.url, method: 'POST' as const }
    const integration = await saveIntegration(
      tx,
      { values: { ...values, active: true, successRule: 'http_2xx' }, actor: ACTOR },
      domain,
    )
    const listed = [{ externalId: 'generico', code: 'GENERICO', name: 'Genérico', generic: true }]
    await syncProducts(tx, { integrationId: integration.id, listed, actor: ACTOR })
    const [product]: { id: number }[] = await tx.query('select id from content_platforms.product')
    return { integrationId: integration.id, productId: product?.id ?? 0 }
  })

  const mustSucceed = (answer: Answer): number => {
    if (answer.notice?.type !== 'success') throw new Error(answer.text)
    return Number(answer.record.id)
  }
  const count: Desk['count'] = async (table) => {
    const [row] = await dataSource.query(`select count(*)::int as n from content_platforms.${table}`)
    return row.n
  }
  return {
    ...server,
    dataSource,
    content,
    platform,
    integrationId,
    count,
    run: (path, form = {}, role = 'administrator') => server.post(path, form, role),
    rows: (sql, parameters) => dataSource.query(sql, parameters),
    addPackage: ({ local = false, ...values } = {}) =>
      dataSource.transaction(async (tx) => {
        made += 1
        const defaults = { name: `Pacote ${made}`, code: `P${made}`, priceCents: 2990, commercialMode: 'avulso' }
        const given = { ...defaults, ...values, productId: local ? null : productId, active: true, suspendOnDebt: true }
        return (await savePackage(tx, { values: given as never, actor: ACTOR })).id
      }),
    addPlan: ({ lockPackages = false, packages = [] } = {}) =>
      dataSource.transaction(async (tx) => {
        made += 1
        const links = packages.map(([packageId, mandatory]) => ({ packageId, mandatory, priceOverrideCents: null }))
        const values = { name: `Plano ${made}`, priceCents: 9990, lockPackages, active: true, packages: links }
        return (await savePlan(tx, { values, actor: ACTOR })).id
      }),
    addCustomer: async (form = {}) => {
      const document = DOCUMENTS[await count('customer')] ?? ''
      const personType = document.length === 14 ? 'pj' : 'pf'
      const given = {
        name: 'Íris Valadão',
        personType,
        document,
        email: 'iris@example.com',
        phone: '11987654321',
        ...form,
      }
      return mustSucceed(await server.post('/Customer/actions/new', given))
    },
    addService: async (form) => {
      const defaults = { dueDay: '10', activate: 'true', consentChannel: 'telefone' }
      return mustSucceed(await server.post('/CustomerService/actions/new', { ...defaults, ...form }))
    },
    close: async () => {
      await server.close()
      await content.stop()
      await platform.close()
      await db.drop()
    },
  }
}

/** Why fields were refused, by path, of any answer. */
export const refusals = (answer: Answer): Record<string, string> =>
  Object.fromEntries(
    Object.entries((answer.record?.errors ?? {}) as Record<string, { message: string }>).map(([path, { message }]) => [
      path,
      message,
    ]),
  )

/** What an answer's notice says: `errors.CODE` or the key of a message. */
export const said = (answer: Answer): string => `${answer.notice?.type}: ${answer.notice?.message}`
