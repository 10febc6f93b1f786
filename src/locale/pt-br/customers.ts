import type { PanelWords } from '../words.js'
import { failure } from './deliveries.js'
import { stamps } from './stamps.js'

type Customers = Pick<
  PanelWords['resources'],
  | 'Customer'
  | 'CustomerService'
  | 'ServiceStatus'
  | 'ServiceBlock'
  | 'PackageSubscription'
  | 'SubscriptionConfirmation'
  | 'PlatformAccount'
>

const blockKind = {
  administrative: 'Administrativo',
  debt: 'Débito',
  request: 'A pedido do cliente',
  partial: 'Suspensão parcial',
}
const state = { absent: 'Sem assinatura', waiting: 'Aguardando', active: 'Ativo', suspended: 'Suspenso' }

export const customers: Customers = {
  Customer: {
    plural: 'Clientes',
    singular: 'Cliente',
    empty: 'Adicione o primeiro cliente com nome, CPF ou CNPJ e contato. Depois, adicione o serviço dele.',
    properties: {
      ...stamps,
      code: 'Código do cliente',
      name: 'Nome / Razão social',
      personType: 'Tipo de pessoa',
      document: 'CPF/CNPJ',
      email: 'E-mail',
      phone: 'Telefone',
      externalId: 'Código no sistema do provedor',
      anonymizedAt: 'Anonimizado em',
      anonymizationRequestedAt: 'Anonimização pedida em',
      lookup: 'Nome, código ou CPF/CNPJ',
    },
    messages: {
      personalDataShown: 'Dados pessoais à mostra.',
      customerAnonymized: 'Cliente anonimizado.',
      anonymizationRequested: 'Anonimização pedida. Os dados são apagados assim que as plataformas forem avisadas.',
      anonymizationWithdrawn: 'Pedido de anonimização desfeito.',
    },
    labels: { personType: { pf: 'Pessoa física', pj: 'Pessoa jurídica' } },
    hints: {
      document: 'Com ou sem pontuação. O CNPJ pode ter letras.',
      phone: 'Com DDD, por exemplo (11) 98765-4321.',
    },
  },
  CustomerService: {
    plural: 'Serviços do cliente',
    singular: 'Serviço do cliente',
    empty: 'Um serviço liga um cliente a um plano. Adicione o primeiro; os pacotes do plano são propostos em seguida.',
    properties: {
      ...stamps,
      customerId: 'Cliente',
      planId: 'Serviço/Plano',
      number: 'Número do serviço',
      statusId: 'Status',
      dueDay: 'Dia de vencimento',
      priceCents: 'Valor',
      activatedAt: 'Ativado em',
      canceledAt: 'Cancelado em',
      cancelReason: 'Motivo do cancelamento',
      origin: 'Origem',
      previousServiceId: 'Serviço anterior',
      doNotSuspendUntil: 'Não suspender até',
      trustUnlockUntil: 'Desbloqueio em confiança até',
      externalId: 'Código no sistema do provedor',
      activate: 'Ativar agora',
      consentChannel: 'Canal do consentimento',
      packageIds: 'Pacotes do plano',
      packages: 'Pacotes',
      reason: 'Motivo',
    },
    actions: {
      showPackages: 'Pacotes',
      activate: 'Ativar',
      suspend: 'Suspender',
      enable: 'Habilitar',
      trustUnlock: 'Desbloqueio em confiança',
      protect: 'Não suspender até',
      migrate: 'Migrar de plano',
      changeHolder: 'Trocar titular',
      cancel: 'Cancelar serviço',
    },
    messages: {
      serviceActivated: 'Serviço ativado.',
      serviceSuspended: 'Serviço suspenso.',
      serviceEnabled: 'Bloqueios encerrados.',
      serviceCanceled: 'Serviço cancelado.',
      serviceTrustUnlocked: 'Serviço desbloqueado em confiança.',
      serviceProtected: 'Serviço protegido de suspensão automática.',
      serviceUnprotected: 'O serviço não está mais protegido de suspensão automática.',
      serviceMigrated: 'Serviço migrado. Este é o serviço novo.',
      holderChanged: 'Titular trocado.',
      packageLinked: 'Pacote vinculado.',
      packageUnlinked: 'Pacote removido.',
    },
    labels: { origin: { new: 'Novo', migrated: 'Migrado' }, dueDay: { 31: 'Último dia do mês' } },
    hints: { doNotSuspendUntil: 'Nenhuma rotina automática suspende o serviço até o fim deste dia.' },
  },
  ServiceStatus: {
    plural: 'Status de serviço',
    singular: 'Status de serviço',
    empty: 'Nenhum status encontrado com este filtro.',
    messages: {
      effectTitle: 'Uma mudança aqui vale para todos os serviços com este status',
      effectText:
        'Ao salvar outro efeito ou tipo de bloqueio, os pacotes desses serviços são recalculados e as plataformas são avisadas.',
    },
    properties: {
      id: 'Código interno',
      code: 'Código',
      label: 'Nome',
      contentEffect: 'Efeito no conteúdo',
      blockKind: 'Tipo de bloqueio',
      billable: 'Cobra mensalidade',
      system: 'Do sistema',
    },
    labels: {
      contentEffect: {
        waiting: 'Aguarda',
        provision: 'Libera o conteúdo',
        block: 'Bloqueia o conteúdo',
        remove: 'Remove o conteúdo',
      },
      blockKind,
    },
    hints: {
      code: 'Nome curto para sistemas, que não muda depois: letras minúsculas, números e sublinhado.',
      contentEffect: 'O que acontece com os pacotes de um serviço neste status.',
      blockKind:
        'Só para status que bloqueiam o conteúdo. Um status próprio aparece no lugar do status do sistema com o mesmo tipo, a partir do próximo bloqueio.',
      system: 'Os status do sistema não podem ser excluídos.',
    },
  },
  ServiceBlock: {
    plural: 'Bloqueios',
    singular: 'Bloqueio',
    empty: 'Este serviço não tem bloqueios.',
    properties: {
      title: 'Nome',
      id: 'Código',
      serviceId: 'Serviço do cliente',
      kind: 'Tipo',
      origin: 'Origem',
      reason: 'Motivo',
      openedAt: 'Aberto em',
      closedAt: 'Encerrado em',
    },
    labels: {
      kind: blockKind,
      origin: { action: 'Ação no painel', job: 'Rotina automática', host: 'Sistema do provedor' },
    },
  },
  PackageSubscription: {
    plural: 'Pacotes do cliente',
    singular: 'Pacote do cliente',
    empty: 'Nenhum pacote vinculado. Abra um serviço do cliente e use ⋯ › Pacotes.',
    properties: {
      title: 'Nome',
      ...stamps,
      serviceId: 'Serviço do cliente',
      packageId: 'Pacote',
      priceCents: 'Valor',
      origin: 'Origem',
      expiresOn: 'Válido até',
      consentBy: 'Quem concordou',
      consentAt: 'Concordou em',
      consentChannel: 'Canal do consentimento',
      removedAt: 'Removido em',
      recordedState: 'Situação',
      recordedProductId: 'Produto',
      recordedAccountId: 'Usuário na plataforma',
      recordedSequence: 'Sequência',
      continuesId: 'Continua o pacote',
      recordedAsId: 'Conhecido na plataforma como',
      externalId: 'Código na plataforma',
      expiringNotifiedFor: 'Vencimento avisado',
      status: 'Situação na plataforma',
    },
    labels: {
      origin: { manual: 'Manual', plan: 'Plano', migration: 'Migração', bulk: 'Ação em massa', api: 'API' },
      consentChannel: {
        telefone: 'Telefone',
        whatsapp: 'WhatsApp',
        presencial: 'Presencial',
        site: 'Site',
        contrato: 'Contrato',
      },
      recordedState: state,
      status: {
        active: 'Ativo',
        suspended: 'Suspenso',
        removed: 'Removido',
        local: 'Sem plataforma',
        waiting_installation: 'Aguardando instalação',
        waiting_unblock: 'Aguardando o desbloqueio do serviço',
        awaiting_created: 'Aguardando cadastro',
        awaiting_suspended: 'Aguardando suspensão',
        awaiting_resumed: 'Aguardando habilitação',
        awaiting_changed: 'Aguardando troca de produto',
        awaiting_removed: 'Aguardando exclusão',
        error: 'Erro',
        not_applied: 'Não aplicado (evento pulado)',
      },
    },
  },
  SubscriptionConfirmation: {
    plural: 'Confirmações da plataforma',
    singular: 'Confirmação da plataforma',
    empty: 'A plataforma ainda não confirmou nada.',
    properties: {
      subscriptionId: 'Pacote do cliente',
      state: 'Situação confirmada',
      accountId: 'Usuário na plataforma',
      sequence: 'Sequência confirmada',
      lastError: 'Último erro',
      confirmedAt: 'Confirmado em',
    },
    labels: { state, lastError: failure },
  },
  PlatformAccount: {
    plural: 'Usuários nas plataformas',
    singular: 'Usuário na plataforma',
    empty: 'Um usuário aparece aqui quando um cliente recebe o primeiro pacote de uma plataforma.',
    properties: {
      title: 'Nome',
      id: 'Código',
      integrationId: 'Plataforma de conteúdo',
      customerId: 'Cliente',
      externalId: 'Código na plataforma',
      login: 'Login',
      lastConfirmedAt: 'Confirmado por último em',
      createdAt: 'Criado em',
    },
    labels: {},
    messages: {
      confirmResetCredentials: 'Pedir à plataforma que envie ao cliente o acesso de novo?',
      credentialsReset: 'A plataforma será avisada para enviar o acesso de novo ao cliente.',
    },
  },
}
