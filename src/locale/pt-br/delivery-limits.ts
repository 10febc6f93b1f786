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

/** Sentences of the screens that say how delivery to a platform stands. */
export const deliveryWords = {
  deliveryNormal: 'Entrega normal',
  deliveryInterrupted: 'Entrega interrompida desde {{since}} porque {{cause}}',
  deliveryNextTry:
    'Próxima tentativa em {{at}}, com um só aviso. Se a plataforma aceitar, a entrega volta sozinha. Até lá os eventos esperam, em ordem, e nada se perde.',
  deliveryNextTrySoon:
    'A próxima tentativa é em instantes, com um só aviso. Se a plataforma aceitar, a entrega volta sozinha. Até lá os eventos esperam, em ordem, e nada se perde.',
  deliveryNextTryOpen:
    'A próxima tentativa é com o próximo evento a enviar; agora nenhum espera. Se a plataforma aceitar, a entrega volta sozinha.',
  deliveryTesting: 'Testando se a plataforma voltou',
  deliveryTestingText:
    'A entrega está interrompida desde {{since}} porque {{cause}}. Um aviso foi enviado agora; se a plataforma aceitar, a entrega volta sozinha.',
  deliveryRamping: 'Retomando aos poucos',
  deliveryRampingText:
    'A entrega voltou. A quantidade de envios ao mesmo tempo cresce aos poucos, para não sobrecarregar a plataforma.',
  deliveryStopped: 'Entrega interrompida por {{by}} desde {{since}}',
  deliveryStoppedText:
    'Nada é enviado a esta plataforma até que um administrador retome as entregas. Os eventos esperam, em ordem, e nada se perde.',
  deliverySomebody: 'um administrador',
  deliveryStatus: 'a plataforma respondeu com erro (HTTP {{status}})',
  dayTitle: 'Envios por hora, nas últimas 24 horas',
  dayAccepted: 'Aceitos',
  dayFailed: 'Não aceitos',
  dayEmpty: 'Nada foi enviado a esta plataforma nas últimas 24 horas.',
  dayHour: 'envios: {{attempts}}, aceitos: {{share}}',
  dayFigures: 'Ver em números',
  dayHourHead: 'Hora',
  dayAttempts: 'Envios',
  dayShare: 'Aceitos',
  dayAverage: 'Resposta média',
  daySlowest: 'Resposta mais lenta',
  isHeld: 'Aguardando: a entrega a {{platform}} está interrompida',
  redeliverHeldText:
    'O mesmo evento sai assim que a entrega à plataforma for retomada, com os dados que o cliente e a plataforma tiverem então. Se falhar, as novas tentativas recomeçam.',
  heldShort: 'Será enviado quando a entrega à plataforma for retomada.',
  interruptDeliveryTitle: 'Interromper as entregas a {{platform}}?',
  interruptDeliveryConsequence: 'Nada mais é enviado a esta plataforma, nem suspensões e remoções.',
  interruptDeliveryText:
    'Os eventos continuam a ser registrados e esperam, em ordem. Só voltam a sair quando um administrador escolher Retomar entregas. Um envio que já começou ainda termina.',
  interruptDeliveryButton: 'Interromper entregas',
  resumeDeliveryTitle: 'Retomar as entregas a {{platform}}?',
  resumeDeliveryConsequence: 'Os eventos que esperam começam a sair agora, aos poucos.',
  resumeDeliveryText:
    'As falhas anteriores são esquecidas. Se a plataforma continuar a falhar, a entrega é interrompida de novo, sozinha.',
  resumeDeliveryButton: 'Retomar entregas',
} as const

const REFUSED_ACCESS = 'a plataforma recusou o acesso'

/** Why delivery was interrupted, within a sentence. */
export const cause = {
  timeout: 'a plataforma não respondeu a tempo',
  dns: 'o endereço da plataforma não foi encontrado',
  tls: 'o certificado de segurança da plataforma é inválido',
  connection: 'não foi possível conectar à plataforma',
  oversize: 'a plataforma respondeu algo grande demais',
  address: 'o endereço da plataforma não é permitido',
  http_401: `${REFUSED_ACCESS} (HTTP 401)`,
  http_403: `${REFUSED_ACCESS} (HTTP 403)`,
  http_407: `${REFUSED_ACCESS} (HTTP 407)`,
  http_408: 'a plataforma não respondeu a tempo (HTTP 408)',
  http_429: 'a plataforma pediu para receber menos avisos (HTTP 429)',
  http_500: 'a plataforma respondeu com erro (HTTP 500)',
  http_502: 'a plataforma respondeu com erro (HTTP 502)',
  http_503: 'a plataforma respondeu que está indisponível (HTTP 503)',
  http_504: 'a plataforma respondeu com erro (HTTP 504)',
  unknown: 'muitos envios falharam',
}

/** As a badge in a list. */
export const deliveryStates = {
  normal: 'Normal',
  interrupted: 'Interrompida',
  testing: 'Em teste',
  ramping: 'Retomando',
  stopped: 'Parada à mão',
}

export const deliveryMessages = {
  deliveryInterrupted: 'Entregas interrompidas. Os eventos esperam até que sejam retomadas.',
  deliveryResumed: 'Entregas retomadas, aos poucos.',
}

export const deliveryActions = { interruptDelivery: 'Interromper entregas', resumeDelivery: 'Retomar entregas' }

export const breakerAuditActions = {
  'integration.breaker_opened': 'Entregas interrompidas',
  'integration.breaker_closed': 'Entregas retomadas',
}

export const breakerErrors = {
  BREAKER_ALREADY_FORCED:
    'As entregas a esta plataforma já foram interrompidas por {{by}}. Atualize a página; para que voltem, use Ações › Retomar entregas.',
  BREAKER_ALREADY_CLOSED: 'As entregas a esta plataforma já estão normais: não há o que retomar. Atualize a página.',
}

export const breaker = { closed: 'Normal', open: 'Interrompida', half_open: 'Em teste' }

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
    labels: { cause, breaker },
  },
}
