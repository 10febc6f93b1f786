/** Helping sentences of an integration's form. */
export const integrationHints = {
  url: 'Endereço https que a plataforma informou para receber os avisos.',
  singlePackage: 'Cada cliente pode ter um só pacote ativo desta plataforma.',
  sendSuspendResume:
    'Desligado, a plataforma não é avisada de bloqueios: recebe o cadastro e a remoção. Precisa da suspensão e da habilitação marcadas na aba Eventos.',
  suspendOnPartial: 'Ligado, a suspensão parcial da internet também bloqueia o conteúdo.',
  payloadFormat:
    'Padrão: o formato deste painel. Compatível com HubSoft: reconstruído a partir do que outros receptores leem; confirme os campos com a plataforma antes do primeiro cliente. Modelo próprio: você escreve o pedido na aba Modelos.',
  dataProfile:
    'Envie o mínimo necessário: são dados pessoais (LGPD). O CPF/CNPJ só vai no perfil completo, em qualquer formato.',
  parameters: 'Cada parâmetro vai em toda requisição, uma vez, no local escolhido.',
  eventTypes: 'A plataforma recebe só o que está marcado. O teste de conexão é sempre possível.',
  expiringDays: 'De 1 a 90 dias.',
  successRule: 'Muitas plataformas respondem 200 mesmo quando recusam. Escolha como reconhecer a recusa.',
  successPath: 'O caminho até o campo no JSON da resposta, com pontos. Exemplo: resultado.status',
  successValue:
    'Comparado como texto, exatamente: maiúsculas contam. O número 1 e o texto “1” são iguais; para verdadeiro, use true.',
  extraStatuses:
    'Por exemplo 404 ou 410 na remoção (o usuário já não existe lá) e 409 no cadastro (já existe). Contam como entregue seja qual for o corpo da resposta.',
}
