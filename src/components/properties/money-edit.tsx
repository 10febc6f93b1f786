import React from 'react'
import { Field } from './field.js'
import { MoneyInput } from './money-input.js'
import { type EditProps, errorOf, rawValue } from './property-props.js'

/** Field for an amount in reais. */
const MoneyEdit: React.FC<EditProps> = ({ property, record, onChange }) => (
  <Field property={property} error={errorOf(record, property.path)}>
    {(ids) => (
      <MoneyInput
        {...ids}
        disabled={property.isDisabled}
        value={rawValue({ record, property }) ?? ''}
        onChange={(value) => onChange(property.path, value)}
      />
    )}
  </Field>
)
export default MoneyEdit
