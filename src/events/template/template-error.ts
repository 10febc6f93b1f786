/** What can be wrong with a template, as a code: the sentences are the locale's. */
export type TemplateReason =
  | 'syntax'
  | 'notClosed'
  | 'unknownTag'
  | 'unknownFilter'
  | 'unknownVariable'
  | 'tooCostly'
  | 'tooLarge'
  | 'tooDeep'
  | 'notText'
  | 'pathStart'
  | 'pathCharacters'
  | 'pathSpace'
  | 'emptySegment'
  | 'dotSegment'
  | 'lineBreak'
  | 'headerCharacters'
  | 'parameterUnplaced'
  | 'parameterTwice'

/** A text that can't be compiled or rendered. `index` counts the characters of that text before the fault, from 0. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError'
  readonly reason: TemplateReason
  /** What the reason is about, such as the variable's name; never a value of somebody's data. */
  readonly detail: string
  readonly index: number

  constructor(reason: TemplateReason, { detail = '', index = 0 }: { detail?: string; index?: number } = {}) {
    super(detail ? `${reason}: ${detail}` : reason)
    this.reason = reason
    this.detail = detail
    this.index = index
  }
}
