import type { ListedProduct } from '../domain/integrations/sync-products.js'
import type { ListedAccount, ListedSubscription } from '../domain/reconciliation/listed-account.js'
import { DomainError } from '../errors.js'
import type { Listing } from './gateway.js'

const MAX_PRODUCTS = 20_000
const MAX_ACCOUNTS = 500_000

const CODE_LENGTH = 200
const NAME_LENGTH = 300

interface Collected<T> {
  /** What names an item; of several with one name the last counts. */
  key: (item: T) => string
  max: number
}

/** Takes a listing to its end. Throws `PLATFORM_LIST_TOO_LONG` instead of filling the memory. */
const collect = async <T>(listing: Listing<unknown>, read: (item: unknown) => T, { key, max }: Collected<T>) => {
  const items = new Map<string, T>()
  let seen = 0
  for await (const raw of Symbol.asyncIterator in listing ? listing : await listing) {
    seen += 1
    // Counted before they are told apart: a platform that repeats its last page for ever would else never end.
    if (seen > max * 2 || items.size > max) throw new DomainError('PLATFORM_LIST_TOO_LONG', { max })
    const item = read(raw)
    items.set(key(item), item)
  }
  if (items.size > max) throw new DomainError('PLATFORM_LIST_TOO_LONG', { max })
  return [...items.values()]
}

const refuse = (detail: string): never => {
  throw new DomainError('PLATFORM_ANSWER_INVALID', { detail })
}

const asRecord = (value: unknown, what: string): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : refuse(what)

/** A text that PostgreSQL takes; numbers are ids in many platforms. */
const asText = (value: unknown, what: string, length: number): string => {
  const text = (typeof value === 'number' ? String(value) : typeof value === 'string' ? value : refuse(what))
    .replaceAll('\0', '')
    .trim()
  return text === '' || text.length > length ? refuse(what) : text
}

const optionalText = (value: unknown, what: string): string | undefined =>
  value === undefined || value === null || value === '' ? undefined : asText(value, what, CODE_LENGTH)

const optionalId = (value: unknown, what: string): number | undefined => {
  if (value === undefined || value === null) return undefined
  return Number.isInteger(value) && (value as number) > 0 && (value as number) < 2 ** 31
    ? (value as number)
    : refuse(what)
}

const asState = (value: unknown): 'active' | 'suspended' =>
  value === 'active' || value === 'suspended' ? value : refuse('state')

const readProduct = (item: unknown): Required<ListedProduct> => {
  const { externalId, code, name, generic } = asRecord(item, 'product')
  const id = asText(externalId, 'externalId', CODE_LENGTH)
  return {
    externalId: id,
    code: optionalText(code, 'code') ?? id,
    name: asText(name, 'name', NAME_LENGTH),
    generic: generic === true,
  }
}

const readSubscription = (item: unknown): ListedSubscription => {
  const { id, productExternalId, state } = asRecord(item, 'subscription')
  const known = optionalId(id, 'subscription.id')
  const product = optionalText(productExternalId, 'productExternalId')
  if (known === undefined && product === undefined) refuse('subscription.id')
  return {
    state: asState(state),
    ...(known === undefined ? {} : { id: known }),
    ...(product === undefined ? {} : { productExternalId: product }),
  }
}

const readAccount = (item: unknown): ListedAccount => {
  const { externalId, accountId, login, state, subscriptions } = asRecord(item, 'account')
  const known = optionalId(accountId, 'accountId')
  const name = optionalText(login, 'login')
  if (subscriptions !== undefined && !Array.isArray(subscriptions)) refuse('subscriptions')
  return {
    externalId: asText(externalId, 'externalId', CODE_LENGTH),
    state: state === undefined ? 'active' : asState(state),
    ...(known === undefined ? {} : { accountId: known }),
    ...(name === undefined ? {} : { login: name }),
    ...(Array.isArray(subscriptions) ? { subscriptions: subscriptions.map(readSubscription) } : {}),
  }
}

/** The products of a gateway's listing, each checked: what a host's code hands over is as little trusted as an answer. */
export const readProducts = (listing: Listing<unknown>): Promise<ListedProduct[]> =>
  collect(listing, readProduct, { key: ({ externalId }) => externalId, max: MAX_PRODUCTS })

/** The users of a gateway's listing, each checked. */
export const readAccounts = (listing: Listing<unknown>): Promise<ListedAccount[]> =>
  collect(listing, readAccount, { key: ({ externalId }) => externalId, max: MAX_ACCOUNTS })
