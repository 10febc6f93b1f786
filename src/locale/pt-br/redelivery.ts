/** Words of *Filas paradas* about sending many events again; `_plural` follows from `count`. */
export const redelivery = {
  allPlatforms: 'Todas',
  error: 'Erro',
  errorStatus: 'Resposta HTTP {{status}}',
  failedFrom: 'Falhou a partir de',
  failedBefore: 'Falhou até',
  includeWaiting: 'Incluir as que aguardam nova tentativa automática',
  lanesFound: '{{number}} fila encontrada',
  lanesFound_plural: '{{number}} filas encontradas',
  lanesHeld:
    '{{number}} de plataforma com a entrega interrompida: pode ser reenviada, mas só sai quando a entrega voltar.',
  lanesHeld_plural:
    '{{number}} de plataformas com a entrega interrompida: podem ser reenviadas, mas só saem quando a entrega voltar.',
  lanesInactive: '{{number}} de plataforma inativa, que não pode ser reenviada até que ela seja ativada.',
  lanesInactive_plural: '{{number}} de plataformas inativas, que não podem ser reenviadas até que elas sejam ativadas.',
  lanesShown: 'Abaixo, as {{number}} mais antigas.',
  lanesShown_plural: 'Abaixo, as {{number}} mais antigas.',
  noLaneMatches: 'Nenhuma fila com estes filtros.',
  redeliverAll: 'Reenviar todas ({{number}})',
  redeliverAllButton: 'Reenviar agora',
  redeliverAllTitle: 'Reenviar {{number}} evento?',
  redeliverAllTitle_plural: 'Reenviar {{number}} eventos?',
  redeliverAllText:
    'O primeiro evento de cada fila é enviado de novo, agora, com os dados atuais do cliente e da plataforma. Os que esperam atrás dele seguem em ordem. Se falhar, as novas tentativas recomeçam. Fica registrado na auditoria.',
  retryAt: 'Nova tentativa sozinha em {{at}}',
} as const
