import { randomBytes } from 'node:crypto'
import AdminJS from 'adminjs'
import express from 'express'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type ContentPlatforms, contentPlatforms, generateEncryptionKey } from '../../../src/index.js'
import { createTestDatabase, type TestDatabase } from '../../support/database.js'
import { dumpDatabase } from '../../support/dump.js'
import { addPanelUser, createVisitor, PROBE_PASSWORD, serve } from '../../support/panel-probe.js'
import { type ReceivedRequest, type Receiver, startReceiver } from '../../support/receiver.js'

const ANA = 'ana@example.com'
const secret = (name: string) => `${name}-${randomBytes(18).toString('base64')}`
const BASIC = { user: 'provedor', password: secret('basica') }

const parameter = (key: string, location: string, value: string) => ({ key, location, value, secret: 'true' })
const PARAMETERS = [
  parameter('X-Chave', 'header', secret('cabecalho')),
  parameter('Authorization', 'header', `Bearer ${secret('portador')}`),
  parameter('X-Basic', 'header', `Basic ${Buffer.from(`${BASIC.user}:${BASIC.password}`).toString('base64')}`),
  parameter('chave', 'query', secret('endereço & co')),
  parameter('conta', 'path', secret('caminho/ção')),
  parameter('credencial', 'body', `${secret('corpo')}"\\ação'<>&%`),
]
const OPEN_VALUE = 'valor-que-todos-podem-ver'
const NEW_PASSWORD = secret('senha')
const KEYS = [generateEncryptionKey(), generateEncryptionKey()]

let db: TestDatabase
let content: ContentPlatforms
let platform: Receiver
let stop: () => Promise<void>
let dump: Awaited<ReturnType<typeof dumpDatabase>>
const signingSecrets: string[] = []
const cookies: string[] = []

/** All that it was sent, in several spellings: what a platform in its debug mode answers. */
const everything = ({ headers, path, body }: ReceivedRequest): string => {
  const said = { headers, path, body, decoded: decodeURIComponent(path), basic: `${BASIC.user}:${BASIC.password}` }
  const text = PARAMETERS.map(({ value }) => value)
  const spelled = (['base64', 'base64url', 'hex'] as const).map((encoding) =>
    text.map((value) => Buffer.from(value).toString(encoding)),
  )
  const form = new URLSearchParams(text.map((value, index) => [String(index), value])).toString()
  return JSON.stringify({ success: false, message: `token inválido: ${text.join(' | ')}`, ...said, spelled, form })
}

const use = async (): Promise<void> => {
  const admin = new AdminJS(content.adminOptions())
  const app = express().use('/admin', content.adminRouter(admin, { bundleDir: 'build/test-panel-bundle' }))
  const served = await serve(app)
  stop = served.stop
  const visitor = createVisitor(served.origin)
  await visitor.signIn(ANA)
  const post = async (path: string, form: Record<string, string> = {}) => {
    const answer = await visitor.post(`/admin/api/resources${path}`, form)
    // biome-ignore lint/suspicious/noExplicitAny: AdminJS's answers differ by action and have no common type.
    const body = (await answer.json()) as any
    if (body.notice?.type !== 'success') throw new Error(`${path}: ${JSON.stringify(body.notice ?? body)}`)
    return body
  }
  const added = async (resource: string, form: Record<string, string>): Promise<string> =>
    String((await post(`/${resource}/actions/new`, form)).record.id)

  const rows = [...PARAMETERS, { key: 'X-Aberto', location: 'header', value: OPEN_VALUE, secret: 'false' }]
  const flat = rows.flatMap((row, index) =>
    Object.entries(row).map(([name, value]) => [`parameters.${index}.${name}`, value] as const),
  )
  const id = await added('Integration', {
    description: 'Estação Play',
    gateway: 'outros',
    url: `${platform.url}/{conta}`,
    method: 'POST',
    active: 'true',
    sendSuspendResume: 'true',
    successRule: 'http_2xx_and_body_success',
    dataProfile: 'full',
    ...Object.fromEntries(flat),
  })
  signingSecrets.push((await post(`/Integration/records/${id}/rotateSecret`)).data.secret)
  await post(`/Integration/records/${id}/endPreviousSecret`)
  signingSecrets.push((await post(`/Integration/records/${id}/rotateSecret`)).data.secret)
  await post(`/Integration/records/${id}/edit`, { description: 'Estação Play 2' })
  await post(`/Integration/records/${id}/syncProducts`)
  await visitor.post(`/admin/api/resources/Integration/records/${id}/test`, {})
  await visitor.post(`/admin/api/resources/Integration/records/${id}/homologate`, {})
  await added('PanelUser', {
    name: 'Bia',
    email: 'bia@example.com',
    role: 'auditor',
    password: NEW_PASSWORD,
    active: 'true',
  })
  await createVisitor(served.origin).signIn('bia@example.com', NEW_PASSWORD)

  const [product] = await db.dataSource.query('select id from content_platforms.product')
  const packageId = await added('ContentPackage', {
    name: 'TV',
    code: 'TV',
    commercialMode: 'avulso',
    priceCents: '9,90',
    suspendOnDebt: 'true',
    active: 'true',
    productId: String(product.id),
  })
  const planId = await added('Plan', {
    name: 'Fibra',
    priceCents: '99,90',
    active: 'true',
    'packages.0.packageId': packageId,
  })
  const person = {
    name: 'Íris',
    personType: 'pf',
    document: '52998224725',
    email: 'iris@example.com',
    phone: '11987654321',
  }
  const customerId = await added('Customer', person)
  const serviceId = await added('CustomerService', {
    customerId,
    planId,
    dueDay: '10',
    activate: 'true',
    consentChannel: 'telefone',
  })
  await content.start()
  const attempts = (outcome: string) =>
    db.dataSource.query('select from content_platforms.delivery_attempt where outcome = $1', [outcome])
  await vi.waitFor(async () => expect((await attempts('refused')).length).toBeGreaterThan(3), 20_000)
  platform.otherwise((request, response) => {
    response.end(everything(request).replace('"success":false', '"success":true'))
  })
  await vi.waitFor(async () => expect((await attempts('accepted')).length).toBeGreaterThan(0), 20_000)
  await post(`/CustomerService/records/${serviceId}/suspend`, { kind: 'debt' })
  await vi.waitFor(async () => expect((await attempts('accepted')).length).toBeGreaterThan(1), 20_000)
  cookies.push(...visitor.jar.values())
}

beforeAll(async () => {
  db = await createTestDatabase()
  await addPanelUser(db.dataSource, { email: ANA })
  platform = await startReceiver('')
  platform.otherwise((request, response) => {
    response.writeHead(500).end(everything(request))
  })
  content = contentPlatforms({
    dataSource: db.dataSource,
    encryptionKey: KEYS,
    endpoints: { allowHttp: true, allowedPorts: 'any', allowedHosts: ['127.0.0.1'], allowedCidrs: ['127.0.0.0/8'] },
    delivery: { retryDelaysMs: Array.from({ length: 50 }, () => 300), pollMs: 20 },
  })
  await use()
  dump = await dumpDatabase(db.url)
}, 60_000)
afterAll(async () => {
  await stop?.()
  await content?.stop()
  await platform?.close()
  await db?.drop()
})

/** The dump, and as it is before COPY's and JSON's escapes. */
const readings = (): string[] => {
  const unescaped = dump.text.replaceAll('\\\\', '\\')
  return [dump.text, unescaped, unescaped.replace(/\\(["\\/])/g, '$1'), unescaped.replaceAll('\\\\', '\\')]
}

const inBase64 = (text: string, alphabet: 'base64' | 'base64url'): string[] =>
  [0, 1, 2].map((offset) => {
    const encoded = Buffer.from(' '.repeat(offset) + text)
      .toString(alphabet)
      .replace(/=+$/, '')
    return encoded.slice(offset === 0 ? 0 : 4, -2)
  })

const spelled = (text: string): string[] => [
  text,
  ...inBase64(text, 'base64'),
  ...inBase64(text, 'base64url'),
  Buffer.from(text).toString('hex'),
  encodeURIComponent(text),
  new URLSearchParams({ '': text }).toString().slice(1),
  JSON.stringify(text).slice(1, -1),
  text.split('').reverse().join(''),
]

const found = (text: string): string[] => {
  const where = readings().map((reading) => reading.toLowerCase())
  return spelled(text).filter((spelling) => where.some((reading) => reading.includes(spelling.toLowerCase())))
}

describe('a dump of the database without the key', () => {
  it('is a whole one: all tables, and what was done is in it', () => {
    expect(dump.rows.size).toBeGreaterThan(25)
    for (const text of ['X-Chave', OPEN_VALUE, 'content.subscription.suspended', 'integration.secret_rotated']) {
      expect(dump.text).toContain(text)
    }
    expect(found(OPEN_VALUE)).toContain(OPEN_VALUE)
    const filled = ['audit_entry', 'delivery_attempt', 'homologation', 'integration_parameter', 'panel_session']
    for (const table of [...filled, 'panel_user', 'platform_account', 'signing_secret', 'webhook_event']) {
      expect([table, dump.rows.get(`content_platforms.${table}`) ?? 0]).not.toEqual([table, 0])
    }
    expect(platform.requests.length).toBeGreaterThan(6)
  })

  it.each<[string, () => string]>([
    ...PARAMETERS.map(({ key, value }) => [`the parameter ${key}`, () => value] as [string, () => string]),
    ['the word after Bearer', () => String(PARAMETERS[1]?.value.split(' ')[1])],
    ['the password within Basic', () => BASIC.password],
    ['a password of the panel', () => NEW_PASSWORD],
    ['another password of the panel', () => PROBE_PASSWORD],
    ['the key that seals', () => String(KEYS[0])],
    ['the other key', () => String(KEYS[1])],
    ['the first signing secret', () => String(signingSecrets[0])],
    ['the second signing secret', () => String(signingSecrets[1])],
    [
      'the bytes of a signing secret',
      () => Buffer.from(String(signingSecrets[1]).slice(6), 'base64').toString('latin1'),
    ],
  ])('shows in no spelling %s', (_what, read) => {
    expect(read().length).toBeGreaterThan(10)
    expect(found(read())).toEqual([])
  })

  it('holds sessions, and none that could be taken over: the cookie’s signature is not in it', () => {
    expect(cookies).toHaveLength(1)
    const signature = decodeURIComponent(String(cookies[0])).split('.').at(-1)
    const id = decodeURIComponent(String(cookies[0])).replace(/^s:/, '').split('.')[0]
    expect(dump.text).toContain(id)
    expect(found(String(signature))).toEqual([])
  })
})
