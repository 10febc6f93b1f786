/** What *Segredo de assinatura* says while two secrets sign, and how that ends. */
export const signingSecretMessages = {
  secretPreviousUntil: 'O segredo anterior também assina, até {{until}}.',
  secretEndPrevious: 'Encerrar o anterior agora',
  secretEndPreviousSure: 'Encerrar o segredo anterior agora?',
  secretEndPreviousText:
    'Quando a plataforma já usa o novo, ou se o anterior vazou. Dali em diante só o segredo atual assina.',
  secretPreviousEnded: 'O segredo anterior foi encerrado. Só o atual assina.',
  secretReplace: 'Descartar o atual e gerar outro',
  secretReplaceSure: 'Descartar o segredo atual e gerar outro?',
  secretReplaceText:
    'Quando o segredo atual se perdeu antes de chegar à plataforma. O anterior continua assinando, e o prazo dele recomeça.',
  secretReplaced: 'O segredo foi descartado e outro foi gerado.',
} as const

export const signingSecretErrors = {
  SECRET_OVERLAP_RUNNING:
    'O segredo anterior ainda assina, e mais que dois ao mesmo tempo confundem a plataforma. Recarregue a página: encerre o anterior, ou descarte o atual, se ele não chegou à plataforma.',
  NO_PREVIOUS_SECRET: 'Não há segredo anterior a encerrar: só o atual assina. Atualize a página.',
} as const

export const signingSecretActions = {
  'integration.secret_rotated': 'Segredo de assinatura trocado',
  'integration.secret_replaced': 'Segredo de assinatura descartado e gerado de novo',
  'integration.secret_ended': 'Segredo de assinatura anterior encerrado',
} as const
