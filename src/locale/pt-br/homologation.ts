import type { ResourceWords } from '../words.js'

export const Homologation: ResourceWords<'Homologation'> = {
  plural: 'Homologações',
  singular: 'Homologação',
  empty: 'Nenhuma homologação foi feita ainda.',
  properties: {
    id: 'Código',
    integrationId: 'Plataforma de conteúdo',
    startedAt: 'Iniciada em',
    finishedAt: 'Concluída em',
    requestedBy: 'Feita por',
    passed: 'Aprovada',
    steps: 'Etapas',
  },
  labels: {},
}

/** What the screens of *Homologar* say, as messages of the content platform. */
export const homologationMessages = {
  homologationText:
    'A homologação envia agora, um depois do outro, os avisos de um cliente inventado para o endereço abaixo: cadastro, suspensão, habilitação e exclusão. Assim você e a plataforma conferem os dados antes do primeiro cliente.',
  homologationHint:
    'Nenhum cliente e nenhum pacote muda. Se um aviso for recusado, os seguintes são enviados assim mesmo, para que nada do cliente inventado fique na plataforma.',
  homologationPackage: 'Pacote usado nos avisos',
  homologationAnyPackage: 'O primeiro pacote desta plataforma',
  homologationInvented: 'Esta plataforma ainda não tem pacotes: será usado um pacote inventado.',
  homologationNow: 'Homologar agora',
  homologationAgain: 'Homologar de novo',
  homologationRunning: 'Enviando… isto pode levar até um minuto',
  homologationPassed: 'A plataforma aceitou todos os avisos.',
  homologationFailed: 'A plataforma não aceitou todos os avisos. Veja cada etapa.',
  homologationSteps: 'Etapas',
  homologationPast: 'Homologações anteriores',
  homologationNone: 'Nenhuma homologação foi feita ainda. Use Ações › Homologar.',
  homologationUnfinished: 'Em andamento ou interrompida',
  homologationReport: 'Baixar relatório',
  homologationReportHint:
    'Um arquivo para entregar à plataforma. Abre em qualquer navegador e pode ser impresso. Não contém segredos.',
  homologationStepPassed: 'Aceito',
  homologationStepFailed: 'Não aceito',
  homologationRequest: 'Enviado',
  homologationAnswer: 'Resposta',
  homologationNoAnswer: 'Sem resposta.',
  homologationEmptyAnswer: 'Resposta vazia.',
  homologationNotSent: 'O pedido não pôde ser montado; nada foi enviado.',
  homologationLearned: 'A plataforma informou: {{learned}}',
  homologationBy: 'por {{by}}',
}
