import type { PanelWords } from '../words.js'

export const discounts: Pick<PanelWords['resources'], 'SubscriptionDiscount'> = {
  SubscriptionDiscount: {
    plural: 'Descontos',
    singular: 'Desconto',
    empty: 'Nenhum desconto. Adicione um na tela Pacotes do serviço do cliente.',
    properties: {
      id: 'Código',
      subscriptionId: 'Pacote do cliente',
      description: 'Descrição',
      amountCents: 'Valor do desconto',
      startsOn: 'Primeiro dia',
      endsOn: 'Último dia',
      version: 'Versão',
      createdAt: 'Criado em',
    },
    labels: {},
  },
}

/** Words of the screen *Pacotes* about discounts. */
export const discountWords = {
  addDiscount: 'Adicionar desconto',
  addDiscountTo: 'Adicionar desconto: {{name}}',
  discountFrom: 'a partir de {{from}}',
  discountFromUntil: 'de {{from}} a {{until}}',
  discountOnDay: 'em {{from}}',
  discountHint: 'O cliente pode ler este texto, por exemplo “Promoção de aniversário”.',
  discountUpTo: 'Valor do pacote: {{price}}.',
  discounts: 'Descontos',
  endDiscount: 'Encerrar',
  endDiscountButton: 'Encerrar desconto',
  endDiscountNamed: 'Encerrar desconto: {{name}}',
  endDiscountText: 'O desconto vale até o último dia, inclusive. Depois disso volta o valor do pacote.',
  endDiscountUnstarted: 'Se o último dia for antes do começo, em {{from}}, o desconto é removido.',
  discountLastDay: 'Último dia do desconto',
  priceWithoutDiscount: 'sem desconto {{price}}',
  saveDiscountButton: 'Adicionar desconto',
} as const
