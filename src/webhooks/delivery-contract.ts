import type { Transaction } from '../database/database.js'
import type { BoundStatement } from '../database/statement.js'

/** An event as a worker holds it: what happened, never how it reads on the wire. */
export interface ClaimedEvent {
  /** UUIDv7, sent as `webhook-id` on every attempt. */
  id: string
  type: string
  /** Null for an event outside any lane. */
  laneId: number | null
  sequence: number | null
  integrationId: number
  subscriptionId: number | null
  occurredAt: Date
  data: Record<string, unknown>
  /** Place of the coming attempt in the retry schedule, from 1; a redelivery by hand begins anew. */
  attempt: number
}

/** What an accepted answer tells us: the platform's own ids of the user and of the subscription, and his login. */
export interface LearnedFromAnswer {
  externalId?: string
  login?: string
  subscriptionExternalId?: string
}

/** What the success rule makes of an answer. `message` is the platform's own words, shown to people. */
export type Verdict = ({ kind: 'accepted' } & LearnedFromAnswer) | { kind: 'refused'; message?: string }

/** One request, ready to be signed and sent, and how its answer is to be read. */
export interface PreparedRequest {
  method: string
  url: string
  /** Names in any case; those that delivery sets itself (see `isReservedHeader`) make the event unsendable. */
  headers: Record<string, string>
  body: string
  /** The body as the attempt log may keep it: personal data and secrets masked. */
  maskedBody: string
  /** Values that no stored copy of the answer may repeat, each with what makes of it what stands in its place. */
  hidden?: ReadonlyMap<string, (value: string) => string>
  /** Secrets in every spelling that no stored copy may hold wherever it stands in a text; longest first. */
  secretSpellings?: readonly string[]
  /** `whsec_…`; more than one while a secret is being replaced. */
  signingSecrets: readonly string[]
  /** Asked for any answer but a redirect, which is always a failure. `body` is at most 64 KiB of text. */
  judge(answer: { status: number; body: string }): Verdict
  /** Whether a refusal with status 410 deactivates the integration. */
  pausesOnGone: boolean
}

/** Reason of an event that its integration's format can't tell: another attempt can't help, so none is made. */
export const NOT_IN_FORMAT = 'format'

export type Preparation = { kind: 'ready'; request: PreparedRequest } | { kind: 'unsendable'; reason: string }

/** The requests of claimed events. */
export interface Preparations {
  /** To be asked for once per attempt, when it begins: a body that waited for its turn would be held all that time. */
  get(eventId: string): Preparation | undefined
}

/**
 * Reads what the requests of all claimed events are made of, as of now, with one joined read however many there are.
 * Called again for each retry. An event that can't be rendered is `unsendable`; an error or a missing entry counts as
 * that too.
 */
export type PrepareRequests = (events: readonly ClaimedEvent[]) => Promise<Preparations>

/** What an attempt meant for its event. `error` is the platform's words, else our class of failure. */
export type SettledResult =
  | ({ kind: 'delivered' } & LearnedFromAnswer)
  | { kind: 'retrying' | 'parked' | 'failed'; error: string }

/** A settled attempt, as the domain learns of it. */
export interface SettledEvent extends ClaimedEvent {
  result: SettledResult
}

/**
 * Writes what the platform acknowledged, set-based, in the transaction that settles the attempts and after it locked
 * their lanes. Events of one lane come in their order. An error undoes the settling of that batch, which is then tried
 * again lane by lane until the leases end; after that the events are sent again.
 */
export interface RecordConfirmations {
  (tx: Transaction, settled: readonly SettledEvent[]): Promise<void>
  /** The same as statements that read no answer of each other: they are sent along with those that settle. */
  statementsFor?(settled: readonly SettledEvent[]): readonly BoundStatement[]
}

/** The part of a pino logger that delivery uses: fields first, then a stable dotted name. */
export interface DeliveryLogger {
  info(fields: Record<string, unknown>, message: string): void
  warn(fields: Record<string, unknown>, message: string): void
  error(fields: Record<string, unknown>, message: string): void
}
