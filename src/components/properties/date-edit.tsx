import React from 'react'
import { DateInput } from './date-input.js'
import { Field } from './field.js'
import { type EditProps, errorOf, rawValue } from './property-props.js'

/** Field for a day (`yyyy-mm-dd`) or an instant (ISO, UTC), typed as people write them in Brazil. */
const DateEdit: React.FC<EditProps> = ({ property, record, onChange }) => (
  <Field property={property} error={errorOf(record, property.path)}>
    {(ids) => (
      <DateInput
        {...ids}
        disabled={property.isDisabled}
        withTime={property.type !== 'date'}
        value={rawValue({ record, property }) ?? ''}
        onChange={(value) => onChange(property.path, value)}
      />
    )}
  </Field>
)
export default DateEdit
