import type { PanelWords } from '../words.js'
import { action } from './audit-actions.js'
import { stamps } from './stamps.js'

type System = Pick<PanelWords['resources'], 'PanelUser' | 'AuditEntry'>

export const roles: PanelWords['roles'] = {
  administrator: 'Administrador',
  attendant: 'Atendente',
  auditor: 'Auditor',
}

export const system: System = {
  PanelUser: {
    plural: 'Usuários do painel',
    singular: 'Usuário do painel',
    empty: 'Adicione as pessoas que usam o painel, cada uma com o seu perfil.',
    properties: {
      ...stamps,
      email: 'E-mail',
      name: 'Nome',
      role: 'Perfil',
      passwordHash: 'Senha',
      password: 'Senha',
      active: 'Ativo',
    },
    labels: { role: roles },
    hints: {
      role: 'Administrador: tudo. Atendente: clientes, serviços e pacotes. Auditor: só consulta.',
      password: 'Pelo menos 10 caracteres. Ao editar, deixe em branco para manter a senha atual.',
      active: 'Desligado, a pessoa não entra mais e sai de onde estiver.',
    },
  },
  AuditEntry: {
    plural: 'Auditoria',
    singular: 'Registro de auditoria',
    empty: 'Toda alteração fica registrada aqui: quem fez, quando, por quê, antes e depois.',
    properties: {
      id: 'Código',
      at: 'Quando',
      actor: 'Quem',
      action: 'Ação',
      resource: 'Registro',
      recordId: 'Código do registro',
      reason: 'Motivo',
      before: 'Antes',
      title: 'Resumo',
      after: 'Depois',
    },
    labels: {
      action,
      resource: {
        sample: 'Dados de exemplo',
        bulk_job: 'Ação em massa',
        customer: 'Cliente',
        customer_service: 'Serviço do cliente',
        service_status: 'Status de serviço',
        service_block: 'Bloqueio',
        package_subscription: 'Pacote do cliente',
        platform_account: 'Usuário na plataforma',
        integration: 'Plataforma de conteúdo',
        integration_parameter: 'Parâmetro',
        signing_secret: 'Segredo de assinatura',
        product: 'Produto',
        content_package: 'Pacote',
        price_component: 'Composição',
        plan: 'Serviço/Plano',
        plan_package: 'Pacote do plano',
        webhook_event: 'Evento',
        delivery_lane: 'Fila',
        delivery_attempt: 'Entrega',
        panel_user: 'Usuário do painel',
        job: 'Tarefa automática',
        mass_brake: 'Freio de segurança',
      },
    },
  },
}
