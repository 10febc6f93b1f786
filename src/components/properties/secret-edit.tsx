import React from 'react'
import { Field } from './field.js'
import { type EditProps, errorOf, rawValue } from './property-props.js'
import { SecretInput } from './secret-input.js'

/** Field for a secret or a password; while editing a record, left blank keeps the old one. */
const SecretEdit: React.FC<EditProps> = ({ property, record, onChange }) => (
  <Field property={property} error={errorOf(record, property.path)}>
    {(ids) => (
      <SecretInput
        {...ids}
        disabled={property.isDisabled}
        kept={Boolean(record.id)}
        value={rawValue({ record, property }) ?? ''}
        onChange={(value) => onChange(property.path, value)}
      />
    )}
  </Field>
)
export default SecretEdit
