import { BLOCKING_EVENTS, REQUIRED_EVENTS, wantsEvent } from '../domain/state/wanted-events.js'
import type { Integration } from '../entities/integration.js'
import type { EventData } from '../events/catalogue.js'
import type { EventName } from '../events/event-types.js'
import type { BodySubject } from '../events/standard-body.js'

/**
 * Ids of nobody: the highest that there are, which no real record reaches by being counted up. Not 0, which many
 * platforms take for "missing", and each its own, so that a platform that mixes two of them up is found out.
 */
export const FICTITIOUS_IDS = {
  customer: 2_147_483_641,
  service: 2_147_483_642,
  account: 2_147_483_643,
  subscription: 2_147_483_644,
  package: 2_147_483_645,
  product: 2_147_483_646,
} as const

type Step = Extract<EventName, `content.subscription.${'created' | 'suspended' | 'resumed' | 'removed'}`>

const STEPS: readonly Step[] = [
  'content.subscription.created',
  'content.subscription.suspended',
  'content.subscription.resumed',
  'content.subscription.removed',
]

/** The events of a homologation in their order: those that the integration would ever be sent. */
export const stepsOf = (integration: Pick<Integration, 'eventTypes' | 'sendSuspendResume'>): readonly Step[] =>
  STEPS.filter(
    (type) =>
      REQUIRED_EVENTS.includes(type) ||
      (wantsEvent(integration, type) && (integration.sendSuspendResume || !BLOCKING_EVENTS.includes(type))),
  )

const CHANGES: Record<Step, Pick<EventData<Step>, 'state' | 'previousState' | 'reasons' | 'serviceStatus'>> = {
  'content.subscription.created': {
    state: 'active',
    previousState: 'absent',
    reasons: [],
    serviceStatus: 'servico_habilitado',
  },
  'content.subscription.suspended': {
    state: 'suspended',
    previousState: 'active',
    reasons: ['debt'],
    serviceStatus: 'suspenso_debito',
  },
  'content.subscription.resumed': {
    state: 'active',
    previousState: 'suspended',
    reasons: [],
    serviceStatus: 'servico_habilitado',
  },
  'content.subscription.removed': {
    state: 'absent',
    previousState: 'active',
    reasons: [],
    serviceStatus: 'servico_habilitado',
  },
}

/** The package of a homologation: one that is sold, or an invented one. */
export interface TriedPackage {
  package: { id: number; code: string; name: string; priceCents: number }
  product: { id: number; externalId: string; code: string; name: string }
}

/** What is stored of such an event, as if it had been recorded. */
export const fictitiousData = (type: Step, { package: sold, product }: TriedPackage): Record<string, unknown> => ({
  subscriptionId: FICTITIOUS_IDS.subscription,
  packageId: sold.id,
  productId: product.id,
  serviceId: FICTITIOUS_IDS.service,
  accountId: FICTITIOUS_IDS.account,
  customerId: FICTITIOUS_IDS.customer,
  expiresOn: null,
  otherActiveSubscriptions: 0,
  ...CHANGES[type],
  ...(type === 'content.subscription.removed' ? { cause: 'unlinked' } : {}),
})

/** What the platform told of the user while the homologation runs. */
export interface Learned {
  externalId: string | null
  login: string | null
  subscriptionExternalId: string | null
}

const STATUS_LABELS: Record<string, string> = {
  servico_habilitado: 'Serviço habilitado',
  suspenso_debito: 'Suspenso por débito',
}

/** The invented customer, with a package of the integration. His CPF is the one that documentation uses. */
export const fictitiousSubject = (
  type: Step,
  { package: { priceCents, ...sold }, product }: TriedPackage,
  learned: Learned,
): BodySubject => ({
  account: { id: FICTITIOUS_IDS.account, externalId: learned.externalId, login: learned.login },
  customer: {
    id: FICTITIOUS_IDS.customer,
    code: 'HOMOLOGACAO',
    name: 'Cliente Fictício de Homologação',
    email: 'cliente.ficticio@example.com',
    phone: '11900000000',
    personType: 'pf',
    document: '11144477735',
    externalId: 'HOMOLOGACAO',
  },
  subscription: { externalId: learned.subscriptionExternalId, priceCents },
  package: sold,
  product,
  service: {
    id: FICTITIOUS_IDS.service,
    number: String(FICTITIOUS_IDS.service),
    previousId: null,
    statusLabel: STATUS_LABELS[CHANGES[type].serviceStatus] ?? '',
  },
})
