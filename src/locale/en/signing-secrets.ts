/** What *Signing secret* says while two secrets sign, and how that ends. */
export const signingSecretMessages = {
  secretPreviousUntil: 'The previous secret signs too, until {{until}}.',
  secretEndPrevious: 'End the previous one now',
  secretEndPreviousSure: 'End the previous secret now?',
  secretEndPreviousText:
    'When the platform uses the new one already, or if the previous one leaked. From then on only the current secret signs.',
  secretPreviousEnded: 'The previous secret has ended. Only the current one signs.',
  secretReplace: 'Discard the current one and generate another',
  secretReplaceSure: 'Discard the current secret and generate another?',
  secretReplaceText:
    'When the current secret was lost before it reached the platform. The previous one goes on signing, and its time begins anew.',
  secretReplaced: 'The secret was discarded and another one generated.',
} as const

export const signingSecretErrors = {
  SECRET_OVERLAP_RUNNING:
    'The previous secret still signs, and more than two at once confuse the platform. Reload the page: end the previous one, or discard the current one if it did not reach the platform.',
  NO_PREVIOUS_SECRET: 'There is no previous secret to end: only the current one signs. Reload the page.',
} as const

export const signingSecretActions = {
  'integration.secret_rotated': 'Signing secret rotated',
  'integration.secret_replaced': 'Signing secret discarded and generated anew',
  'integration.secret_ended': 'Previous signing secret ended',
} as const
