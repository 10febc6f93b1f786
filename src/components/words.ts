import { useTranslation } from 'adminjs'
import { DEFAULT_TIME_ZONE } from '../locale/format.js'
import type { ShellWord } from '../locale/words.js'

/** A refused field as AdminJS brings it to the browser; `message` is an issue's code or a finished sentence. */
export interface FieldError {
  message?: string
  params?: Record<string, string | number>
}

/** A refused field in the answer of an action of ours. */
export interface Issue {
  path: string
  code: string
  params?: Record<string, string | number>
}

/** Refused fields by path, the first issue of each. */
export const fieldErrorsOf = (issues: readonly Issue[] = []): Record<string, FieldError> =>
  Object.fromEntries(
    [...issues].reverse().map(({ path, code, params }) => [path, { message: code, ...(params ? { params } : {}) }]),
  )

export interface Words {
  /** A word of the shell. */
  word: (name: ShellWord, params?: Record<string, string | number>) => string
  /** The sentence under a refused field; empty without an error. */
  issue: (error: FieldError | undefined) => string
  /** A property's name. */
  property: (path: string, resourceId: string) => string
  /** The helping sentence of a property; empty where there is none. */
  hint: (path: string, resourceId: string) => string
  /** The label of a value of a property with fixed values; the value itself where there is none. */
  value: (path: string, value: string, resourceId: string) => string
  /** A text at any key of the locale; `fallback` where there is none. */
  at: (key: string, fallback?: string, params?: Record<string, string | number>) => string
  timeZone: string
}

/** The panel's words in the reader's language. */
export const useWords = (): Words => {
  const { t, i18n, translateProperty } = useTranslation()
  // A fallback is somebody's own text: as i18next's default value its braces and `$t(…)` would be filled in.
  const at = (key: string, fallback = '', params: Record<string, string | number> = {}): string =>
    i18n.exists(key) ? String(t(key, params)) : fallback
  return {
    word: (name, params) => String(t(`shell.${name}`, params ?? {})),
    issue: (error) =>
      error?.message
        ? at(`issues.${error.message}`, at(`messages.${error.message}`, error.message, error.params), error.params)
        : '',
    property: (path, resourceId) => translateProperty(path, resourceId),
    hint: (path, resourceId) => at(`resources.${resourceId}.hints.${path}`),
    value: (path, value, resourceId) => at(`resources.${resourceId}.labels.${path}.${value}`, value),
    at,
    timeZone: at('format.timeZone', DEFAULT_TIME_ZONE),
  }
}
