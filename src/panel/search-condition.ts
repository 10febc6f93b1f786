import type { Role } from '../entities/panel-user.js'
import { type Condition, NOTHING, textCondition } from './filter-conditions.js'
import { ColumnProperty, type ComputedProperty } from './panel-property.js'
import { parseRecordId } from './record-id.js'

/** `123.456.789-09` as it is stored; null when the text is no document or phone that people write with signs. */
const withoutSigns = (text: string): string | null => {
  const bare = text.replace(/[.\-/\s()]/g, '')
  return bare !== text && /^[\dA-Z]{3,}$/i.test(bare) && /\d/.test(bare) ? bare : null
}

/** Rows of which one of the columns contains the text, or a number column is it; null for an empty text. */
export const searchCondition = (
  columns: readonly (ColumnProperty | ComputedProperty)[],
  entered: string,
  {
    role,
    searchWhere,
  }: { role?: Role | undefined; searchWhere?: ((text: string, role: Role | undefined) => Condition) | undefined } = {},
): Condition | null => {
  const text = entered.replaceAll('\0', '').trim()
  if (text === '') return null
  const bare = withoutSigns(text)
  const conditions = columns.flatMap((property, index): Condition[] => {
    if (!(property instanceof ColumnProperty)) return []
    if (property.kind === 'text') {
      const byText = textCondition(property.path(), text, `search${index}`)
      return bare === null ? [byText] : [byText, textCondition(property.path(), bare, `bare${index}`)]
    }
    const number = parseRecordId(property.kind, text)
    const name = `search${index}`
    return number === null ? [] : [{ sql: `row.${property.path()} = :${name}`, parameters: { [name]: number } }]
  })
  const further = searchWhere?.(text, role)
  const all = further ? [...conditions, further] : conditions
  if (all.length === 0) return NOTHING
  return {
    sql: all.map(({ sql }) => `(${sql})`).join(' or '),
    parameters: Object.assign({}, ...all.map(({ parameters }) => parameters)),
  }
}
