export type RefusalCode =
  | 'badRequest'
  | 'crossSite'
  | 'forbidden'
  | 'notFound'
  | 'tooLarge'
  | 'unsupportedBody'
  | 'unexpected'

/** What the panel's server says when it can't answer with one of the panel's own screens. */
export const REFUSALS: Record<RefusalCode, { title: string; text: string }> = {
  badRequest: {
    title: 'Pedido inválido',
    text: 'O pedido não pôde ser entendido. Recarregue a página e tente de novo.',
  },
  crossSite: {
    title: 'Pedido recusado',
    text: 'Este pedido veio de outro site e foi recusado. Abra o painel e tente por lá.',
  },
  forbidden: { title: 'Sem permissão', text: 'Seu perfil não permite isto. Peça a quem administra o painel.' },
  notFound: { title: 'Página não encontrada', text: 'Este endereço não existe. Volte ao painel e escolha outro.' },
  tooLarge: { title: 'Pedido grande demais', text: 'O que foi enviado passa do limite do painel. Nada foi salvo.' },
  unsupportedBody: { title: 'Formato não aceito', text: 'O formato do que foi enviado não é aceito. Nada foi salvo.' },
  unexpected: { title: 'Algo deu errado', text: 'Tente de novo. Se continuar, avise o suporte.' },
}
