/** A product as a gateway lists it. */
export interface ListedProduct {
  externalId: string
  code: string
  name: string
  /** The one product of a gateway without a catalogue. */
  generic: boolean
}

/** What is asked of the platform for one event: the parts of a request before they are put together. */
export interface GatewayAnswer {
  status: number
  body: string
}

/** How a gateway reads an answer. `message` is the platform's own words. */
export type GatewayVerdict =
  | { kind: 'accepted'; externalId?: string; login?: string }
  | { kind: 'refused'; message?: string }
