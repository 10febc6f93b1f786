import type { PanelWords } from '../words.js'
import { deliveryMessages, deliveryStates, limitHints, limitNames } from './delivery-limits.js'
import { eventNames, eventWhen } from './event-words.js'
import { Homologation, homologationMessages } from './homologation.js'
import { integrationHints } from './integration-hints.js'
import { failure, integrationMessages } from './integration-messages.js'
import { signingSecretMessages } from './signing-secrets.js'
import { stamps } from './stamps.js'
import { templateMessages, templateReason } from './templates.js'

type Catalogue = Pick<
  PanelWords['resources'],
  | 'Homologation'
  | 'Integration'
  | 'IntegrationParameter'
  | 'SigningSecret'
  | 'Product'
  | 'ContentPackage'
  | 'PriceComponent'
  | 'Plan'
  | 'PlanPackage'
>

const location = { header: 'Cabeçalho', query: 'Endereço (query)', body: 'Corpo', path: 'Caminho do endereço' }
const revenueType = {
  SVA: 'SVA (serviço de valor adicionado)',
  SCM: 'SCM (internet)',
  SeAC: 'SeAC (TV por assinatura)',
  STFC: 'STFC (telefonia)',
  locacao: 'Locação',
  outros: 'Outros',
}
const documentModel = { NFCom62: 'NFCom (modelo 62)', NFSe: 'NFS-e', recibo: 'Recibo', none: 'Nenhum' }

export const catalogue: Catalogue = {
  Homologation,
  Integration: {
    plural: 'Plataformas de Conteúdo',
    singular: 'Plataforma de conteúdo',
    empty:
      'Uma plataforma de conteúdo (TV, streaming, livros…) recebe um aviso a cada mudança dos seus clientes. Adicione a primeira com o endereço e os parâmetros combinados com ela.',
    properties: {
      ...stamps,
      gateway: 'Gateway',
      description: 'Descrição',
      url: 'Endereço (URL)',
      method: 'Método',
      singlePackage: 'Pacote único',
      sendSuspendResume: 'Habilitar/Suspender assinaturas',
      suspendOnPartial: 'Suspender também em suspensão parcial',
      successRule: 'Quando considerar entregue',
      dataProfile: 'Dados do cliente enviados',
      payloadFormat: 'Formato do aviso',
      eventTypes: 'Avisos enviados',
      successPath: 'Campo da resposta',
      successValue: 'Valor esperado',
      extraStatuses: 'Outros status que contam como entregue',
      templates: 'Modelos',
      expiringDays: 'Avisar quantos dias antes do vencimento',
      ...limitNames,
      delivery: 'Entrega',
      active: 'Ativa',
      parameters: 'Parâmetros',
      signingSecret: 'Segredo de assinatura',
      signingSecretSince: 'Segredo de assinatura gerado em',
      previousSecretUntil: 'Segredo anterior vale até',
    },
    labels: {
      method: { POST: 'POST', PUT: 'PUT' },
      gateway: { outros: 'Outros' },
      successRule: {
        http_2xx: 'Resposta HTTP 2xx',
        http_2xx_and_body_success: 'Resposta HTTP 2xx e sem “success: false” no corpo',
        body_value: 'HTTP 2xx e um valor na resposta',
      },
      payloadFormat: {
        standard: 'Padrão (Standard Webhooks)',
        hubsoft: 'Compatível com HubSoft',
        template: 'Modelo próprio',
      },
      dataProfile: {
        minimal: 'Mínimo: só códigos e situação',
        contact: 'Contato: nome, e-mail e telefone',
        full: 'Completo: contato e CPF/CNPJ',
      },
      eventTypes: eventNames,
      eventType: eventNames,
      eventWhen,
      location,
      failure,
      templateReason,
      delivery: deliveryStates,
    },
    messages: {
      ...integrationMessages,
      ...templateMessages,
      ...homologationMessages,
      ...signingSecretMessages,
      ...deliveryMessages,
    },
    hints: { ...integrationHints, ...limitHints },
    columns: {
      parameters: { key: 'Nome', value: 'Valor', location: 'Local', secret: 'Secreto' },
      extraStatuses: { eventType: 'Aviso', statuses: 'Status HTTP' },
    },
    tabs: {
      general: 'Geral',
      parameters: 'Parâmetros',
      events: 'Eventos',
      behaviour: 'Comportamento',
      templates: 'Modelos',
      answers: 'Respostas',
      products: 'Produtos',
      homologations: 'Homologações',
    },
  },
  IntegrationParameter: {
    plural: 'Parâmetros',
    singular: 'Parâmetro',
    empty: 'Nenhum parâmetro.',
    properties: {
      id: 'Código',
      integrationId: 'Plataforma de conteúdo',
      position: 'Posição',
      key: 'Nome',
      value: 'Valor',
      secret: 'Secreto',
      location: 'Local',
    },
    labels: { location },
  },
  SigningSecret: {
    plural: 'Segredos de assinatura',
    singular: 'Segredo de assinatura',
    empty: 'Nenhum segredo de assinatura.',
    properties: {
      id: 'Código',
      integrationId: 'Plataforma de conteúdo',
      ciphertext: 'Segredo',
      createdAt: 'Criado em',
      expiresAt: 'Vale até',
    },
    labels: {},
  },
  Product: {
    plural: 'Produtos',
    singular: 'Produto',
    empty: 'Os produtos vêm da plataforma. Abra uma plataforma de conteúdo e use Ações › Produtos › Sincronizar.',
    properties: {
      id: 'Código interno',
      integrationId: 'Plataforma de conteúdo',
      externalId: 'Código na plataforma',
      code: 'Código',
      name: 'Nome',
      generic: 'Genérico',
      active: 'Ativo',
      lastSeenAt: 'Visto por último em',
      createdAt: 'Criado em',
      fullName: 'Plataforma e produto',
    },
    labels: {},
  },
  ContentPackage: {
    plural: 'Pacotes',
    singular: 'Pacote',
    empty:
      'Um pacote é o que você vende ou dá ao cliente. Adicione o primeiro com o valor e, na aba Integração, a plataforma e o produto.',
    properties: {
      ...stamps,
      code: 'Código',
      name: 'Nome',
      displayName: 'Nome na fatura',
      priceCents: 'Valor',
      commercialMode: 'Modalidade',
      suspendOnDebt: 'Suspender por débito',
      defaultTermDays: 'Validade padrão (dias)',
      notes: 'Observações',
      active: 'Ativo',
      productId: 'Produto',
      integrationId: 'Plataforma de conteúdo',
      splitBy: 'Informar a composição em',
      components: 'Composição do valor',
      confirmZeroPrice: 'Confirmo que este pacote avulso é gratuito (R$ 0,00)',
    },
    labels: {
      commercialMode: { avulso: 'Avulso', beneficio: 'Benefício', combo: 'Combo (só por plano)' },
      splitBy: { amount: 'Valores', percent: 'Percentuais' },
      revenueType,
      documentModel,
    },
    messages: {
      addComponent: 'Adicionar composição',
      noProductTitle: 'Sem produto, nenhuma plataforma é avisada',
      noProductText:
        'Assim funciona, por exemplo, um IP fixo. Para um conteúdo, escolha o produto da plataforma. Se ele não aparece na lista, abra a plataforma de conteúdo e use Ações › Produtos › Sincronizar produtos.',
      noProductsTitle: 'Ainda não há produtos para escolher',
      noProductsText:
        'Os produtos vêm das plataformas: abra a plataforma de conteúdo e use Ações › Produtos › Sincronizar produtos. Enquanto isso, o pacote pode ser salvo sem produto.',
      openIntegrations: 'Abrir Plataformas de Conteúdo',
      recordDeactivated: 'Pacote desativado: não aceita novos vínculos; os atuais continuam.',
      recordReactivated: 'Pacote ativado: pode ser vinculado de novo.',
    },
    hints: {
      displayName: 'Em branco, usa o nome.',
      suspendOnDebt: 'O conteúdo é suspenso junto com o serviço quando há débito.',
      defaultTermDays: 'Em branco, sem data para terminar.',
      components:
        'As partes do valor são tributadas de formas diferentes. Em valores, a soma precisa ser igual ao valor do pacote; em percentuais, precisa ser 100%.',
      splitBy:
        'Em percentuais, os valores seguem o valor do pacote quando ele muda. A diferença de arredondamento fica na maior parte.',
      productId: 'Sem produto, o pacote não avisa nenhuma plataforma (por exemplo, um IP fixo).',
    },
    columns: {
      components: {
        description: 'Descrição',
        revenueType: 'Tipo de receita',
        amountCents: 'Valor',
        percent: 'Percentual',
        documentModel: 'Documento fiscal',
      },
    },
    tabs: { general: 'Geral', components: 'Composição', integration: 'Integração' },
  },
  PriceComponent: {
    plural: 'Composições',
    singular: 'Composição',
    empty: 'Nenhuma composição.',
    properties: {
      id: 'Código',
      packageId: 'Pacote',
      position: 'Posição',
      description: 'Descrição',
      revenueType: 'Tipo de receita',
      amountCents: 'Valor',
      percent: 'Percentual',
      documentModel: 'Documento fiscal',
    },
    labels: { revenueType, documentModel },
  },
  Plan: {
    plural: 'Serviços/Planos',
    singular: 'Serviço/Plano',
    empty:
      'Um plano é a internet que você vende. Adicione o primeiro e, na aba Pacotes, diga quais pacotes acompanham cada serviço novo.',
    properties: {
      ...stamps,
      name: 'Nome',
      displayName: 'Nome na fatura',
      priceCents: 'Valor',
      lockPackages: 'Travar pacotes',
      active: 'Ativo',
      packages: 'Pacotes',
      packagesPriceCents: 'Valor dos pacotes',
      totalPriceCents: 'Valor com pacotes',
    },
    labels: {},
    messages: {
      addPackage: 'Adicionar pacote',
      recordDeactivated: 'Plano desativado: não é mais oferecido para novos serviços; os atuais continuam.',
      recordReactivated: 'Plano ativado: pode ser escolhido de novo.',
    },
    hints: {
      displayName: 'Em branco, usa o nome.',
      lockPackages: 'Ligado, só os pacotes deste plano podem ser vinculados aos serviços dele.',
      packages:
        'Todo serviço novo deste plano, ou migrado para ele, recebe estes pacotes. “Obrigatório” não pode ser desmarcado ao adicionar o serviço. “Valor no plano” em branco usa o valor do pacote.',
    },
    columns: { packages: { packageId: 'Pacote', mandatory: 'Obrigatório', priceOverrideCents: 'Valor no plano' } },
    tabs: { general: 'Geral', packages: 'Pacotes' },
  },
  PlanPackage: {
    plural: 'Pacotes do plano',
    singular: 'Pacote do plano',
    empty: 'Nenhum pacote neste plano.',
    properties: {
      id: 'Código',
      planId: 'Serviço/Plano',
      packageId: 'Pacote',
      mandatory: 'Obrigatório',
      priceOverrideCents: 'Valor no plano',
    },
    labels: {},
  },
}
