import type { PanelWords } from '../words.js'

/** Names of what limits the sending to a platform. */
export const limitNames = {
  maxInFlight: 'Máximo de envios ao mesmo tempo',
  rateLimitPerMinute: 'Máximo de requisições por minuto',
}

export const limitHints = {
  maxInFlight:
    'De 1 a 10.000. Em branco, vale o limite geral do sistema. Preencha se a plataforma pedir poucas chamadas ao mesmo tempo; com um número menor, uma fila grande demora mais para sair.',
  rateLimitPerMinute:
    'De 1 a 600.000. Em branco, não há limite por minuto. Preencha se a plataforma informar um limite: o que passar dele espera a vez, nada se perde.',
}

export const deliveryGate: Pick<PanelWords['resources'], 'DeliveryGate'> = {
  DeliveryGate: {
    plural: 'Entrega das plataformas',
    singular: 'Entrega da plataforma',
    empty: 'Nenhuma entrega foi interrompida até agora.',
    properties: {
      integrationId: 'Plataforma de conteúdo',
      breaker: 'Entrega',
      openedAt: 'Interrompida desde',
      openings: 'Interrupções seguidas',
      probeAt: 'Próxima tentativa',
      rampFrom: 'Retomada em',
      cause: 'Motivo',
      forcedBy: 'Interrompida por',
      nextSendAt: 'Próximo envio',
    },
    labels: { breaker: { closed: 'Normal', open: 'Interrompida', half_open: 'Em teste' } },
  },
}
