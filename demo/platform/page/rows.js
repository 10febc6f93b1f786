import { element } from './element.js'

const STATE_WORDS = { active: 'ativo', suspended: 'suspenso', removed: 'removido' }

const TYPE_WORDS = {
  'content.subscription.created': 'Cadastro',
  'content.subscription.suspended': 'Suspensão',
  'content.subscription.resumed': 'Habilitação',
  'content.subscription.removed': 'Exclusão',
  'content.subscription.changed': 'Troca de produto',
  'content.subscription.relinked': 'Troca de vínculo',
  'content.subscription.snapshot': 'Estado atual',
  'content.subscription.expiring': 'Vencimento próximo',
  'content.account.updated': 'Alteração cadastral',
  'content.account.credentials_reset': 'Reenvio do acesso',
  'integration.ping': 'Teste',
}

const SIGNATURE_WORDS = {
  valid: ['assinatura válida', 'active'],
  invalid: ['assinatura inválida', 'bad'],
  'no-secret': ['assinatura não conferida: falta o segredo', 'suspended'],
}

const OUTCOME_WORDS = {
  applied: 'aplicado',
  repeated: 'repetido: mesma resposta, nada mudou',
  outdated: 'sequência antiga: descartado',
  failed: 'falha simulada',
  refused: 'recusado',
  unsigned: 'recusado',
  unreadable: 'recusado',
}

const clock = new Intl.DateTimeFormat('pt-BR', { dateStyle: 'short', timeStyle: 'medium' })

const chip = (text, tone) => element('span', { class: `chip ${tone}` }, text)

export const renderUser = ({ id, login, name, email, state, packages }) =>
  element(
    'li',
    {},
    element('div', { class: 'row' }, element('strong', {}, name ?? login), chip(STATE_WORDS[state], state)),
    element('p', { class: 'meta' }, [`id ${id}`, `login ${login}`, email].filter(Boolean).join(' · ')),
    element(
      'div',
      { class: 'chips' },
      ...packages.map((entry) => chip(`${entry.name}: ${STATE_WORDS[entry.state]}`, entry.state)),
    ),
  )

export const renderReceived = (entry, { isOpen, isFresh }) => {
  const [signature, tone] = SIGNATURE_WORDS[entry.signature]
  const sequence = entry.sequence === null ? null : `sequência ${entry.sequence}`
  const details = element('details', { 'data-number': String(entry.number) }, element('summary', {}, 'Ver conteúdo'))
  details.open = isOpen
  details.append(
    element(
      'pre',
      {},
      `webhook-id: ${entry.webhookId ?? '—'}\n\n${pretty(entry.body)}\n\nResposta: ${pretty(JSON.stringify(entry.answer))}`,
    ),
  )
  return element(
    'li',
    isFresh ? { class: 'fresh' } : {},
    element(
      'div',
      { class: 'row' },
      element('strong', {}, TYPE_WORDS[entry.type] ?? entry.type ?? 'Formato desconhecido'),
      chip(signature, tone),
    ),
    element(
      'p',
      { class: 'meta' },
      [entry.type, sequence, entry.userId, clock.format(new Date(entry.receivedAt))].filter(Boolean).join(' · '),
    ),
    element(
      'p',
      { class: 'meta' },
      `respondeu ${entry.status} · ${OUTCOME_WORDS[entry.outcome]}${entry.answer.message ? `: ${entry.answer.message}` : ''}`,
    ),
    details,
  )
}

const pretty = (text) => {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}
