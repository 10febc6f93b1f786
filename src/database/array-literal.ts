/** Numbers, UUIDs or words without quotes, blanks and commas, as PostgreSQL reads an array; the driver would look at each. */
export const plainArray = (values: readonly (number | string | boolean | null)[]): string =>
  `{${values.map((value) => value ?? 'null').join()}}`

/** Any texts as PostgreSQL reads an array. */
export const textArray = (texts: readonly (string | null)[]): string => `{${texts.map(textItem).join()}}`

const textItem = (text: string | null): string => {
  if (text === null) return 'null'
  return /["\\]/.test(text) ? `"${text.replace(/["\\]/g, '\\$&')}"` : `"${text}"`
}
