import type { ResourceWords } from '../words.js'

/** Refusals of bulk jobs, and of their items. */
export const bulkErrors = {
  PACKAGE_NOT_LINKED: 'O pacote já não está neste serviço.',
  EXPIRY_IN_PAST: 'A data de término já passou. Vincule o pacote de novo com outra data.',
  PRICE_OUT_OF_RANGE: 'O novo valor passa do limite permitido. Confira o valor ou o percentual.',
  BULK_ALREADY_STARTED:
    'Esta mesma ação já foi iniciada, com o número {{id}}. Acompanhe-a na lista; para repeti-la, espere que termine e aguarde um minuto.',
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

const bulkKinds = {
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
      actorName: 'Quem',
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
    messages: {
      bulkPreviewed: 'Conferência pronta.',
      bulkStarted: 'Ação em massa iniciada para {{total}} serviços.',
      bulkCanceled: 'Ação em massa cancelada: {{done}} feitos, {{left}} não executados.',
      confirmCancelBulk:
        'Interromper esta ação em massa? O que já foi feito continua feito. Confirme para interromper.',
    },
    actions: { new: 'Nova', cancel: 'Cancelar ação em massa' },
    tabs: { general: 'Dados gerais' },
  },
}

/** Words of the screens of bulk jobs; `_plural` follows from `count`. */
export const bulkWords = {
  bulkWhat: 'O que fazer',
  bulkWhich: 'Em quais serviços',
  bulkWhichHint:
    'Valem os serviços que atendem a todos os filtros preenchidos. Os cancelados ficam de fora, a não ser que você os escolha por status ou número.',
  bulkWhichPackage: 'Só entram serviços que têm o pacote escolhido. Os filtros abaixo são opcionais.',
  bulkHow: 'Detalhes',
  bulkPackage: 'Pacote',
  bulkPackageNow: 'Pacote atual',
  bulkPackageNew: 'Pacote novo',
  bulkSwapHint: 'O pacote novo entra no mesmo instante em que o atual sai, com a mesma data de término.',
  bulkPlans: 'Planos',
  bulkStatuses: 'Status',
  bulkLinkedPackage: 'Com o pacote',
  bulkIntegration: 'Com a plataforma',
  bulkPersonType: 'Tipo de pessoa',
  bulkActivatedFrom: 'Ativado a partir de',
  bulkActivatedTo: 'Ativado até',
  bulkNumbers: 'Números de serviço',
  bulkNumbersHint: 'Cole os números, um por linha ou separados por vírgula.',
  bulkNumberCount: '{{number}} números informados',
  bulkNoFilter: 'Todos os que têm o pacote',
  bulkInactive: 'inativo',
  bulkPrice: 'Valor',
  bulkPricePackage: 'valor do pacote',
  bulkPricePackageHint: 'O valor de cada plano, se o plano tiver um valor próprio para o pacote; senão, o do pacote.',
  bulkPriceKeep: 'mesmo valor de hoje',
  bulkPriceFixed: 'outro valor',
  bulkPricePercent: 'aumentar ou reduzir em %',
  bulkPriceCents: 'Novo valor',
  bulkPercent: 'Percentual',
  bulkPercentHint: 'Por exemplo 10 para aumentar 10 %, ou -5,5 para reduzir. Cada valor é arredondado ao centavo.',
  bulkZero: 'R$ 0,00 é isso mesmo: o pacote avulso fica gratuito.',
  bulkExpires: 'Data de término',
  bulkExpiresHint: 'Em branco, vale o prazo padrão do pacote.',
  bulkReasonHint: 'Fica na auditoria de cada serviço.',
  bulkBlockKind: 'Motivo da suspensão',
  bulkBlocksToClose: 'Bloqueios a encerrar',
  bulkBlocksHint: 'Nenhum marcado: encerra todos.',
  bulkCheck: 'Conferir',
  bulkChecking: 'Conferindo…',
  bulkCheckFirst: 'Nada muda ainda: a conferência só conta e mostra o que aconteceria.',
  bulkPreviewTitle: 'Conferência',
  bulkFound: '{{number}} serviço encontrado',
  bulkFound_plural: '{{number}} serviços encontrados',
  bulkNone: 'Nenhum serviço corresponde ao filtro',
  bulkNoneText: 'Mude o filtro acima e confira de novo.',
  bulkAccepted: 'Serão feitos',
  bulkRefused: 'Serão recusados',
  bulkAffected: 'Assinaturas ativas suspensas ou removidas',
  bulkWhy: 'Por que alguns serão recusados',
  bulkUnknown: '{{number}} número não existe: {{list}}',
  bulkUnknown_plural: '{{number}} números não existem: {{list}}',
  bulkBrakeTitle: 'Atenção: {{number}} assinatura ativa será suspensa ou removida',
  bulkBrakeTitle_plural: 'Atenção: {{number}} assinaturas ativas serão suspensas ou removidas',
  bulkBrakeText:
    'É mais que o limite de segurança ({{limit}}). As plataformas serão avisadas de cada uma, e os clientes perdem o acesso. Para continuar, digite o número abaixo.',
  bulkBrakeField: 'Digite {{number}} para confirmar',
  bulkSample: 'Primeiros serviços',
  bulkWillBeDone: 'será feito',
  bulkStart: 'Iniciar para {{number}} serviço',
  bulkStart_plural: 'Iniciar para {{number}} serviços',
  bulkRunning: 'Em andamento',
  bulkEnded: 'Terminou em {{at}}',
  bulkStopped: 'Cancelada em {{at}}: o que já estava feito continua feito.',
  bulkProgress: '{{done}} de {{total}} · {{refused}} recusados',
  bulkProgressLabel: '{{done}} de {{total}} serviços',
  bulkSpeed: 'cerca de {{minutes}} min restantes',
  bulkSpeedSoon: 'menos de 1 min restante',
  bulkDone: 'Feitos',
  bulkLeft: 'Por fazer',
  bulkNotDone: 'Não executados',
  bulkResults: 'Resultado por serviço',
  bulkShowAll: 'Todos',
  bulkShowDone: 'Só os feitos',
  bulkShowRefused: 'Só os recusados',
  bulkShowPending: 'Só os por fazer',
  bulkItemDone: 'Feito',
  bulkItemPending: 'Na fila',
  bulkItemNotDone: 'Não executado',
  bulkItemsGone: 'O resultado de cada serviço foi apagado depois do prazo de guarda. Os totais ficam.',
  bulkNoItems: 'Nenhum serviço aqui.',
  bulkWorkerHint: 'Você pode sair desta página: o trabalho continua sozinho.',
  bulkFix: 'Há campos a corrigir acima.',
  bulkRefusedOne: 'Recusado',
  bulkRefusedWhy: 'Por que foram recusados',
  bulkRefusedCount: 'Recusados',
  bulkProgressClean: '{{done}} de {{total}}',
}
