import type { PanelWords } from '../words.js'

/** Alerts: what happened, and what a person does about it. `{{number}}` is what an alert counts. */
export const alerts: Pick<PanelWords['resources'], 'Alert'> = {
  Alert: {
    plural: 'Alertas',
    singular: 'Alerta',
    empty: 'Nada precisa de uma pessoa. Um alerta aparece aqui quando algo para e sai sozinho quando se resolve.',
    properties: {
      id: 'Código',
      kind: 'Tipo',
      subject: 'Assunto',
      integrationId: 'Plataforma de conteúdo',
      job: 'Tarefa automática',
      count: 'Quantidade',
      since: 'Desde',
      examples: 'Exemplos',
      details: 'Detalhes',
      raisedAt: 'Percebido em',
      endedAt: 'Resolvido em',
      toldAt: 'Sistema do provedor avisado em',
      toldCount: 'Quantidade avisada',
      toldEndAt: 'Fim avisado em',
      tellAfter: 'Próximo aviso a partir de',
      tellAttempts: 'Avisos que falharam',
      title: 'Alerta',
      what: 'O que houve',
      events: 'Exemplos',
      situation: 'Situação',
    },
    labels: {
      kind: {
        lane_parked: 'Filas paradas',
        breaker_open: 'Envio interrompido',
        resume_undelivered: 'Desbloqueio não entregue',
        integration_gone: 'Plataforma desativada',
        brake_held: 'Freio de segurança',
        job_failing: 'Tarefa que falha',
        reconciliation_differs: 'Diferenças na reconciliação',
      },
      situation: { open: 'Aberto', over: 'Resolvido' },
      what: {
        lane_parked: '{{platform}} deixou de receber avisos sobre {{number}} clientes: todas as tentativas falharam.',
        breaker_open: 'O envio a {{platform}} está interrompido: ela não responde como deveria.',
        resume_undelivered:
          'O desbloqueio de {{number}} pacotes não chegou a {{platform}} em {{hours}} h: quem já pagou segue sem acesso.',
        integration_gone: '{{platform}} respondeu que o endereço não existe mais (410) e foi desativada.',
        brake_held: '{{job}}: parou antes de suspender ou remover {{number}} pacotes.',
        job_failing: '{{job}}: falhou {{number}} vezes seguidas.',
        reconciliation_differs: 'A última reconciliação achou {{number}} diferenças com {{platform}}.',
      },
      whatOne: {
        lane_parked: '{{platform}} deixou de receber avisos sobre 1 cliente: todas as tentativas falharam.',
        resume_undelivered:
          'O desbloqueio de 1 pacote não chegou a {{platform}} em {{hours}} h: quem já pagou segue sem acesso.',
        reconciliation_differs: 'A última reconciliação achou 1 diferença com {{platform}}.',
        forced: 'O envio a {{platform}} foi interrompido por uma pessoa.',
      },
      todo: {
        lane_parked: 'Veja o que ela respondeu e reenvie ou pule.',
        breaker_open:
          'Os eventos ficam guardados, e o envio volta sozinho quando ela responder. Se demorar, fale com ela.',
        resume_undelivered: 'Veja os eventos que esperam e por que não saíram.',
        integration_gone: 'Confirme o endereço com a plataforma e ative-a de novo. Os eventos ficam guardados.',
        brake_held: 'Confira a causa e confirme ou dispense.',
        job_failing: 'Veja o erro e passe-o a quem cuida do sistema.',
        reconciliation_differs: 'Veja as diferenças e corrija.',
        forced: 'Os eventos ficam guardados. O envio volta quando um administrador o liberar na página da plataforma.',
        administrator: 'Avise um administrador.',
      },
      screen: {
        none: 'Nada precisa de você agora.',
        open: 'Ver',
        all: 'Ver todos',
        since: 'Desde {{at}} ({{ago}})',
        more: 'E mais {{number}}.',
        examples: 'Exemplos, do mais antigo',
        waiting: 'Evento à espera',
      },
    },
  },
}
