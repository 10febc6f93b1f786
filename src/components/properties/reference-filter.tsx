import React from 'react'
import { Field } from './field.js'
import type { FilterProps } from './property-props.js'
import { SelectRecord } from './select-record.js'

/** Filters by a record of another resource. */
const ReferenceFilter: React.FC<FilterProps> = ({ property, filter, onChange }) => (
  <Field property={property} filter>
    {({ id }) => (
      <SelectRecord
        id={id}
        resourceId={property.reference ?? ''}
        value={String(filter[property.path] ?? '')}
        onChange={(chosen) => onChange(property.path, chosen)}
      />
    )}
  </Field>
)
export default ReferenceFilter
