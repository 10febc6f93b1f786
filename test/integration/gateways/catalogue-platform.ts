import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface CatalogueUser {
  id: string
  account: number
  login: string
  items: { subscription: number; sku: string; status: 'ok' | 'blocked' }[]
}

type Fault = (response: ServerResponse) => void

/** A platform with the API that the example gateway speaks: lists in pages, and events that it applies to its users. */
export const startCataloguePlatform = async ({ token = 'Bearer segredo-da-plataforma' } = {}) => {
  const products: { sku: string; title: string }[] = []
  const users = new Map<number, CatalogueUser>()
  const faults: Fault[] = []
  const asked: { path: string; authorization: string | undefined }[] = []
  let pageSize = 200
  let refused: number | null = null

  const json = (response: ServerResponse, body: unknown, status = 200): void => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  }
  const page = <T>(items: readonly T[], after: string | null) => {
    const from = Number(after ?? 0)
    const until = from + pageSize
    return { items: items.slice(from, until), ...(until < items.length ? { next: String(until) } : {}) }
  }
  const apply = (event: { event: string; subscription: number; account: number; sku: string }): void => {
    const { account, subscription, sku } = event
    const user = users.get(account) ?? { id: `u-${account}`, account, login: `login-${account}`, items: [] }
    const others = user.items.filter((item) => item.subscription !== subscription)
    const kind = event.event.split('.').at(-1)
    if (kind === 'ping') return
    if (kind !== 'removed') others.push({ subscription, sku, status: kind === 'suspended' ? 'blocked' : 'ok' })
    if (others.length === 0) users.delete(account)
    else users.set(account, { ...user, items: others })
  }

  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://platform')
    asked.push({ path: request.url ?? '', authorization: request.headers.authorization })
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const fault = pathname.endsWith('/events') ? undefined : faults.shift()
    if (fault) return fault(response)
    if (request.headers.authorization !== token) {
      return json(response, { message: `token ${request.headers.authorization} desconhecido` }, 401)
    }
    if (pathname.endsWith('/products')) return json(response, page(products, searchParams.get('after')))
    if (pathname.endsWith('/users')) return json(response, page([...users.values()], searchParams.get('after')))
    if (refused !== null) return json(response, { message: 'fora do ar' }, refused)
    const event = JSON.parse(Buffer.concat(chunks).toString())
    if (event.event === undefined) return json(response, {}) // a webhook of `outros`
    apply(event)
    return json(response, { id: `u-${event.account}`, login: `login-${event.account}` })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/v1`,
    token,
    products,
    users,
    asked,
    /** What the next questions are answered with, in order, instead of a list. */
    fail: (...next: Fault[]) => void faults.push(...next),
    /** Status with which events are refused from now on; null for none. */
    refuseEvents: (status: number | null) => {
      refused = status
    },
    paged: (size: number) => {
      pageSize = size
    },
    close: () => {
      server.closeAllConnections()
      return new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

export type CataloguePlatform = Awaited<ReturnType<typeof startCataloguePlatform>>

/** A whole answer of one's own. */
export const answers =
  (status: number, body: string): Fault =>
  (response) =>
    void response.writeHead(status).end(body)

/** Never answers. */
export const staysSilent: Fault = () => {}
