import { flat } from 'adminjs'
import React from 'react'
import { Field } from '../properties/field.js'
import { type EditProps, errorOf, rawValue } from '../properties/property-props.js'
import type { Row } from '../properties/rows/columns.js'
import { useWords } from '../words.js'

const WAYS = ['amount', 'percent'] as const

/** BR-16: whether a composition is given in amounts or in percentages. What was typed in the other way is let go. */
const SplitByEdit: React.FC<EditProps> = ({ property, record, onChange }) => {
  const { value: labelOf } = useWords()
  const chosen = rawValue({ record, property }) ?? 'amount'
  const choose = (way: string): void => {
    const rows = (flat.get(record.params, 'components') as Row[] | undefined) ?? []
    const forgotten = way === 'percent' ? 'amountCents' : 'percent'
    onChange(property.path, way)
    if (Array.isArray(rows) && rows.length > 0)
      onChange(
        'components',
        rows.map((row) => ({ ...row, [forgotten]: '' })),
      )
  }
  return (
    <Field property={property} error={errorOf(record, property.path)} group>
      {() => (
        <div className="cp-ways" role="radiogroup" aria-labelledby={`${property.path}-label`}>
          {WAYS.map((way) => (
            <label key={way} className="cp-way">
              <input
                type="radio"
                name={property.path}
                value={way}
                checked={chosen === way}
                onChange={() => choose(way)}
              />
              <span>{labelOf(property.path, way, property.resourceId)}</span>
            </label>
          ))}
        </div>
      )}
    </Field>
  )
}
export default SplitByEdit
