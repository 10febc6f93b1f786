import React from 'react'
import { useWords } from '../words.js'
import { Field } from './field.js'
import { type EditProps, errorOf, rawValue } from './property-props.js'

/** A line of text or, for a property with fixed values, a choice among their labels. */
const TextEdit: React.FC<EditProps> = ({ property, record, onChange }) => {
  const { word, value: labelOf } = useWords()
  const value = rawValue({ record, property }) ?? ''
  return (
    <Field property={property} error={errorOf(record, property.path)}>
      {(ids) =>
        property.availableValues ? (
          <select
            {...ids}
            className="cp-input cp-select"
            disabled={property.isDisabled}
            value={value}
            onChange={(event) => onChange(property.path, event.target.value)}
          >
            {(value === '' || !property.isRequired) && <option value="">{word('choose')}</option>}
            {property.availableValues.map((option) => (
              <option key={option.value} value={option.value}>
                {labelOf(property.path, String(option.value), property.resourceId)}
              </option>
            ))}
          </select>
        ) : (
          <input
            type="text"
            autoComplete="off"
            {...property.props}
            {...ids}
            className="cp-input"
            disabled={property.isDisabled}
            value={value}
            onChange={(event) => onChange(property.path, event.target.value)}
          />
        )
      }
    </Field>
  )
}
export default TextEdit
