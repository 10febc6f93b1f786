import type { PanelWords } from '../words.js'

type Jobs = Pick<PanelWords['resources'], 'BackgroundJob' | 'MassBrake'>

/** What runs by itself, by the job's name. */
const jobName = {
  'bulk.run': 'Ações em massa',
  'subscription.expire': 'Vencimento de pacotes',
  'subscription.expiring': 'Aviso de vencimento próximo',
  'service.trust_unlock_end': 'Fim do desbloqueio em confiança',
  'subscription.recompute': 'Conferência completa dos pacotes',
  'customer.anonymize': 'Anonimização de clientes',
  'delivery.sum_up': 'Resumo das entregas',
  'delivery.purge_bodies': 'Limpeza do conteúdo de entregas',
  'integration.reconcile': 'Reconciliação com as plataformas',
  'alert.watch': 'Verificação de alertas',
  'alert.tell': 'Aviso de alertas ao sistema do provedor',
  'history.purge': 'Limpeza do histórico de entregas',
}

export const jobs: Jobs = {
  BackgroundJob: {
    plural: 'Tarefas automáticas',
    singular: 'Tarefa automática',
    empty: 'As tarefas aparecem aqui quando o processo que as executa é iniciado pela primeira vez.',
    properties: {
      name: 'Tarefa',
      title: 'Tarefa',
      situation: 'Situação',
      result: 'Resultado',
      description: 'O que faz',
      dueAt: 'Próxima execução',
      leaseToken: 'Reserva',
      leaseUntil: 'Reservada até',
      requestedAt: 'Pedida por uma pessoa em',
      lastStartedAt: 'Última execução',
      lastFinishedAt: 'Terminou em',
      lastResult: 'Resultado',
      lastError: 'Erro',
      failures: 'Falhas seguidas',
    },
    labels: {
      name: jobName,
      situation: {
        running: 'Em execução',
        held: 'Parada pelo freio',
        failed: 'Falhou',
        late: 'Atrasada',
        done: 'Em dia',
        never: 'Ainda não executada',
      },
      description: {
        'bulk.run': 'Executa as ações em massa iniciadas, aos poucos, sem atrapalhar quem usa o painel.',
        'customer.anonymize':
          'Apaga os dados dos clientes com anonimização pedida, assim que as plataformas foram avisadas.',
        'delivery.sum_up':
          'Resume as entregas por plataforma, para mostrar na página dela como foram as últimas 24 horas.',
        'delivery.purge_bodies':
          'Apaga o que foi enviado e respondido em entregas antigas. Data e resultado de cada uma ficam.',
        'subscription.expire':
          'Remove das plataformas os pacotes cujo vencimento passou, logo depois da meia-noite do provedor.',
        'subscription.expiring': 'Avisa as plataformas que pediram, alguns dias antes do vencimento de um pacote.',
        'service.trust_unlock_end':
          'Quando um desbloqueio em confiança termina sem pagamento, o bloqueio por débito volta a valer.',
        'subscription.recompute':
          'Compara todos os pacotes com o que foi informado às plataformas e corrige o que divergir, registrando na auditoria.',
        'alert.watch': 'Procura o que precisa de uma pessoa, mostra em Alertas e encerra o que se resolveu.',
        'alert.tell': 'Avisa o sistema do provedor de cada alerta novo e de cada um que se resolveu.',
        'history.purge':
          'Apaga entregas, eventos concluídos e resultados antigos, aos poucos. O que ainda espera e a auditoria ficam.',
        'integration.reconcile':
          'Compara os pacotes com o que cada plataforma tem e mostra as diferenças em Reconciliar. Não corrige nada.',
      },
      result: {
        raised: 'alertas novos',
        over: 'alertas resolvidos',
        told: 'avisos dados',
        notTold: 'avisos que falharam',
        attempts: 'entregas apagadas',
        events: 'eventos apagados',
        results: 'resultados apagados',
        forgotten: 'anonimizados',
        givenUp: 'anonimizados sem aviso à plataforma',
        waiting: 'à espera das plataformas',
        summed: 'entregas resumidas',
        purged: 'conteúdos apagados',
        expired: 'vencidos',
        notified: 'avisados',
        ended: 'encerrados',
        suspended: 'suspensos',
        checked: 'conferidos',
        drifted: 'divergentes',
        done: 'feitos',
        refused: 'recusados',
        corrected: 'corrigidos',
        held: 'à espera de confirmação',
        nothing: 'Nada a fazer',
        compared: 'comparados',
        differing: 'diferentes',
        unreachable: 'plataformas sem resposta',
      },
    },
    actions: { runNow: 'Executar agora' },
    messages: { jobRequested: 'A tarefa começa em instantes.' },
  },
  MassBrake: {
    plural: 'Freio de segurança',
    singular: 'Freio de segurança',
    empty:
      'Nenhuma tarefa automática parou. Se uma delas fosse suspender ou remover pacotes demais de uma vez, esperaria aqui por uma confirmação.',
    properties: {
      id: 'Código',
      title: 'Tarefa',
      source: 'Tarefa',
      affectedCount: 'Pacotes afetados',
      limitCount: 'Limite sem confirmação',
      remainingCount: 'Ainda por fazer',
      heldAt: 'Parada em',
      state: 'Situação',
      decidedAt: 'Decidida em',
      decidedBy: 'Decidida por',
      reason: 'Motivo',
    },
    labels: {
      screen: {
        heldTitle: 'A tarefa parou antes de suspender ou remover esses pacotes.',
        heldText:
          'É mais do que ela faz sem perguntar. Até alguém decidir, nada disso acontece; o resto do sistema segue normal.',
        dismissedTitle: 'Dispensada: nada foi feito.',
        confirmTitle: 'Confirmar e continuar',
        confirmConsequence: 'A tarefa continua agora e suspende ou remove esses pacotes nas plataformas.',
        confirmAdvice:
          'Vale para a quantidade acima. Se aparecerem mais, a tarefa para de novo e pergunta outra vez. Os clientes perdem o acesso ao conteúdo: confira a causa antes.',
        confirmButton: 'Confirmar e continuar',
        dismissTitle: 'Dispensar',
        dismissConsequence: 'Nada é feito: os pacotes ficam como estão.',
        dismissAdvice:
          'Corrija a causa (um vencimento importado errado, por exemplo) e a tarefa volta a andar sozinha. Se amanhã ainda for o caso, o freio pergunta de novo.',
        dismissButton: 'Dispensar',
      },
      source: jobName,
      state: { held: 'À espera de uma pessoa', confirmed: 'Confirmada', dismissed: 'Dispensada', ended: 'Encerrada' },
    },
    actions: { confirm: 'Confirmar', dismiss: 'Dispensar' },
    messages: {
      brakeConfirmed: 'Confirmado. A tarefa continua em instantes.',
      brakeDismissed: 'Dispensado. Nada foi feito.',
    },
  },
}
