import React from 'react'
import { Field } from './field.js'
import { type EditProps, errorOf, rawValue } from './property-props.js'

/** Text of several lines. */
const TextAreaEdit: React.FC<EditProps> = ({ property, record, onChange }) => (
  <Field property={property} error={errorOf(record, property.path)}>
    {(ids) => (
      <textarea
        rows={3}
        {...property.props}
        {...ids}
        className="cp-input cp-text-area"
        disabled={property.isDisabled}
        value={rawValue({ record, property }) ?? ''}
        onChange={(event) => onChange(property.path, event.target.value)}
      />
    )}
  </Field>
)
export default TextAreaEdit
