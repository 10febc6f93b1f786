import type { ResourceWords } from '../words.js'

/** Refusals of bulk jobs, and of their items. */
export const bulkErrors = {
  PACKAGE_NOT_LINKED: 'O pacote já não está neste serviço.',
  EXPIRY_IN_PAST: 'A data de término já passou. Vincule o pacote de novo com outra data.',
  PRICE_OUT_OF_RANGE: 'O novo valor passa do limite permitido. Confira o valor ou o percentual.',
  SUSPENSION_POSTPONED:
    'Há uma promessa de não suspender este serviço até {{until}}. Espere a data ou suspenda só este.',
  BULK_EMPTY: 'Nenhum serviço corresponde ao filtro. Mude o filtro e confira de novo.',
  BULK_NOTHING_TO_DO:
    'Nenhum dos serviços escolhidos aceita esta ação. Veja os motivos na conferência e mude o filtro.',
  BULK_SELECTION_CHANGED:
    'O filtro trazia {{expected}} serviços e agora traz {{total}}. Nada foi iniciado: confira de novo e confirme.',
  BULK_BRAKE_NOT_CONFIRMED:
    'Esta ação suspende ou remove {{affected}} assinaturas ativas, e acima de {{limit}} é preciso confirmar esse número. Nada foi iniciado: confira e confirme.',
  BULK_NOT_RUNNING: 'Esta ação em massa já terminou ou foi cancelada.',
}

/** Refused fields of the form of bulk jobs. */
export const bulkIssues = {
  samePackage: 'Escolha um pacote diferente do atual.',
  filterEmpty: 'Escolha ao menos um filtro. Para todos os serviços, marque os status desejados.',
  unknownFilter: 'Este filtro não existe.',
  tooMany: 'São itens demais de uma vez. Use no máximo {{max}}.',
}

/** What the audit calls them. */
export const bulkAuditActions = {
  'bulk.started': 'Ação em massa iniciada',
  'bulk.canceled': 'Ação em massa cancelada',
  'bulk.finished': 'Ação em massa concluída',
  'subscription.repriced': 'Valor do pacote reajustado',
}

export const bulkKinds = {
  link: 'Vincular pacote',
  unlink: 'Remover pacote',
  swap: 'Trocar pacote',
  suspend: 'Suspender serviços',
  resume: 'Habilitar serviços',
  reprice: 'Reajustar valor',
}

export const bulkJobs: { BulkJob: ResourceWords<'BulkJob'> } = {
  BulkJob: {
    plural: 'Ações em massa',
    singular: 'Ação em massa',
    empty:
      'Vincule, remova ou troque pacotes, suspenda, habilite ou reajuste muitos serviços de uma vez, com conferência antes e resultado por serviço depois.',
    properties: {
      id: 'Código',
      title: 'Ação',
      kind: 'Ação',
      filter: 'Filtro',
      input: 'O que fazer',
      filterSummary: 'Filtro',
      inputSummary: 'O que fazer',
      progress: 'Progresso',
      reason: 'Motivo',
      actor: 'Quem',
      state: 'Situação',
      total: 'Serviços',
      done: 'Feitos',
      refused: 'Recusados',
      createdAt: 'Início',
      finishedAt: 'Fim',
    },
    labels: {
      kind: bulkKinds,
      state: { running: 'Em andamento', done: 'Concluída', canceled: 'Cancelada' },
    },
    actions: { new: 'Nova' },
    tabs: { general: 'Dados gerais' },
  },
}
