// A gateway of a host's own: a platform with a catalogue and a list of users over HTTP.
//
//   contentPlatforms({ dataSource, encryptionKey, gateways: [catalogueGateway] })
//
// In the panel, the integration's address is the platform's API, such as `https://api.example.com/v1`, and its token a
// secret parameter `Authorization` with the value `Bearer …` in the header.
import {
  DomainError,
  type Endpoint,
  type Gateway,
  type GatewayTools,
  type ListedAccount,
  type ListedProduct,
} from 'adminjs-content-platforms'

const PAGE_SIZE = 200

interface Page<T> {
  items: T[]
  /** Where the next page begins; left out on the last one. */
  next?: string | null
}

// #region helpers
const headersOf = ({ parameters }: Endpoint): Record<string, string> =>
  Object.fromEntries(parameters.filter(({ location }) => location === 'header').map(({ key, value }) => [key, value]))

const isPage = <T>(body: unknown): body is Page<T> => Array.isArray((body as Partial<Page<T>> | null)?.items)

/** Every item of a list that comes in pages. */
async function* readPages<T>(endpoint: Endpoint, tools: GatewayTools, path: string): AsyncGenerator<T> {
  let next: string | null | undefined
  do {
    const url = new URL(`${endpoint.url.replace(/\/$/, '')}/${path}?limit=${PAGE_SIZE}`)
    if (next) url.searchParams.set('after', next)
    const body = (await tools.fetch({ url, headers: headersOf(endpoint) })).json()
    if (!isPage<T>(body)) throw new DomainError('PLATFORM_ANSWER_INVALID', { detail: `${path}: items` })
    yield* body.items
    // A platform that names the same page again would be asked for ever.
    if (body.next && body.next === next) throw new DomainError('PLATFORM_ANSWER_INVALID', { detail: `${path}: next` })
    next = body.next
  } while (next)
}
// #endregion

interface WireProduct {
  sku: string
  title: string
}

interface WireUser {
  id: string
  account: number
  login: string
  items: { subscription: number; sku: string; status: string }[]
}

// #region products
async function* listProducts(endpoint: Endpoint, tools: GatewayTools): AsyncGenerator<ListedProduct> {
  for await (const { sku, title } of readPages<WireProduct>(endpoint, tools, 'products')) {
    yield { externalId: sku, code: sku, name: title }
  }
}
// #endregion

// #region accounts
async function* listAccounts(endpoint: Endpoint, tools: GatewayTools): AsyncGenerator<ListedAccount> {
  for await (const { id, account, login, items } of readPages<WireUser>(endpoint, tools, 'users')) {
    const subscriptions = items.map(({ subscription, sku, status }) => ({
      id: subscription,
      productExternalId: sku,
      state: status === 'blocked' ? ('suspended' as const) : ('active' as const),
    }))
    yield { externalId: id, accountId: account, login, subscriptions }
  }
}
// #endregion

// #region gateway
export const catalogueGateway: Gateway = {
  name: 'catalogo',
  label: 'Plataforma com catálogo',
  listProducts,
  listAccounts,

  buildRequest: ({ event, subject, endpoint }) => ({
    method: 'POST',
    url: `${endpoint.url.replace(/\/$/, '')}/events`,
    headers: { 'content-type': 'application/json', ...headersOf(endpoint) },
    body: JSON.stringify({
      event: event.type,
      subscription: event.data.subscriptionId,
      status: event.data.state,
      account: event.data.accountId,
      sku: subject?.product?.externalId,
      email: subject?.customer.email,
    }),
  }),

  readAnswer: ({ status, body }) => {
    if (status < 200 || status > 299) return { kind: 'refused', message: body.slice(0, 200) }
    const { id, login } = JSON.parse(body) as { id?: string; login?: string }
    return { kind: 'accepted', ...(id ? { externalId: id } : {}), ...(login ? { login } : {}) }
  },
}
// #endregion
