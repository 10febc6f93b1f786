// Control characters that separate and mark data are none of a text's, in an answer or a body.
const SEPARATOR = '\u001e'
const NULL = '\u001d'

/**
 * Texts as one parameter, for {@link textColumnSql}. Each stays as it is, save that the separators U+001D and U+001E are
 * dropped, and U+0000, which PostgreSQL takes in no text. A `text[]` parameter would have every quote and backslash of it
 * escaped: 8 µs more for a body of 700 bytes.
 */
export const textColumn = (texts: readonly (string | null)[]): string =>
  ['', ...texts.map((text) => (text === null ? NULL : withoutControls(text)))].join(SEPARATOR)

/** SQL for the `text[]` of a parameter that `textColumn` made. */
export const textColumnSql = (parameter: string): string =>
  // Less the first, which only tells one empty text from no text at all.
  `(string_to_array(${parameter}::text, chr(30), chr(29)))[2:]`

const CONTROLS = ['\0', SEPARATOR, NULL]

// Replacing copies a text that holds none, too.
const withoutControls = (text: string): string =>
  CONTROLS.reduce((rest, control) => (rest.includes(control) ? rest.replaceAll(control, '') : rest), text)
