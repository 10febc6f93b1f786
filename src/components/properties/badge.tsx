import React from 'react'

export type Tone = 'positive' | 'waiting' | 'warning' | 'negative' | 'neutral'

/** What a state means to the reader, for states that mean the same wherever they appear. */
const TONES: Readonly<Record<string, Tone>> = {
  active: 'positive',
  provision: 'positive',
  delivered: 'positive',
  accepted: 'positive',
  servico_habilitado: 'positive',
  waiting: 'waiting',
  pending: 'waiting',
  awaiting_created: 'waiting',
  awaiting_suspended: 'waiting',
  awaiting_resumed: 'waiting',
  awaiting_removed: 'waiting',
  aguardando_instalacao: 'waiting',
  aguardando_migracao: 'waiting',
  suspended: 'warning',
  block: 'warning',
  suspenso_debito: 'warning',
  suspenso_parcialmente: 'warning',
  suspenso_pedido_cliente: 'warning',
  refused: 'negative',
  unreachable: 'negative',
  blocked: 'negative',
  unsendable: 'negative',
  failed: 'negative',
  parked: 'negative',
  not_applied: 'negative',
  skipped: 'warning',
  retrying: 'warning',
  behind: 'waiting',
  held: 'warning',
  waiting_installation: 'waiting',
  waiting_unblock: 'waiting',
  awaiting_changed: 'waiting',
  error: 'negative',
}

/** The tone of a state; neutral for one without a meaning of its own. */
export const toneOf = (state: string, own?: Readonly<Record<string, Tone>>): Tone =>
  own?.[state] ?? TONES[state] ?? 'neutral'

/** A state in words, with a colour and a shape that only underline them. */
export const Badge: React.FC<{ tone: Tone; children: React.ReactNode }> = ({ tone, children }) => (
  <span className={`cp-badge cp-badge-${tone}`}>
    <span className="cp-badge-mark" aria-hidden="true" />
    {children}
  </span>
)
