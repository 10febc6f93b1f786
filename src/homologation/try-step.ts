import type { Actor } from '../domain/actor.js'
import type { HomologationStep } from '../entities/homologation.js'
import type { BodySubject } from '../events/standard-body.js'
import type { Endpoint, Gateway } from '../gateways/gateway.js'
import { maskEndpoint, prepareRequest } from '../gateways/prepare-request.js'
import { type AttemptOutcome, describeFailure } from '../webhooks/attempt-outcome.js'
import type { ClaimedEvent, Preparation, PreparedRequest } from '../webhooks/delivery-contract.js'
import { attemptNow } from '../webhooks/send-now.js'
import { signWebhook } from '../webhooks/sign.js'
import {
  fictitiousData,
  fictitiousSubject,
  type Learned,
  type stepsOf,
  type TriedPackage,
} from './fictitious-customer.js'
import type { HomologateParts } from './homologate.js'

export interface StepInput {
  type: ReturnType<typeof stepsOf>[number]
  sequence: number
  tried: TriedPackage
  learned: Learned
  /** Null where the integration's secrets can't be opened or its gateway is gone. */
  target: { endpoint: Endpoint; gateway: Gateway } | null
  integrationId: number
  actor: Actor
}

interface Built {
  sent: PreparedRequest
  /** The same request with secrets hidden. */
  shown: PreparedRequest
}

const buildBoth = (
  event: ClaimedEvent,
  input: StepInput,
  { subject, logger }: { subject: BodySubject; logger: HomologateParts['logger'] },
): { preparation: Preparation; built: Built | null } => {
  if (!input.target) return { preparation: { kind: 'unsendable', reason: 'endpoint' }, built: null }
  const { endpoint, gateway } = input.target
  // The one that is shown comes first: what can't be shown is not sent either.
  const shown = prepareRequest(event, { endpoint: maskEndpoint(endpoint), gateway, subject, logger })
  if (shown.kind !== 'ready') return { preparation: shown, built: null }
  const sent = prepareRequest(event, { endpoint, gateway, subject, logger })
  if (sent.kind !== 'ready') return { preparation: sent, built: null }
  return { preparation: sent, built: { sent: sent.request, shown: shown.request } }
}

const shownRequest = (
  { sent, shown }: Built,
  { eventId, startedAtMs }: { eventId: string; startedAtMs: number },
): NonNullable<HomologationStep['request']> => {
  const timestamp = Math.floor(startedAtMs / 1000)
  const signature = signWebhook({ id: eventId, timestamp, body: sent.body }, sent.signingSecrets)
  const headers = {
    ...shown.headers,
    'webhook-id': eventId,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signature,
  }
  const named = Object.entries(headers).map(([name, value]) => ({ name: name.toLowerCase(), value }))
  return { method: shown.method, url: shown.url, headers: named, body: shown.body }
}

const learnedFrom = (outcome: AttemptOutcome, before: Learned): Learned =>
  outcome.kind === 'accepted'
    ? {
        externalId: outcome.externalId ?? before.externalId,
        login: outcome.login ?? before.login,
        subscriptionExternalId: outcome.subscriptionExternalId ?? before.subscriptionExternalId,
      }
    : before

/** Sends one event of the invented customer and describes it with its answer. */
export const tryStep = async (
  { dataSource, sender, logger }: HomologateParts,
  input: StepInput,
): Promise<{ step: HomologationStep; learned: Learned }> => {
  const { type, sequence, tried, integrationId, actor } = input
  const subject = fictitiousSubject(type, tried, input.learned)
  const kept: { built: Built | null } = { built: null }
  const { event, sent } = await attemptNow({
    dataSource,
    sender,
    logger,
    type,
    sequence,
    integrationId,
    data: fictitiousData(type, tried),
    requestedBy: actor.id,
    prepare: async ([claimed]) => {
      if (!claimed) return new Map()
      const both = buildBoth(claimed, input, { subject, logger })
      kept.built = both.built
      return new Map([[claimed.id, both.preparation]])
    },
  })
  const { outcome, durationMs, startedAtMs } = sent
  const learned = learnedFrom(outcome, input.learned)
  return {
    learned,
    step: {
      type,
      passed: outcome.kind === 'accepted',
      eventId: event.id,
      sentAt: new Date(startedAtMs).toISOString(),
      durationMs,
      request: kept.built && shownRequest(kept.built, { eventId: event.id, startedAtMs }),
      status: 'status' in outcome ? outcome.status : null,
      message: outcome.kind === 'accepted' ? null : describeFailure(outcome),
      answer: sent.responseMasked,
      externalId: outcome.kind === 'accepted' ? (outcome.externalId ?? null) : null,
      login: outcome.kind === 'accepted' ? (outcome.login ?? null) : null,
    },
  }
}
