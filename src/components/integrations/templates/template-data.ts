/** One event type's request as it is edited: the body is JSON text, '' for none. */
export interface TemplateForm {
  method: string
  path: string
  headers: { name: string; value: string }[]
  body: string
}

export type TemplateForms = Record<string, TemplateForm>

export interface Issue {
  path: string
  code: string
  params?: Record<string, string | number>
}

/** What the server makes of a template as it stands in the form. */
export interface Preview {
  request: { method: string; url: string; headers: Record<string, string>; body: string } | null
  issues: readonly Issue[]
  variables: readonly { name: string; value: string }[]
}

/** Sent by a button and never chosen; a template for it is only needed to use that button. */
export const PING = 'integration.ping'

/** The templates of a form, which carries them as one text. */
export const parseTemplates = (text: unknown): TemplateForms => {
  if (typeof text !== 'string' || text === '') return {}
  try {
    return JSON.parse(text) as TemplateForms
  } catch {
    return {}
  }
}

/** The refused places of one event type: `body/customer/name` of `templates.<type>.body/customer/name`. */
export const issuesOfType = (issues: readonly Issue[], type: string): Issue[] =>
  issues
    .filter(({ path }) => path === `templates.${type}` || path.startsWith(`templates.${type}.`))
    .map((issue) => ({ ...issue, path: issue.path.slice(`templates.${type}.`.length) }))

/** Offset of a line and a column, both from 1. */
export const offsetAt = (text: string, { line, column }: { line: number; column: number }): number =>
  text
    .split('\n')
    .slice(0, line - 1)
    .reduce((sum, before) => sum + before.length + 1, 0) +
  column -
  1
