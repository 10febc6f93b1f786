import type { DataSource } from 'typeorm'
import type { ListedProduct } from '../domain/integrations/sync-products.js'
import { loadRecord } from '../domain/load-record.js'
import type { ListedAccount } from '../domain/reconciliation/listed-account.js'
import { Integration } from '../entities/integration.js'
import { DomainError } from '../errors.js'
import { followSignals } from '../follow-signals.js'
import type { SecretBox } from '../secrets/secret-box.js'
import { spellingsOf } from '../secrets/secret-spellings.js'
import type { DeliveryLogger } from '../webhooks/delivery-contract.js'
import type { Endpoint, Gateway, Listing } from './gateway.js'
import { createGatewayTools, type GatewayTools, type SendCall } from './gateway-tools.js'
import { loadEndpoints } from './load-endpoints.js'
import { readAccounts, readProducts } from './read-listing.js'

// A person waits for the products; for the users of a large platform a job does.
const PRODUCTS_DEADLINE_MS = 60_000
const ACCOUNTS_DEADLINE_MS = 15 * 60_000

interface AskParts {
  dataSource: DataSource
  secretBox: SecretBox
  gateways: ReadonlyMap<string, Gateway>
  logger: DeliveryLogger
  send: SendCall
  /** Hides personal data in a platform's words. */
  maskWords(text: string): string
}

export interface AskGateway {
  /** What the platform sells now. Throws the codes of `GatewayTools.fetch` and of a list that can't be used. */
  listProducts(integrationId: number): Promise<ListedProduct[]>
  /** Whom the platform holds now; null where its gateway has no such list. */
  listAccounts(integrationId: number, signal?: AbortSignal): Promise<ListedAccount[] | null>
}

/** BR-04: platforms do repeat a wrong token in their answer, with or without the word before it. */
const withoutSecrets = (text: string, { parameters }: Endpoint): string =>
  parameters
    .filter(({ secret }) => secret)
    .flatMap(({ value }) => spellingsOf(value))
    .reduce((shown, spelling) => shown.replaceAll(spelling, '***'), text)

const aborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason)
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })

/** Asks integrations' gateways for what their platforms list. Never inside a transaction. */
export const createAskGateway = ({
  dataSource,
  secretBox,
  gateways,
  logger,
  send,
  maskWords,
}: AskParts): AskGateway => {
  const open = async (integrationId: number): Promise<{ gateway: Gateway; endpoint: Endpoint }> => {
    const integration = await loadRecord(dataSource.manager, Integration, integrationId)
    const gateway = gateways.get(integration.gateway)
    if (!gateway) throw new DomainError('GATEWAY_UNKNOWN', { gateway: integration.gateway })
    const endpoints = await loadEndpoints(dataSource, { integrationIds: [integrationId], secretBox, logger })
    const endpoint = endpoints.get(integrationId)
    if (!endpoint) throw new DomainError('SECRETS_UNREADABLE', { integrationId })
    return { gateway, endpoint }
  }

  const logFailure = (error: unknown, { id, gateway }: Endpoint): void => {
    // Without its message, which may quote an answer or a secret.
    const { name, stack = '' } = error instanceof Error ? error : new Error()
    const frames = stack.split('\n').filter((line) => line.trimStart().startsWith('at '))
    logger.error({ integrationId: id, gateway, name, stack: frames.join('\n') }, 'gateway.failed')
  }

  /** What a refusal quotes of an answer is shown and kept with a run. */
  const presentable = (error: DomainError, endpoint: Endpoint): DomainError => {
    const hide = (value: unknown): unknown =>
      typeof value === 'string' ? maskWords(withoutSecrets(value, endpoint)) : value
    const data = Object.fromEntries(Object.entries(error.data).map(([name, value]) => [name, hide(value)]))
    return new DomainError(error.code, data, { cause: error })
  }

  const ask = async <T>(
    endpoint: Endpoint,
    { deadlineMs, signal }: { deadlineMs: number; signal?: AbortSignal | undefined },
    read: (tools: GatewayTools) => Promise<T>,
  ): Promise<T> => {
    const limit = AbortSignal.timeout(deadlineMs)
    const { signal: ends, release } = followSignals(limit, ...(signal ? [signal] : []))
    try {
      // The race, because a host's gateway may wait for something else than `fetch`.
      return await Promise.race([aborted(ends), read(createGatewayTools(send, ends))])
    } catch (error) {
      const failure = limit.aborted ? 'timeout' : 'interrupted'
      if (ends.aborted) throw new DomainError('PLATFORM_UNREACHABLE', { failure }, { cause: error })
      if (error instanceof DomainError) throw presentable(error, endpoint)
      logFailure(error, endpoint)
      throw new DomainError('PLATFORM_ANSWER_INVALID', { detail: endpoint.gateway }, { cause: error })
    } finally {
      release()
    }
  }

  return {
    async listProducts(integrationId) {
      const { gateway, endpoint } = await open(integrationId)
      return ask(endpoint, { deadlineMs: PRODUCTS_DEADLINE_MS }, (tools) =>
        readProducts(gateway.listProducts(endpoint, tools)),
      )
    },
    async listAccounts(integrationId, signal) {
      const { gateway, endpoint } = await open(integrationId)
      if (!gateway.listAccounts) return null
      const list = (tools: GatewayTools): Listing<ListedAccount> =>
        gateway.listAccounts?.(endpoint, tools) ?? Promise.resolve([])
      return ask(endpoint, { deadlineMs: ACCOUNTS_DEADLINE_MS, signal }, (tools) => readAccounts(list(tools)))
    },
  }
}
