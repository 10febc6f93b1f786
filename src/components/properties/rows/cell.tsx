import type { RecordJSON } from 'adminjs'
import React from 'react'
import { useWords } from '../../words.js'
import { MoneyInput } from '../money-input.js'
import { PercentInput } from '../percent-input.js'
import { SecretInput } from '../secret-input.js'
import { SelectRecord } from '../select-record.js'
import { type Column, cellText, type Row } from './columns.js'

interface Props {
  id: string
  label: string
  column: Column
  row: Row
  resourceId: string
  known: RecordJSON | undefined
  invalid: boolean
  describedBy: string | undefined
  onChange: (value: string | boolean) => void
}

/** The input of one column in one row. */
export const Cell: React.FC<Props> = (props) => {
  const { id, label, column, row, resourceId, known, invalid, describedBy, onChange } = props
  const { value: labelOf } = useWords()
  const value = cellText(row, column.key)
  const common = { id, 'aria-label': label, 'aria-invalid': invalid, 'aria-describedby': describedBy }
  const isSecret =
    column.type === 'secret' ||
    (column.type === 'text' && column.secretWhen && cellText(row, column.secretWhen) === 'true')

  if (isSecret)
    return <SecretInput {...common} short value={value} onChange={onChange} kept={cellText(row, 'kept') === 'true'} />
  switch (column.type) {
    case 'money':
      return <MoneyInput {...common} value={value} onChange={onChange} placeholder={column.placeholder} />
    case 'percent':
      return <PercentInput {...common} value={value} onChange={onChange} />
    case 'select':
      return (
        <select
          {...common}
          className="cp-input cp-select"
          value={value}
          onChange={(event) => onChange(event.target.value)}
        >
          {column.values.map((option) => (
            <option key={option} value={option}>
              {labelOf(column.key, option, resourceId)}
            </option>
          ))}
        </select>
      )
    case 'switch':
      return (
        <input
          {...common}
          type="checkbox"
          role="switch"
          className="cp-switch"
          checked={value === 'true'}
          aria-checked={value === 'true'}
          onChange={(event) => onChange(event.target.checked)}
        />
      )
    case 'reference':
      return (
        <SelectRecord
          id={id}
          label={label}
          resourceId={column.resourceId}
          value={value}
          known={known}
          clearable={false}
          invalid={invalid}
          describedBy={describedBy}
          onChange={onChange}
        />
      )
    default:
      return (
        <input
          {...common}
          type="text"
          className="cp-input"
          autoComplete="off"
          placeholder={column.type === 'text' ? column.placeholder : undefined}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )
  }
}
