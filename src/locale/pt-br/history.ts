import type { PanelWords } from '../words.js'

const kinds = {
  administrative: 'Administrativo',
  debt: 'Débito',
  request: 'A pedido do cliente',
  partial: 'Suspensão parcial',
}

/** Fields and values that only the audit has; all others are named as on the record's own screens. */
export const history: PanelWords['history'] = {
  fields: {
    status: 'Status',
    block: 'Bloqueio aberto',
    closedBlocks: 'Bloqueios encerrados',
    packageIds: 'Pacotes',
    packages: 'Pacotes do plano',
    parameters: 'Parâmetros',
    components: 'Composição',
    created: 'Produtos novos',
    updated: 'Produtos alterados',
    retired: 'Produtos desativados',
    passwordChanged: 'Senha trocada',
    login: 'Logins nas plataformas',
    purpose: 'Onde',
    anonymized: 'Dados pessoais apagados',
    skippedEvents: 'Eventos pulados',
    signingSecretSince: 'Segredo de assinatura desde',
    attempts: 'Tentativas',
    parkedReason: 'Motivo da parada',
    state: 'Situação',
    requestedBy: 'Pedido por',
    valueChanged: 'Valor alterado',
    activate: 'Ativado ao adicionar',
    kept: 'Pacotes mantidos',
    gained: 'Pacotes novos',
    lost: 'Pacotes perdidos',
    blocks: 'Bloqueios que acompanham',
    consentChannel: 'Canal do consentimento',
    days: 'Dias',
  },
  values: {
    block: kinds,
    closedBlocks: kinds,
    blocks: kinds,
    consentChannel: {
      telefone: 'Telefone',
      whatsapp: 'WhatsApp',
      presencial: 'Presencial',
      site: 'Site',
      contrato: 'Contrato',
    },
    purpose: { page: 'Página do cliente', form: 'Formulário do cliente' },
    state: { pending: 'Pendente', delivered: 'Entregue', failed: 'Falhou', skipped: 'Pulado', parked: 'Parado' },
    reason: { anonymization_stuck: 'Não foi entregue a tempo e o cliente precisava ser anonimizado' },
  },
}
