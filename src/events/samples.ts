import { EVENTS } from './catalogue.js'
import type { EventName } from './event-types.js'
import { type BodyEvent, type BodySubject, standardBody } from './standard-body.js'
import type { WebhookEvent } from './webhook-event.js'

const SUBJECT: BodySubject = {
  account: { id: 815, externalId: 'u-98765', login: 'maria.exemplo' },
  customer: {
    id: 1042,
    code: '1042',
    name: 'Maria Exemplo',
    email: 'maria@example.com',
    phone: '11987654321',
    personType: 'pf',
    document: '52998224725',
    externalId: 'ERP-77',
  },
  subscription: { externalId: 's-4711', priceCents: 2990 },
  package: { id: 12, code: 'TV-BAS', name: 'TV Básica' },
  product: { id: 3, externalId: 'generico', code: 'GENERICO', name: 'Estação Play' },
  service: { id: 2001, number: '2001', previousId: null, statusLabel: 'Serviço habilitado' },
}
const NOT_NAMED = { subscription: null, package: null, product: null, service: null }

const statusLabels: Record<string, string> = {
  suspenso_debito: 'Suspenso por débito',
  cancelado: 'Cancelado',
}

const subjectOf = (type: EventName): BodySubject | null => {
  const { sample } = EVENTS[type]
  if (!('accountId' in sample)) return null
  if (!('serviceStatus' in sample) || !SUBJECT.service) return { ...SUBJECT, ...NOT_NAMED }
  const isNew = type === 'content.subscription.created'
  return {
    ...SUBJECT,
    account: isNew ? { ...SUBJECT.account, externalId: null, login: null } : SUBJECT.account,
    subscription: { priceCents: 2990, externalId: isNew ? null : 's-4711' },
    service: { ...SUBJECT.service, statusLabel: statusLabels[sample.serviceStatus] ?? SUBJECT.service.statusLabel },
  }
}

/** An invented event of this type with what its ids stand for, as a format's body is made from them. */
export const sampleInput = (type: EventName): { event: BodyEvent; subject: BodySubject | null } => ({
  event: {
    type,
    sequence: type === 'integration.ping' ? null : 7,
    occurredAt: new Date('2026-11-23T12:00:00.000Z'),
    data: { ...EVENTS[type].sample },
  },
  subject: subjectOf(type),
})

/** An invented event of this type as a receiver of the standard format gets it, with all fields of a customer. */
export const sampleEvent = <N extends EventName>(type: N): Extract<WebhookEvent, { type: N }> =>
  ({
    id: '019ab0c1-7c00-7000-8000-000000004711',
    ...standardBody({ ...sampleInput(type), dataProfile: 'full', parameters: {} }),
  }) as unknown as Extract<WebhookEvent, { type: N }>
