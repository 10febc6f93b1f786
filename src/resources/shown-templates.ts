import type { Integration } from '../entities/integration.js'

/**
 * An integration's templates as its form edits them: one text, because the names of event types have dots, by which
 * AdminJS takes a form's values apart. Bodies are JSON text within it.
 */
export const shownTemplates = (templates: Integration['templates']): string =>
  JSON.stringify(
    Object.fromEntries(
      Object.entries(templates).map(([type, template]) => [
        type,
        { ...template, body: template.body === null ? '' : JSON.stringify(template.body, null, 2) },
      ]),
    ),
  )
