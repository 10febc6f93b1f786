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
  const { t, i18n } = useTranslation()
  // By ourselves, as with the words of the desk: i18next's own plural keys differ by version and language.
  const numbered = (name: string, count: unknown): string => {
    const plural = `privacy.${name}_plural`
    return typeof count === 'number' && count !== 1 && i18n.exists(plural) ? plural : `privacy.${name}`
  }
  return {
    ...words,
    privacy: (name, { count, ...params } = {}) =>
      String(t(numbered(name, count), { ...params, ...(count === undefined ? {} : { number: count }) })),
  }
}
