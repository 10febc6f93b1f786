/** An id, a hash or one of a fixed set of words of ours: letters, digits, hyphens and underscores, not empty, not `null`. */
type PlainWord = string

/**
 * Values as PostgreSQL reads an array, for which the driver would look into each. Nothing is quoted or escaped: a text of
 * any other kind would make another array, and no type tells it from a {@link PlainWord}. What people, platforms or hosts
 * wrote goes through {@link textArray}.
 */
export const plainArray = (values: readonly (number | boolean | null)[] | readonly (PlainWord | null)[]): string =>
  `{${values.map((value) => value ?? 'null').join()}}`

/**
 * Any texts as PostgreSQL reads an array. Each arrives as it is, save that U+0000, which PostgreSQL refuses in a text, is
 * dropped, and that half of a surrogate pair arrives as U+FFFD, as the driver encodes it.
 */
export const textArray = (texts: readonly (string | null)[]): string => `{${texts.map(textItem).join()}}`

const textItem = (text: string | null): string => {
  if (text === null) return 'null'
  return NOT_AS_IT_IS.test(text) ? `"${text.replaceAll('\0', '').replace(/["\\]/g, '\\$&')}"` : `"${text}"`
}

const NOT_AS_IT_IS = /["\\\0]/
