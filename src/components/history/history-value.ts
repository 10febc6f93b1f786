import { formatDate, formatDateTime, formatMoney } from '../../locale/format.js'
import type { Words } from '../words.js'

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/
const DAY = /^\d{4}-\d{2}-\d{2}$/

interface Place {
  path: string
  resourceId: string
  names: Readonly<Record<string, string>>
  words: Pick<Words, 'at' | 'word' | 'timeZone'>
}

/** The name of a field: as the record's screens have it, or as only the audit does. */
export const fieldName = ({ path, resourceId, words: { at } }: Place): string =>
  at(`history.fields.${path}`, at(`resources.${resourceId}.properties.${path}`, path))

const scalarText = (value: unknown, { path, resourceId, names, words }: Place): string => {
  const { at, word, timeZone } = words
  if (typeof value === 'boolean') return word(value ? 'yes' : 'no')
  if (typeof value === 'number' && /Cents$/.test(path)) return formatMoney(value)
  const text = String(value)
  if (path === 'percent') return `${text.replace('.', ',')}%`
  const name = names[`${path}:${text}`]
  if (name !== undefined) return name
  if (INSTANT.test(text)) return formatDateTime(text, timeZone)
  if (DAY.test(text)) return formatDate(text)
  // Only what looks like a name is looked up: a person's own text may have dots, which are paths there.
  if (!/^[\w-]{1,60}$/.test(text)) return text
  return at(`resources.${resourceId}.labels.${path}.${text}`, at(`history.values.${path}.${text}`, text))
}

const rowText = (row: object, place: Place): string =>
  Object.entries(row)
    .filter(([, value]) => value !== false && valueLines(value, place).length > 0)
    .map(([path, value]) => {
      const { resourceId, words } = place
      const inRow = { ...place, path }
      const text = valueLines(value, inRow).join(', ')
      const name = words.at(`resources.${resourceId}.columns.${place.path}.${path}`, fieldName(inRow))
      return value === true ? name : `${name}: ${text}`
    })
    .join(' · ')

/** A recorded value as people read it, a line for each item of a list; no line for nothing. */
export const valueLines = (value: unknown, place: Place): string[] => {
  if (value === null || value === undefined || value === '') return []
  if (Array.isArray(value)) return value.flatMap((item) => valueLines(item, place))
  return [typeof value === 'object' ? rowText(value, place) : scalarText(value, place)]
}
