import { type NoticeMessage, useTranslation } from 'adminjs'
import type { DeskWord } from '../locale/words.js'
import { useWords, type Words } from './words.js'

type Params = Record<string, string | number>

export interface DeskWords extends Words {
  /** A word of the attendance and delivery screens. */
  desk: (name: DeskWord, params?: Params) => string
  /** The sentence of a notice. */
  notice: (notice: NoticeMessage, resourceId: string) => string
  /** The sentence for a refusing rule. */
  refusal: (code: string, params?: Params) => string
  /** A failure in words: our classes in the reader's language, the platform's words as they are. */
  failure: (text: string) => string
}

/** {@link useWords} with those of the attendance and delivery screens. */
export const useDeskWords = (): DeskWords => {
  const words = useWords()
  const { t, i18n, translateMessage } = useTranslation()
  // By ourselves: i18next's own plural keys differ by version and language.
  const numbered = (name: string, count: unknown): string => {
    const plural = `desk.${name}_plural`
    return typeof count === 'number' && count !== 1 && i18n.exists(plural) ? plural : `desk.${name}`
  }
  return {
    ...words,
    desk: (name, { count, ...params } = {}) =>
      String(t(numbered(name, count), { ...params, ...(count === undefined ? {} : { number: count }) })),
    notice: ({ message, options }, resourceId) =>
      words.issue({ message: translateMessage(message, resourceId, options) }),
    refusal: (code, params) => String(t(`errors.${code}`, params ?? {})),
    failure: (text) => words.at(`resources.DeliveryAttempt.labels.errorClass.${text}`, text),
  }
}
