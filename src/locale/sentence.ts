import type { ErrorCode, FieldIssue } from '../errors.js'
import { ptBR } from './pt-BR.js'
import type { PanelWords } from './words.js'

/** Fills `{{name}}` from `data`; a name without an entry leaves nothing behind, never braces. */
export const fillIn = (sentence: string, data: Readonly<Record<string, unknown>> = {}): string =>
  sentence.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(data[name] ?? '')).replace(/ {2,}/g, ' ')

/** The sentence for a refusal, its data filled in. */
export const sentenceOfError = (
  code: ErrorCode,
  data: Readonly<Record<string, unknown>> = {},
  words: PanelWords = ptBR,
): string => fillIn(words.errors[code], data)

/** The sentence for a refused field, its params filled in. */
export const sentenceOfIssue = (issue: Pick<FieldIssue, 'code' | 'params'>, words: PanelWords = ptBR): string =>
  fillIn(words.issues[issue.code], issue.params)
