import { flat } from 'adminjs'
import React from 'react'
import { centsOf, formatMoney } from '../../../locale/format.js'
import { useWords } from '../../words.js'
import type { ValueProps } from '../property-props.js'
import { ShownValue } from '../shown-value.js'
import { type Column, cellText, type Row, rowsOptionsOf } from './columns.js'

/** A list of rows as a small table; in a list of records only their number. */
const Rows: React.FC<ValueProps> = (props) => {
  const { property, record, where } = props
  const { word, at, value: labelOf } = useWords()
  const options = rowsOptionsOf(property)
  const stored = flat.get(record.params, property.path) as Row[] | undefined
  const rows = Array.isArray(stored) ? stored : []
  const columns = options.columns.filter(
    ({ type, key }) => type !== 'percent' || rows.some((row) => cellText(row, key) !== ''),
  )

  const show = (row: Row, index: number, column: Column): string => {
    const text = cellText(row, column.key)
    const isSecret =
      column.type === 'secret' ||
      (column.type === 'text' && column.secretWhen !== undefined && cellText(row, column.secretWhen) === 'true')
    if (isSecret) return word('secretSet')
    if (column.type === 'switch') return word(text === 'true' ? 'yes' : 'no')
    if (text === '') return '—'
    if (column.type === 'percent') return `${text.replace('.', ',')}%`
    if (column.type === 'money') return formatMoney(centsOf(text) ?? 0)
    if (column.type === 'select') return labelOf(column.key, text, property.resourceId)
    if (column.type !== 'reference') return text
    return (
      record.populated?.[`${property.path}.${index}.${column.key}`]?.title ??
      (cellText(row, `${column.key}Title`) || text)
    )
  }

  if (where !== 'show') return <ShownValue {...props}>{rows.length || null}</ShownValue>
  return (
    <ShownValue {...props}>
      {rows.length === 0 ? null : (
        <table className="cp-table">
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column.key} scope="col">
                  {at(`resources.${property.resourceId}.columns.${property.path}.${column.key}`, column.key)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <tr key={cellText(row, 'id') || index}>
                {columns.map((column) => (
                  <td key={column.key}>{show(row, index, column)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </ShownValue>
  )
}
export default Rows
