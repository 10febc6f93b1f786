import type { PreparedRequest } from './delivery-contract.js'
import { hideValues } from './hide-values.js'
import { maskAnswer } from './mask-answer.js'

const HIDDEN = '***'
// Longer than any masked value that the end of the kept text could cut through, where no secret is longer.
const MIN_MARGIN = 128

const masked = (text: string, { hidden, secretSpellings = [] }: Hiding): string => {
  let shown = text
  for (const spelling of secretSpellings) if (shown.includes(spelling)) shown = shown.replaceAll(spelling, HIDDEN)
  return maskAnswer(hideValues(shown, hidden))
}

type Hiding = Pick<PreparedRequest, 'hidden' | 'secretSpellings'>

/**
 * The first `maxCharacters` of what a platform said, as it may be kept: no secret in any of its spellings, no personal
 * value, nothing that looks like one. No part of one either where the text is cut.
 */
export const storableText = (text: string, hiding: Hiding, maxCharacters: number): string => {
  if (text.length <= maxCharacters) return masked(text, hiding)
  const margin = Math.max(MIN_MARGIN, hiding.secretSpellings?.[0]?.length ?? 0)
  if (text.length <= maxCharacters + margin) return masked(text, hiding).slice(0, maxCharacters)
  const shown = masked(text.slice(0, maxCharacters + margin), hiding)
  return shown.slice(0, Math.min(maxCharacters, Math.max(0, shown.length - margin)))
}
