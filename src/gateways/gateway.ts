import type { ListedProduct } from '../domain/integrations/sync-products.js'
import type { ListedAccount } from '../domain/reconciliation/listed-account.js'
import type { HttpMethod, Integration } from '../entities/integration.js'
import type { ParameterLocation } from '../entities/integration-parameter.js'
import type { BodyEvent, BodySubject } from '../events/standard-body.js'
import type { Verdict } from '../webhooks/delivery-contract.js'
import type { GatewayTools } from './gateway-tools.js'
import type { SuccessCriteria } from './success-rule.js'

/** A parameter with its value in the clear. */
export interface OpenParameter {
  key: string
  value: string
  secret: boolean
  location: ParameterLocation
}

/**
 * An integration as a gateway needs it, with its secrets in the clear: in memory only, never to be logged, stored or put
 * into an error.
 */
export interface Endpoint extends SuccessCriteria {
  id: number
  gateway: string
  /** The provider's own name for the platform. */
  description: string
  /** Empty only for a gateway that needs no address. */
  url: string
  method: HttpMethod
  payloadFormat: Integration['payloadFormat']
  dataProfile: Integration['dataProfile']
  /** For the format `template`, by event type. */
  templates: Integration['templates']
  parameters: readonly OpenParameter[]
  /** `whsec_…`, newest first; more than one while a secret is being replaced. */
  signingSecrets: readonly string[]
}

export interface GatewayRequest {
  method: string
  url: string
  headers: Record<string, string>
  body: string
}

/** What a gateway's platforms can and can't do. */
export interface GatewayLimits {
  /** BR-12: a package has one product of one integration. A gateway that could take more doesn't exist yet. */
  maxProductsPerPackage: 1
  /** BR-01: whether an integration must have an address; `false` for a gateway that knows its platform's itself. */
  needsUrl: boolean
}

/** The limits of a gateway that names none. */
const DEFAULT_LIMITS: GatewayLimits = { maxProductsPerPackage: 1, needsUrl: true }

/** Items as they come: a promise of all of them, or page by page from an async generator. */
export type Listing<T> = AsyncIterable<T> | Promise<Iterable<T>>

/**
 * How one kind of platform is spoken to. A host hands its own ones to `contentPlatforms({ gateways: [...] })`.
 *
 * The same object serves every integration of the kind, in every process, and many at once: it keeps no state.
 */
export interface Gateway {
  /** Stored with each integration, so it must never change: `a-z`, `0-9`, `-` and `_`, at most 40. */
  name: string
  /** What the panel calls it, in the panel's language. */
  label: string
  /** `maxProductsPerPackage: 1, needsUrl: true` where left out. */
  limits?: Partial<GatewayLimits>
  /**
   * All products that the platform offers now, for *Sincronizar* (BR-10, BR-11). Calls go through `tools.fetch`; what it
   * throws is to be let through. At most 20,000 products; of several with one `externalId` the last counts.
   */
  listProducts(endpoint: Endpoint, tools: GatewayTools): Listing<ListedProduct>
  /**
   * All users that the platform holds for this integration, for *Reconciliar* (BR-100). Left out where a platform has no
   * such list: its last acknowledgements are compared instead. At most 500,000 users, each named once.
   */
  listAccounts?(endpoint: Endpoint, tools: GatewayTools): Listing<ListedAccount>
  /**
   * Builds the request of one event as of now; delivery signs and sends it. `subject` is null for an event without one,
   * such as a ping. Called a second time with secrets and personal data masked, for the log: so the body may depend on
   * its input alone. An error makes the event undeliverable until it is built without one.
   */
  buildRequest(input: { event: BodyEvent; subject: BodySubject | null; endpoint: Endpoint }): GatewayRequest
  /** What an answer to the request of `event` means; asked for any answer but a redirect, which is always a failure. */
  readAnswer(answer: { status: number; body: string }, asked: { endpoint: Endpoint; event: BodyEvent }): Verdict
}

/** The limits of a gateway, those included that it doesn't name. */
export const limitsOf = (gateway: Gateway): GatewayLimits => ({ ...DEFAULT_LIMITS, ...gateway.limits })
