import { Icon } from '@adminjs/design-system'
import type { PropertyJSON, RecordJSON } from 'adminjs'
import React from 'react'
import { useWords } from '../../words.js'
import { errorOf } from '../property-props.js'
import { Cell } from './cell.js'
import type { Row, RowsOptions } from './columns.js'
import { shownColumns } from './split-rows.js'

interface Props {
  property: PropertyJSON
  record: RecordJSON
  options: RowsOptions
  row: Row
  index: number
  count: number
  /** What the row's percentage comes to. */
  amount: string | undefined
  onChange: (row: Row) => void
  onRemove: () => void
  onMove: (to: number) => void
}

/** One row: its cells side by side (one below the other on a phone), each with its own refusal. */
export const RowEditor: React.FC<Props> = ({ property, record, options, row, index, count, amount, ...on }) => {
  const { word, at, issue } = useWords()
  const { path, resourceId } = property
  const rowName = word('row', { number: index + 1 })
  const iconButton = (name: 'moveUp' | 'moveDown' | 'remove', icon: string, isOff: boolean, run: () => void) => (
    <button
      type="button"
      className="cp-icon-button"
      aria-label={`${word(name)}: ${rowName}`}
      title={word(name)}
      disabled={isOff}
      onClick={run}
    >
      <Icon icon={icon} />
    </button>
  )
  return (
    <fieldset className="cp-row" aria-label={rowName}>
      <div className="cp-row-cells">
        {shownColumns(options, record).map((column) => {
          const cellPath = `${path}.${index}.${column.key}`
          const message = issue(errorOf(record, cellPath))
          const label = at(`resources.${resourceId}.columns.${path}.${column.key}`, column.key)
          return (
            <div
              key={column.key}
              className={`cp-cell cp-cell-${column.type}${message ? ' cp-field-bad' : ''}`}
              style={{ flexGrow: column.grow ?? (column.type === 'switch' ? 0 : 1) }}
              data-path={cellPath}
            >
              <label className="cp-cell-label" htmlFor={cellPath}>
                {label}
              </label>
              <Cell
                id={cellPath}
                label={`${label}, ${rowName}`}
                column={column}
                row={row}
                resourceId={resourceId}
                known={record.populated?.[cellPath] ?? undefined}
                invalid={Boolean(message)}
                describedBy={message ? `${cellPath}-error` : undefined}
                onChange={(value) => on.onChange({ ...row, [column.key]: value })}
              />
              {column.type === 'percent' && amount && <div className="cp-hint cp-number">{`= ${amount}`}</div>}
              {message && (
                <div className="cp-error" id={`${cellPath}-error`} role="alert">
                  {message}
                </div>
              )}
            </div>
          )
        })}
      </div>
      <div className="cp-row-tools">
        {options.ordered && iconButton('moveUp', 'ChevronUp', index === 0, () => on.onMove(index - 1))}
        {options.ordered && iconButton('moveDown', 'ChevronDown', index === count - 1, () => on.onMove(index + 1))}
        {iconButton('remove', 'Trash2', false, on.onRemove)}
      </div>
    </fieldset>
  )
}
