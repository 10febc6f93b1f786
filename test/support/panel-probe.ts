import { once } from 'node:events'
import { createServer, get, type IncomingMessage, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import AdminJS, { type AdminJSOptions, BaseProperty, BaseRecord, BaseResource } from 'adminjs'
import type { DataSource } from 'typeorm'
import { PanelUser, type Role } from '../../src/entities/index.js'
import { hashPassword } from '../../src/panel/password.js'

/** The least that AdminJS takes for a resource: records in memory, which the test may look at. */
class ProbeResource extends BaseResource {
  readonly rows = new Map<string, Record<string, unknown>>([['1', { id: '1', name: 'Um' }]])
  static override isAdapterFor() {
    return false
  }
  override databaseName() {
    return 'probe'
  }
  override databaseType() {
    return 'probe'
  }
  override id() {
    return 'Probe'
  }
  override properties() {
    return [
      new BaseProperty({ path: 'id', type: 'string', isId: true }),
      new BaseProperty({ path: 'name', type: 'string' }),
    ]
  }
  override property(path: string) {
    return this.properties().find((property) => property.path() === path) ?? null
  }
  override async count() {
    return this.rows.size
  }
  override async find() {
    return [...this.rows.values()].map((row) => new BaseRecord(row, this))
  }
  override async findOne(id: string) {
    const row = this.rows.get(id)
    return row ? new BaseRecord(row, this) : null
  }
  override async findMany(ids: string[]) {
    return ids.flatMap((id) => {
      const row = this.rows.get(id)
      return row ? [new BaseRecord(row, this)] : []
    })
  }
  override async create(params: Record<string, unknown>) {
    const row = { ...params, id: String(this.rows.size + 1) }
    this.rows.set(row.id, row)
    return row
  }
  override async update(id: string, params: Record<string, unknown>) {
    const row = { ...this.rows.get(id), ...params, id }
    this.rows.set(id, row)
    return row
  }
  override async delete(id: string) {
    this.rows.delete(id)
  }
}

/** An AdminJS with the probe, an action that AdminJS's pages call by GET, and one that fails. */
export const createProbeAdmin = (options: AdminJSOptions = {}) => {
  const resource = new ProbeResource()
  const onCall = { actionType: 'resource' as const, component: false as const }
  const wipe = async () => {
    resource.rows.clear()
    return {}
  }
  const explode = async () => {
    throw new Error('detail that nobody may see')
  }
  const actions = { wipe: { ...onCall, handler: wipe }, explode: { ...onCall, handler: explode } }
  const admin = new AdminJS({ rootPath: '/admin', resources: [{ resource, options: { actions } }], ...options })
  return { admin, resource }
}

export const PROBE_PASSWORD = 'uma senha de teste'

/** A panel user whose password is `PROBE_PASSWORD`. */
export const addPanelUser = async (dataSource: DataSource, user: { email: string; name?: string; role?: Role }) =>
  dataSource.manager.save(
    PanelUser,
    dataSource.manager.create(PanelUser, {
      name: 'Pessoa de Teste',
      role: 'administrator',
      ...user,
      passwordHash: await hashPassword(PROBE_PASSWORD),
    }),
  )

/** A server on a free port; `origin` is its address, `stop` ends its connections too. */
export const serve = async (listener: RequestListener) => {
  const server: Server = createServer(listener)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const stop = async () => {
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  }
  return { origin, stop }
}

/** A browser's part in the talk: keeps cookies, follows nothing by itself. */
export const createVisitor = (origin: string) => {
  const jar = new Map<string, string>()
  const request = async (path: string, init: RequestInit = {}) => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = { ...(cookie ? { cookie } : {}), ...(init.headers as Record<string, string> | undefined) }
    const response = await fetch(origin + path, { redirect: 'manual', ...init, headers })
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      const at = pair.indexOf('=')
      const value = pair.slice(at + 1)
      if (value) jar.set(pair.slice(0, at), value)
      else jar.delete(pair.slice(0, at))
    }
    return response
  }
  const post = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
    request(path, { method: 'POST', body: new URLSearchParams(fields), headers })
  const signIn = (email: string, password = PROBE_PASSWORD) => post('/admin/login', { email, password })
  // By hand: `fetch` sets Sec-Fetch-Mode itself.
  const navigate = async (path: string, headers: Record<string, string> = {}) => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const [answer] = (await once(
      get(origin + path, { headers: { cookie, 'sec-fetch-mode': 'navigate', ...headers } }),
      'response',
    )) as [IncomingMessage]
    answer.resume()
    return answer
  }
  return { jar, request, post, navigate, signIn }
}
