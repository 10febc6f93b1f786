import React from 'react'
import { Field } from './field.js'
import { type EditProps, errorOf, rawValue } from './property-props.js'
import { SelectRecord } from './select-record.js'

/** Field that points to a record of another resource. */
const ReferenceEdit: React.FC<EditProps> = ({ property, record, onChange }) => (
  <Field property={property} error={errorOf(record, property.path)}>
    {(ids) => (
      <SelectRecord
        id={ids.id}
        resourceId={property.reference ?? ''}
        value={rawValue({ record, property }) ?? ''}
        known={record.populated?.[property.path] ?? undefined}
        disabled={property.isDisabled}
        invalid={ids['aria-invalid']}
        describedBy={ids['aria-describedby']}
        onChange={(id, chosen) => onChange(property.path, id || null, chosen ?? undefined)}
      />
    )}
  </Field>
)
export default ReferenceEdit
