import React from 'react'
import { useWords } from '../words.js'
import { Field } from './field.js'
import type { FilterProps } from './property-props.js'

/** Filters by text or, for a property with fixed values, by one of them. */
const TextFilter: React.FC<FilterProps> = ({ property, filter, onChange }) => {
  const { word, value: labelOf } = useWords()
  const value = String(filter[property.path] ?? '')
  return (
    <Field property={property} filter>
      {(ids) =>
        property.availableValues ? (
          <select
            {...ids}
            className="cp-input cp-select"
            value={value}
            onChange={(event) => onChange(property.path, event.target.value)}
          >
            <option value="">{word('all')}</option>
            {property.availableValues.map((option) => (
              <option key={option.value} value={option.value}>
                {labelOf(property.path, String(option.value), property.resourceId)}
              </option>
            ))}
          </select>
        ) : (
          <input
            {...ids}
            type="text"
            autoComplete="off"
            className="cp-input"
            value={value}
            onChange={(event) => onChange(property.path, event.target.value)}
          />
        )
      }
    </Field>
  )
}
export default TextFilter
