import type { EventName } from '../../events/event-types.js'

/** Names of the events. */
export const eventNames: Record<EventName, string> = {
  'content.subscription.created': 'Cadastro',
  'content.subscription.suspended': 'Suspensão',
  'content.subscription.resumed': 'Habilitação',
  'content.subscription.removed': 'Remoção',
  'content.subscription.changed': 'Troca de produto',
  'content.subscription.relinked': 'Migração de plano',
  'content.subscription.snapshot': 'Estado atual',
  'content.subscription.expiring': 'Perto do vencimento',
  'content.account.updated': 'Dados do cliente alterados',
  'content.account.credentials_reset': 'Envio de novo acesso',
  'integration.ping': 'Teste',
}

/** When each of them is sent. */
export const eventWhen: Record<EventName, string> = {
  'content.subscription.created': 'O cliente ganha um pacote desta plataforma. Sempre enviado.',
  'content.subscription.suspended': 'O pacote é bloqueado, por exemplo por débito. Só junto com a habilitação.',
  'content.subscription.resumed': 'O último bloqueio do pacote termina. Só junto com a suspensão.',
  'content.subscription.removed': 'O cliente deixa de ter o pacote. Sempre enviado.',
  'content.subscription.changed':
    'O pacote passa a outro produto da plataforma. Sem este aviso, ela recebe remoção e cadastro.',
  'content.subscription.relinked': 'O cliente muda de plano e mantém o produto: informa os códigos antigos e os novos.',
  'content.subscription.snapshot': 'Alguém reenvia o estado atual, ou uma reconciliação o corrige.',
  'content.subscription.expiring': 'Alguns dias antes do último dia do pacote.',
  'content.account.updated': 'Nome, e-mail, telefone ou documento mudou, se o dado é enviado a esta plataforma.',
  'content.account.credentials_reset': 'O cliente pede o acesso de novo (Reenviar acesso, na tela do cliente).',
  'integration.ping': 'Alguém testa a conexão.',
}
