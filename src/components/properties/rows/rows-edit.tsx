import { Button, Icon } from '@adminjs/design-system'
import { flat } from 'adminjs'
import React from 'react'
import { useWords } from '../../words.js'
import { Field } from '../field.js'
import { type EditProps, errorOf } from '../property-props.js'
import { cellText, emptyRow, moveRow, type Row, rowsOptionsOf } from './columns.js'
import { RowEditor } from './row-editor.js'
import { RowsSum } from './rows-sum.js'
import { amountsOf } from './split-rows.js'

/** Edits a list of rows in place: add, change, remove and, where the order counts, move. */
const RowsEdit: React.FC<EditProps> = ({ property, record, onChange }) => {
  const { word, at } = useWords()
  const options = rowsOptionsOf(property)
  const rows = (flat.get(record.params, property.path) as Row[] | undefined) ?? []
  const list = Array.isArray(rows) ? rows : []

  const amounts = amountsOf(options, record, list)

  const saveRows = (next: Row[]): void => onChange(property.path, next)

  return (
    <Field property={property} error={errorOf(record, property.path)} group>
      {() => (
        <fieldset className="cp-rows" aria-labelledby={`${property.path}-label`}>
          {list.length === 0 && <p className="cp-rows-none">{word('noRows')}</p>}
          {list.map((row, index) => (
            <RowEditor
              key={cellText(row, 'id') || `new-${index}`}
              property={property}
              record={record}
              options={options}
              row={row}
              index={index}
              count={list.length}
              amount={amounts?.[index]}
              onChange={(next) => saveRows(list.map((other, at) => (at === index ? next : other)))}
              onRemove={() => saveRows(list.filter((_, at) => at !== index))}
              onMove={(to) => saveRows(moveRow(list, index, to))}
            />
          ))}
          <div className="cp-rows-foot">
            <Button
              type="button"
              variant="outlined"
              size="sm"
              onClick={() => saveRows([...list, emptyRow(options.columns)])}
            >
              <Icon icon="Plus" />
              {options.addLabel ? at(options.addLabel, word('addRow')) : word('addRow')}
            </Button>
            {options.sum && <RowsSum rows={list} options={options} record={record} property={property} />}
          </div>
        </fieldset>
      )}
    </Field>
  )
}
export default RowsEdit
