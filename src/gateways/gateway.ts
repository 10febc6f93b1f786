import type { ListedProduct } from '../domain/sync-products.js'
import type { HttpMethod, Integration, SuccessRule } from '../entities/integration.js'
import type { ParameterLocation } from '../entities/integration-parameter.js'
import type { BodyEvent, BodySubject } from '../events/standard-body.js'
import type { Verdict } from '../webhooks/delivery-contract.js'

/** A parameter with its value in the clear. */
export interface OpenParameter {
  key: string
  value: string
  secret: boolean
  location: ParameterLocation
}

/** An integration as a request to it needs it, secrets in the clear. Never to be logged or stored. */
export interface Endpoint {
  id: number
  gateway: string
  url: string
  method: HttpMethod
  successRule: SuccessRule
  dataProfile: Integration['dataProfile']
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

/** How one kind of platform is spoken to. */
export interface Gateway {
  /** Stored in `integration.gateway`. */
  name: string
  listProducts(integration: Pick<Integration, 'id' | 'description'>): Promise<readonly ListedProduct[]>
  /** Builds the request of one event as of now. `subject` is null for an event without one, such as a ping. */
  buildRequest(input: { event: BodyEvent; subject: BodySubject | null; endpoint: Endpoint }): GatewayRequest
  /** What an answer means; asked for any answer but a redirect. */
  readAnswer(answer: { status: number; body: string }, asked: { endpoint: Endpoint; event: BodyEvent }): Verdict
}
