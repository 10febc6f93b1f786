interface EventType {
  /** A stateful event holds its lane until it is delivered or skipped; an informative one lets the lane go on. */
  stateful: boolean
  /** Its name in the HubSoft-compatible format; null where that format has none. */
  tipo: string | null
}

/** Every event that a platform can receive, and what delivery goes by. What it holds is in the catalogue. */
export const EVENT_TYPES = {
  'content.subscription.created': { stateful: true, tipo: 'cadastro' },
  'content.subscription.suspended': { stateful: true, tipo: 'suspensao' },
  'content.subscription.resumed': { stateful: true, tipo: 'habilitacao' },
  'content.subscription.removed': { stateful: true, tipo: 'remocao' },
  'content.subscription.changed': { stateful: true, tipo: 'troca' },
  'content.subscription.relinked': { stateful: false, tipo: null },
  'content.subscription.snapshot': { stateful: false, tipo: null },
  'content.subscription.expiring': { stateful: false, tipo: null },
  'content.account.updated': { stateful: false, tipo: 'alteracao' },
  'content.account.credentials_reset': { stateful: false, tipo: 'senha' },
  'integration.ping': { stateful: false, tipo: 'teste' },
} as const satisfies Record<`${string}.${string}`, EventType>

export type EventName = keyof typeof EVENT_TYPES

/** All names, in their order. */
export const EVENT_NAMES = Object.keys(EVENT_TYPES) as EventName[]

const typeOf = (name: string): EventType | undefined =>
  Object.hasOwn(EVENT_TYPES, name) ? EVENT_TYPES[name as EventName] : undefined

/** A stateful event holds its lane until it is delivered or skipped; an informative one lets the lane go on. */
export const isStateful = (name: string): boolean => typeOf(name)?.stateful ?? false

/** Its name in the HubSoft-compatible format; null where that format has none. */
export const tipoOf = (name: string): string | null => typeOf(name)?.tipo ?? null
