const SIGNS = '[.\\-/\\s()]{0,2}'
const HIDDEN = '***'
const MIN_LENGTH = 3

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')

const patternOf = (value: string): string =>
  /^[0-9A-Z]{8,}$/.test(value) && /\d\d$/.test(value)
    ? `(?:\\+?55${SIGNS})?\\(?${[...value].map(escaped).join(SIGNS)}`
    : escaped(value).replace(/ +/g, '\\s+')

/** Replaces values that name a person, whatever their case and punctuation, in a text or in the texts of an object. */
export const createScrubber = (values: readonly (string | null)[]): (<T>(item: T) => T) => {
  const patterns = values
    .flatMap((value) => (value && value.trim().length >= MIN_LENGTH ? [patternOf(value.trim())] : []))
    .sort((a, b) => b.length - a.length)
  if (patterns.length === 0) return (item) => item
  const pattern = new RegExp(`(?<![0-9A-Za-zÀ-ÿ])(?:${patterns.join('|')})(?![0-9A-Za-zÀ-ÿ])`, 'gi')
  const scrub = (item: unknown): unknown => {
    if (typeof item === 'string') return item.replace(pattern, HIDDEN)
    if (Array.isArray(item)) return item.map(scrub)
    if (typeof item !== 'object' || item === null || item instanceof Date) return item
    return Object.fromEntries(Object.entries(item).map(([key, value]) => [key, scrub(value)]))
  }
  return <T>(item: T): T => scrub(item) as T
}
