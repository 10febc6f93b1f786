import { useTranslation } from 'adminjs'
import type { PrivacyWord } from '../../locale/words.js'
import { type DeskWords, useDeskWords } from '../desk-words.js'

export interface PrivacyWords extends DeskWords {
  /** A word of personal data, anonymisation and history. */
  privacy: (name: PrivacyWord, params?: Record<string, string | number>) => string
}

/** {@link useDeskWords} with those of personal data, anonymisation and history. */
export const usePrivacyWords = (): PrivacyWords => {
  const words = useDeskWords()
  const { t } = useTranslation()
  return { ...words, privacy: (name, params) => String(t(`privacy.${name}`, params ?? {})) }
}
